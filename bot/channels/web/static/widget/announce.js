// A polite live region of its own, apart from the messages: each text is spoken once and then taken away,
// because a reader that finds the whole history in a live region reads it again and again.

const SPOKEN_MS = 1000;

function announcer() {
  const region = make("div", { className: "unseen", "aria-live": "polite" });

  function say(text) {
    const item = make("p", { textContent: text });
    region.append(item);
    setTimeout(() => item.remove(), SPOKEN_MS);
  }

  return { region, say };
}
