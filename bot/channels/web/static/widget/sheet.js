// One thing at a time in place of the box to write in: a form, a code, a question. Escape goes back, and the focus
// returns to where it came from.

function sheets({ usual, atRest }) {
  const place = make("div", { className: "place", hidden: true });
  let opener = null;

  function open(key, ...content) {
    opener = place.getRootNode().activeElement;
    const title = make("h3", { id: "sheet-title", textContent: words(key) });
    const sheet = make("section", { className: "sheet", role: "group" }, title, ...content);
    sheet.setAttribute("aria-labelledby", "sheet-title");
    sheet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      close();
    });
    place.replaceChildren(sheet);
    show(true);
    (sheet.querySelector("input") ?? sheet.querySelector("button")).focus();
  }

  function show(shown) {
    place.hidden = !shown;
    for (const element of usual()) element.hidden = shown;
  }

  function close() {
    if (place.hidden) return;
    const inside = place.contains(place.getRootNode().activeElement);
    show(false);
    place.replaceChildren();
    if (!inside) return;
    if (opener?.isConnected && opener.offsetParent) opener.focus();
    else atRest();
  }

  return { place, open, close, isOpen: () => !place.hidden };
}

const plainText = (key, values) => make("p", { textContent: words(key, values) });
const choiceButton = (key, press) => make("button", { type: "button", className: "choice", onclick: press, textContent: words(key) });
