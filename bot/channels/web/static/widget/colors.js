// The agency's colour, made readable on light and on dark; and the style, in a way that a strict policy allows.

const CARD = { light: "#ffffff", dark: "#21302e" };
const ENOUGH = 4.5;

function channels(color) {
  const hex = color.length === 4 ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function luminance(color) {
  const [red, green, blue] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// The better of black and white on a colour; one of the two always reaches 4.5 to 1.
const inkOn = (color) => (luminance(color) > 0.179 ? "#000000" : "#ffffff");

// A colour moved towards black or white until it can be told from the paper behind it.
function readableOn(paper, color) {
  const target = luminance(paper) > 0.179 ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.1) {
    const mixed = channels(color).map((value) => Math.round(value + (target - value) * share));
    const found = `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(found, paper) >= ENOUGH) return found;
  }
  return inkOn(paper);
}

function accents() {
  if (!options.color) return "";
  const light = options.color;
  const dark = options.darkColor ?? readableOn(CARD.dark, light);
  const rule = (scheme, color) =>
    `.root[data-scheme="${scheme}"]{--accent:${color};--on-accent:${inkOn(color)};--line:${readableOn(CARD[scheme], color)}}`;
  return rule("light", light) + rule("dark", dark);
}

// A sheet made by script passes a strict style policy; older browsers get an element with the script's own nonce.
function dress(shadow) {
  const style = STYLE + accents();
  if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
  } else {
    shadow.append(make("style", { nonce: options.nonce, textContent: style }));
  }
}

// Light or dark as the agency says, else as the reader's device does, also when that changes.
function followScheme(root) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => (root.dataset.scheme = options.theme ?? (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", apply);
  apply();
}
