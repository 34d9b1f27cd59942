// Says what has just come to this person: a conversation that was given to them, a family that waits too long.
// To screen readers always; as a notice of the browser for those who asked for it and while they look elsewhere.
"use strict";

{
  const known = { given: null, overdue: null };

  function fresh(kind, ids) {
    const before = known[kind];
    known[kind] = new Set(ids);
    return before !== null && ids.some((id) => !before.has(id));
  }

  function notify(kind) {
    const text = say(`${kind}_notice`);
    one("#announce").textContent = text;
    if (one("#sound")?.getAttribute("aria-pressed") !== "true") return;
    if (window.Notification?.permission !== "granted" || !document.hidden) return;
    const notice = new Notification(say("product"), { body: text, tag: kind });
    notice.addEventListener("click", () => window.focus());
  }

  document.addEventListener("onedoor:news", (event) => {
    if (event.detail.type !== "queue") return;
    for (const kind of ["overdue", "given"]) if (fresh(kind, event.detail[kind])) notify(kind);
  });

  // A moment that is typed in is the moment that is meant.
  document.addEventListener("input", (event) => {
    const picks = event.target.dataset?.picks;
    if (picks) one(`#${picks}`).checked = true;
  });
}
