// The messages, in order: what the server has numbered first, then what is still on its way.

const WORKING_MS = 15000;
const TYPING_MS = 6000;

function messageLog({ choose, keep, again, atRest }) {
  const list = make("ol", { className: "lines", role: "list" });
  const view = scroller(list);
  const pending = new Map();
  const own = []; // the family's lines, to say which were read
  const text = []; // every line as it came, to print or to keep
  let day = "";
  let working = null;
  let readTo = 0;
  let reader = null;
  const seenBy = make("span", { className: "meta read" });
  onLanguage(() => (seenBy.textContent = reader ? words("read_by", { name: reader }) : words("read")));

  const firstPending = () => [...pending.values()][0] ?? working;
  const lastPlaced = () => (firstPending() ? firstPending().previousElementSibling : list.lastElementChild);

  function place(element) {
    list.insertBefore(element, firstPending());
    view.moved();
  }

  function add(line) {
    const { seq, sender, choices, at } = line;
    if (sender === "family") retire();
    else rest();
    newDay(at);
    const element = lineElement(line, (index) => keep(seq, index));
    const previous = lastPlaced();
    if (previous?.matches(`.line.${sender}`) && previous.querySelector(".who").textContent === element.querySelector(".who").textContent) {
      element.classList.add("follows");
      if (!previous.querySelector(".choices")) previous.querySelector(":scope > time")?.remove();
    }
    if (choices.length) element.append(choiceButtons("choices", choices, (index, title) => choose(seq, index, title)));
    element.append(clockElement(at));
    if (line.progress) for (const old of list.querySelectorAll(".progress")) old.remove();
    text.push(line);
    place(element);
    if (sender === "family") own.push({ seq, element });
    read(readTo, reader);
  }

  // Only the last of the family's lines that a person has read says so, and who it was.
  function read(seq, name) {
    readTo = seq;
    reader = name;
    seenBy.textContent = name ? words("read_by", { name }) : words("read");
    const last = own.filter((each) => each.seq <= seq).pop();
    if (last) last.element.append(seenBy);
    else seenBy.remove();
    view.moved();
  }

  function newDay(at) {
    const date = new Date(at).toDateString();
    if (date === day) return;
    if (day || date !== new Date().toDateString()) place(dayElement(at));
    day = date;
  }

  function note(key, values) {
    const element = make("li", { className: "note" });
    onLanguage(() => (element.textContent = words(key, values)));
    place(element);
  }

  function pend(id, said) {
    retire();
    rest();
    const element = lineElement({ sender: "family", text: said });
    element.dataset.id = id;
    pending.set(id, element);
    list.append(element);
    view.toNewest();
  }

  function mark(id, state) {
    const element = pending.get(id);
    if (!element) return;
    element.querySelector(":scope > .meta")?.remove();
    element.append(stateElement(state, () => again(id)));
    view.moved();
  }

  function settle(id) {
    pending.get(id)?.remove();
    pending.delete(id);
  }

  // The buttons of an answered question go; a reader who stood on one is not left in the void.
  function retire() {
    for (const group of list.querySelectorAll(".choices")) {
      if (group.contains(group.getRootNode().activeElement)) atRest();
      (group.closest(".starters") ?? group).remove();
    }
  }

  function work(name) {
    rest();
    working = workingElement(name);
    list.append(working);
    working.timer = setTimeout(rest, name ? TYPING_MS : WORKING_MS);
    view.moved();
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
    own.length = text.length = readTo = 0;
    view.toNewest();
  }

  return { ...view, list, text, add, read, note, pend, mark, settle, retire, work, rest, clear };
}
