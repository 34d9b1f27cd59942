// Web addresses and phone numbers become anchors, so that help is one tap away.

const LINKS = new RegExp(
  [
    String.raw`(?<url>https?:\/\/[^\s<>"]+)`,
    String.raw`(?<phone>(?:\+?1[ .\-]?)?(?:\(\d{3}\) ?|\d{3}[ .\-])\d{3}[ .\-]\d{4}(?![\d\-]))`,
    // Short numbers, but not the number of a house ("911 Main Street") or a part of a longer one.
    String.raw`(?<short>(?:2-?1-?1|9-?1-?1|9-?8-?8)(?![\d\-\/%\p{L}]|[.,]\d| \p{Lu}\p{Ll}))`,
  ].join("|"),
  "gu",
);
const INSIDE = /[\p{L}\d\-$#.,/(+]$/u; // what stands before a number that is only a part of something

function linked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINKS)) {
    const { url } = match.groups;
    if (!url && INSIDE.test(text.slice(Math.max(0, match.index - 1), match.index))) continue;
    const shown = url ? withoutTail(url) : match[0];
    const anchor = url ? webLink(shown) : make("a", { href: phoneHref(shown), textContent: shown });
    if (!anchor) continue;
    parts.push(text.slice(end, match.index), anchor);
    end = match.index + shown.length;
  }
  return [...parts, text.slice(end)];
}

// A full stop or a closing bracket after an address belongs to the sentence.
function withoutTail(url) {
  const trimmed = url.replace(/[.,;:!?'"»”’]+$/u, "");
  return trimmed.endsWith(")") && !trimmed.includes("(") ? withoutTail(trimmed.slice(0, -1)) : trimmed;
}

// Where a link to the web leads, opened beside this page; null for "https://" and a slip of the finger, and for anything
// that is no web address.
function webAddress(url) {
  try {
    const { href, protocol } = new URL(url);
    return /^https?:$/.test(protocol) ? { href, target: "_blank", rel: "noopener noreferrer" } : null;
  } catch {
    return null;
  }
}

function webLink(url) {
  const address = webAddress(url);
  return address && make("a", { ...address, textContent: url });
}

function phoneHref(shown) {
  const digits = shown.replace(/(?:ext|x|;|,).*$/i, "").replace(/\D/g, "");
  return `tel:${digits.length === 10 ? `+1${digits}` : digits.length === 11 ? `+${digits}` : digits}`;
}
