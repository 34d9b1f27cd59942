// A place or program as a card: what it gives, how far it is, whether it is open, and one tap to reach it.

const LOOK_AGAIN_MS = 60000;

function cardList(cards, keep) {
  const items = cards.map((card, index) => cardElement(card, () => keep?.(index)));
  return labelled(make("ul", { className: "cards", role: "list" }, ...items), "cards", "aria-label");
}

function cardElement(card, keep) {
  const number = card.number ? [make("span", { className: "number", textContent: `${card.number}` })] : [];
  const name = make("h3", { className: "name" }, ...number, make("span", { dir: "auto", textContent: card.name }));
  const element = make("li", { className: "card" }, name);
  element.dataset.key = card.key;
  if (card.near) element.append(fact("pin", card.near));
  if (card.hours) element.append(hoursElement(card));
  for (const text of [card.about, card.next]) if (text) element.append(paragraph(text));
  if (card.address || card.notes?.length) element.append(moreElement(card));
  element.append(actions(card, keep));
  return element;
}

const paragraph = (text) => make("p", { dir: "auto" }, ...linked(text));
const fact = (drawing, text) => make("p", { className: "fact" }, icon(ICONS[drawing]), make("span", { dir: "auto", textContent: text }));

// "Open now, until 5 PM" is a lie tomorrow: then it goes.
function hoursElement({ hours, hours_until, open }) {
  const element = fact("clock", hours);
  element.classList.toggle("open", Boolean(open));
  if (hours_until) element.dataset.until = hours_until;
  return element;
}

function keepTrue(root) {
  const look = () => {
    for (const element of root.querySelectorAll("[data-until]")) {
      element.hidden = Date.parse(element.dataset.until) <= Date.now();
    }
  };
  setInterval(look, LOOK_AGAIN_MS);
  document.addEventListener("visibilitychange", look);
  return look;
}

function moreElement({ address, notes = [], name }) {
  const label = labelled(make("summary"), "card_more");
  onLanguage(() => label.setAttribute("aria-label", words("card_of", { what: words("card_more"), name })));
  const more = make("details", { className: "more" }, label);
  if (address) more.append(fact("pin", address));
  for (const note of notes) more.append(paragraph(note));
  return more;
}

function actions(card, keep) {
  const row = make("p", { className: "actions" });
  if (card.phone) row.append(link(phoneHref(card.phone), "phone", "card_call", card, { phone: card.phone }));
  if (card.sms) row.append(link(`sms:${phoneHref(card.sms).slice(4)}`, "text", "card_text", card, { phone: card.sms }));
  if (card.map) row.append(link(card.map, "map", "card_map", card));
  if (card.web) row.append(link(card.web, "web", "card_web", card));
  const save = named(make("button", { type: "button", className: "act save", onclick: keep }), "card_save", "keep", card);
  save.hidden = true; // until the house says that a plan can be kept
  row.append(save);
  return row;
}

function link(href, drawing, key, card, values) {
  const safe = /^(tel:|sms:)/.test(href) ? { href } : webAddress(href);
  return safe ? named(make("a", { className: "act", ...safe }), key, drawing, card, values) : "";
}

// The words on it, and for a reader who hears it alone also of which place it is.
function named(element, key, drawing, { name }, values) {
  const text = make("span");
  element.append(icon(ICONS[drawing]), text);
  element.dataset.says = key;
  onLanguage(() => {
    text.textContent = words(element.dataset.says, values);
    element.setAttribute("aria-label", words("card_of", { what: text.textContent, name }));
  });
  return element;
}

// Which cards offer to be kept, and which are kept already.
function showKept(root, possible, keys) {
  for (const card of root.querySelectorAll(".card")) {
    const save = card.querySelector(".save");
    const kept = keys.has(card.dataset.key);
    save.hidden = !possible;
    save.setAttribute("aria-disabled", String(kept));
    save.dataset.says = kept ? "card_saved" : "card_save";
    save.classList.toggle("kept", kept);
    save.lastChild.textContent = words(save.dataset.says);
    save.setAttribute("aria-label", words("card_of", { what: words(save.dataset.says), name: nameOf(card) }));
  }
}

const nameOf = (card) => card.querySelector(".name > :last-child").textContent;
