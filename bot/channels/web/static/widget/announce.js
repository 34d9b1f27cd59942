// A polite live region of its own, apart from the messages: each text is spoken once and then taken away,
// because a reader that finds the whole history in a live region reads it again and again.
// There are two: what stands outside an open panel that covers the page is not heard, and a closed one is silent.

const SPOKEN_MS = 1000;

function announcer() {
  const region = () => make("div", { className: "unseen", "aria-live": "polite" });
  const inside = region();
  const outside = region();

  function say(text) {
    const item = make("p", { textContent: text });
    (inside.closest("[hidden]") ? outside : inside).append(item);
    setTimeout(() => item.remove(), SPOKEN_MS);
  }

  return { inside, outside, say };
}
