// Mentions: the number of notes that name me, and names while a note is written. It holds no words.
"use strict";

{
  // ---- How many are unseen, beside the link in the menu
  const number = one("[data-mentions-number]");

  async function count() {
    const response = await quietly("/staff/mentions/count");
    if (!response.ok) return;
    const { unseen } = await response.json();
    tell(number, unseen ? String(unseen) : "");
  }

  if (number) {
    count().catch(unreached);
    document.addEventListener("onedoor:news", () => count().catch(unreached));
  }

  // ---- Names after an @: a list under the note; arrows move, Enter or Tab takes, Escape closes
  const note = one("#note");
  const list = one("#names");
  const names = note ? JSON.parse(note.dataset.names) : [];
  let at = 0;

  const typed = () => note.value.slice(0, note.selectionStart).match(/(?:^|[^\p{L}\p{N}])@([\p{L}\p{N} .'-]{0,40})$/u)?.[1];

  function show() {
    const begun = typed();
    const fitting = begun === undefined ? [] : names.filter((name) => begins(name, begun) && name !== begun);
    list.replaceChildren(...fitting.slice(0, 6).map(option));
    list.hidden = !fitting.length;
    one("#names-number").textContent = fitting.length ? `@ ${fitting.slice(0, 6).join(", ")}` : "";
    mark(0);
  }

  const begins = (name, begun) =>
    name.toLowerCase().startsWith(begun.toLowerCase()) ||
    (begun && name.split(" ").some((part) => part.toLowerCase().startsWith(begun.toLowerCase())));

  function option(name, index) {
    const row = document.createElement("li");
    row.id = `name-${index}`;
    row.setAttribute("role", "option");
    row.textContent = name;
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the note keeps the focus
    row.addEventListener("click", () => take(name));
    return row;
  }

  function mark(index) {
    const rows = [...list.children];
    at = rows.length ? (index + rows.length) % rows.length : 0;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    if (rows[at]) note.setAttribute("aria-activedescendant", rows[at].id);
    else note.removeAttribute("aria-activedescendant");
  }

  function take(name) {
    note.setRangeText(`${name} `, note.selectionStart - typed().length, note.selectionStart, "end");
    note.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    note.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(at + step);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[at].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  if (note) {
    note.addEventListener("input", show);
    note.addEventListener("keydown", pressed);
    note.addEventListener("blur", close);
  }
}
