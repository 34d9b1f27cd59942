// Who else looks at a conversation or writes in it. Tells the desk what this page shows, and shows what it is told.
"use strict";

{
  const SAYS_AGAIN = 20000; // the desk forgets who has not said so for 45 seconds
  const WRITES_AGAIN = 3000; // and who has not written for 8
  const conversation = document.body.dataset.conversation;
  let here = {};
  let wrote = 0;

  const look = () => conversation && window.onedoor.send(document.hidden ? "away" : "looking");

  function writing(event) {
    if (!event.target.matches("[data-box] textarea") || Date.now() - wrote < WRITES_AGAIN) return;
    wrote = Date.now();
    window.onedoor.send("writing");
  }

  const names = (people) => people.map((one) => one.name).join(", ");

  function sentence(people) {
    const writers = people.filter((one) => one.writing);
    if (writers.length) return say(conversation ? "here_collision" : "here_writing", { names: names(writers) });
    return people.length ? say("here_looking", { names: names(people) }) : "";
  }

  function show() {
    for (const place of all("[data-here]")) {
      const people = here[place.dataset.here] ?? [];
      const text = sentence(people);
      if (place.textContent !== text) place.textContent = text;
      place.classList.toggle("collision", Boolean(conversation) && people.some((one) => one.writing));
    }
  }

  document.addEventListener("onedoor:news", (event) => {
    if (event.detail.type !== "here") return;
    here = event.detail.here;
    show();
  });
  document.addEventListener("onedoor:filled", show);
  document.addEventListener("onedoor:connected", () => {
    here = {}; // the desk tells all of it again where anyone is there
    show();
    look();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, SAYS_AGAIN);
  if (conversation) document.addEventListener("input", writing, { passive: true });
}
