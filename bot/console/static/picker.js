// One picker for everything that is chosen from a list: phrases, suggestions, commands. It holds no words.
"use strict";

{
  const dialog = one("#picker");
  const find = dialog && one("input", dialog);
  const list = dialog && one("[role=listbox]", dialog);
  let entries = [];
  let choose = () => {};
  let at = 0;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Opens it. An entry is {title, detail, lang, hint, key}; `chosen` gets the one that was taken.
  function pick(name, items, chosen) {
    one("h2", dialog).textContent = name;
    entries = items.map((item) => ({ ...item, folded: fold([item.group, item.title, item.detail, item.hint].join(" ")) }));
    choose = chosen;
    find.value = "";
    fill();
    dialog.showModal();
    find.focus();
  }

  function fill() {
    const wanted = fold(find.value).split(/\s+/);
    const fitting = entries.filter((item) => wanted.every((word) => item.folded.includes(word)));
    list.replaceChildren(...fitting.map(option));
    tell(one("[role=status]", dialog), fitting.length ? "" : dialog.dataset.none);
    mark(0);
  }

  function option(item, index) {
    const row = document.createElement("li");
    row.id = `option-${index}`;
    row.setAttribute("role", "option");
    row.append(part("strong", item.title));
    if (item.key) row.append(part("kbd", item.key));
    if (item.detail) row.append(part("span", item.detail, item.lang));
    if (item.hint) row.append(part("small", item.hint));
    row.addEventListener("click", () => take(item));
    row.item = item;
    return row;
  }

  function part(kind, text, lang) {
    const piece = document.createElement(kind);
    piece.textContent = text;
    if (lang) piece.lang = lang;
    return piece;
  }

  function mark(index) {
    const rows = [...list.children];
    at = rows.length ? (index + rows.length) % rows.length : 0;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    rows[at]?.scrollIntoView({ block: "nearest" });
    if (rows[at]) find.setAttribute("aria-activedescendant", rows[at].id);
    else find.removeAttribute("aria-activedescendant");
  }

  function take(item) {
    dialog.close();
    choose(item);
  }

  function pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      mark(at + step);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (list.children[at]) take(list.children[at].item);
    }
  }

  if (dialog) {
    find.addEventListener("input", fill);
    find.addEventListener("keydown", pressed);
    window.onedoor.pick = pick;
  }
}
