// Below the box: a person, and behind "More" what else can be done with the chat.

function footer({ person, items, forget, sheet }) {
  const ask = labelled(make("button", { type: "button", className: "plain ask", onclick: person }), "ask_person");
  const more = button("plain menu-button", "menu", toggle, "more");
  more.setAttribute("aria-expanded", "false");
  more.setAttribute("aria-controls", "menu");
  const clear = button("item", "forget", pick(doubt), "clear");
  const buttons = items.map(({ key, drawing, act }) => {
    const item = button("item", key, pick(act), drawing);
    item.dataset.item = key;
    return item;
  });
  const menu = make("div", { id: "menu", className: "menu", hidden: true }, ...buttons, clear);
  const usual = make("div", { className: "usual" }, ask, more);

  function toggle() {
    open(menu.hidden);
  }

  function open(shown) {
    menu.hidden = !shown;
    more.setAttribute("aria-expanded", String(shown));
    if (shown) [...menu.children].find((item) => !item.hidden).focus();
  }

  function pick(act) {
    return () => {
      open(false);
      more.focus();
      act();
    };
  }

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    more.focus();
  });

  function doubt() {
    const yes = () => {
      sheet.close();
      forget();
    };
    const answers = make("p", { className: "choices" }, choiceButton("forget_no", sheet.close), choiceButton("forget_yes", yes));
    sheet.open("forget", plainText("forget_ask"), answers);
  }

  // What the house or the device cannot do is not offered.
  function offer(key, possible) {
    menu.querySelector(`[data-item="${key}"]`).hidden = !possible;
  }

  return { element: make("div", { className: "below" }, menu, usual), offer, shut: () => open(false) };
}
