// The messages, in order: what the server has numbered first, then what is still on its way.

const WORKING_MS = 15000;

function messageLog({ choose, again, atRest }) {
  const list = make("ol", { className: "lines", role: "list" });
  const region = labelled(make("div", { className: "log", role: "log", "aria-live": "off", tabIndex: 0 }, list), "log", "aria-label");
  const down = iconButton("down", "more", "down", toEnd);
  down.hidden = true;
  const pending = new Map();
  let day = "";
  let following = true;
  let placed = 0;
  let working = null;

  region.addEventListener("scroll", () => {
    if (Math.abs(region.scrollTop - placed) > 4) following = left() < 24;
    down.hidden = left() < 24;
  });
  new ResizeObserver(() => (following ? follow() : (down.hidden = left() < 24))).observe(region);
  const left = () => region.scrollHeight - region.clientHeight - region.scrollTop;

  // The family's last words stay in sight above a long answer, so that it is read from its beginning; before the
  // first word the greeting is what is read.
  function follow() {
    const own = [...list.querySelectorAll(".family")].pop();
    const last = own && own === list.lastElementChild;
    region.scrollTop = last ? region.scrollHeight : own ? own.offsetTop - 8 : 0;
    placed = region.scrollTop;
    down.hidden = left() < 24;
  }

  function toEnd() {
    following = true;
    region.scrollTop = placed = region.scrollHeight;
    down.hidden = true;
    region.focus({ preventScroll: true });
  }

  function place(element) {
    list.insertBefore(element, firstPending());
    if (following) follow();
    else down.hidden = left() < 24;
  }

  const firstPending = () => [...pending.values()][0] ?? working;
  const lastPlaced = () => (firstPending() ? firstPending().previousElementSibling : list.lastElementChild);

  function add({ seq, sender, text, choices, at }) {
    if (sender === "family") retire();
    else rest();
    newDay(at);
    const element = lineElement(sender, text);
    const previous = lastPlaced();
    if (previous?.matches(`.line.${sender}`)) {
      element.classList.add("follows");
      if (!previous.querySelector(".choices")) previous.querySelector(":scope > .meta")?.remove();
    }
    if (choices.length) element.append(choiceButtons("choices", choices, (index, title) => choose(seq, index, title)));
    element.append(clockElement(at));
    place(element);
  }

  function newDay(at) {
    const date = new Date(at).toDateString();
    if (date === day) return;
    if (day || date !== new Date().toDateString()) place(dayElement(at));
    day = date;
  }

  function note(key) {
    place(labelled(make("li", { className: "note" }), key));
  }

  function pend(id, text) {
    retire();
    rest();
    const element = lineElement("family", text);
    element.dataset.id = id;
    pending.set(id, element);
    list.append(element);
    following = true;
    follow();
  }

  function mark(id, state) {
    const element = pending.get(id);
    if (!element) return;
    element.querySelector(":scope > .meta")?.remove();
    element.append(stateElement(state, () => again(id)));
    if (following) follow();
  }

  function settle(id) {
    pending.get(id)?.remove();
    pending.delete(id);
  }

  // The buttons of an answered question go; a reader who stood on one is not left in the void.
  function retire() {
    for (const group of list.querySelectorAll(".choices")) {
      if (group.contains(group.getRootNode().activeElement)) atRest();
      group.remove();
    }
  }

  function work() {
    rest();
    working = workingElement();
    list.append(working);
    working.timer = setTimeout(rest, WORKING_MS);
    if (following) follow();
  }

  function rest() {
    clearTimeout(working?.timer);
    working?.remove();
    working = null;
  }

  function clear() {
    rest();
    list.replaceChildren(...pending.values());
    day = "";
    following = true;
    down.hidden = true;
  }

  return { region, down, list, add, note, pend, mark, settle, retire, work, rest, clear, follow };
}
