// "Leave quickly": the screen goes blank, what this device remembers is gone, and another page takes the place of this
// one in the history, so that "back" does not lead here. The button does it, and Escape pressed twice.

const TWICE_MS = 700;

function leaving({ silence, isOpen }) {
  let escaped = -TWICE_MS;

  function leave() {
    silence();
    store.forget();
    tab.forget();
    document.title = "";
    document.documentElement.replaceChildren();
    location.replace(words("leave_url"));
  }

  // Heard before anything else on the page, wherever the focus is. The first one counts only while the chat is open, and
  // nothing else may come in between.
  function onKey(event) {
    if (event.repeat || event.isComposing) return;
    const isEscape = event.key === "Escape";
    if (isEscape && event.timeStamp - escaped < TWICE_MS) return leave();
    escaped = isEscape && isOpen() ? event.timeStamp : -TWICE_MS;
  }

  addEventListener("keydown", onKey, true);
  addEventListener("pointerdown", () => (escaped = -TWICE_MS), true);
  return leave;
}
