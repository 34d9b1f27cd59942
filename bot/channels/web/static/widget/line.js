// One line of the conversation as the family sees it.

const WHEN = { hour: "numeric", minute: "2-digit" };
const DAY = { weekday: "long", month: "long", day: "numeric" };

function bubble(text) {
  return make("p", { className: "bubble", dir: "auto" }, ...linked(text));
}

function lineElement({ sender, text, name, cards, before, after, progress }, keep) {
  const element = make("li", { className: `line ${sender}` }, whoElement(sender, name));
  if (progress) element.append(progressElement(progress));
  if (!cards) element.append(bubble(text));
  if (before) element.append(bubble(before));
  if (cards) element.append(cardList(cards, keep));
  if (after) element.append(bubble(after));
  return element;
}

// Who speaks. A person has a name and, in place of a photo, its initials.
function whoElement(sender, name) {
  if (!name) return labelled(make("span", { className: "who" }), `from_${sender}`);
  const text = make("span");
  onLanguage(() => (text.textContent = words("person_named", { name })));
  return make("span", { className: "who" }, face(name), text);
}

function face(name) {
  const initials = name.trim().split(/\s+/).map((part) => [...part][0] ?? "");
  const shown = [initials[0], initials.length > 1 ? initials[initials.length - 1] : ""].join("").toUpperCase();
  return make("span", { className: "face", "aria-hidden": "true", textContent: shown });
}

function progressElement({ done, total }) {
  const bar = make("progress", { max: total, value: done });
  const count = make("span", { className: "meta", dir: "auto" });
  labelled(bar, "progress_label", "aria-label");
  onLanguage(() => (count.textContent = words("progress", { done, total })));
  return make("div", { className: "progress" }, bar, count);
}

function clockElement(at) {
  const time = make("time", { className: "meta", dateTime: at, dir: "auto" });
  onLanguage(() => (time.textContent = moment(at, WHEN)));
  return time;
}

function dayElement(at) {
  const day = make("li", { className: "day" });
  onLanguage(() => (day.textContent = moment(at, DAY)));
  return day;
}

function choiceButtons(key, titles, pressed) {
  const buttons = titles.map((title, index) =>
    make("button", { type: "button", className: "choice", textContent: title, onclick: () => pressed(index, title) }),
  );
  return labelled(make("div", { className: "choices", role: "group" }, ...buttons), key, "aria-label");
}

// How far an own message has come: only the last one says so, and one that failed offers another try.
function stateElement(state, again) {
  const element = make("span", { className: `meta ${state}` }, labelled(make("span"), state));
  if (state === "failed") {
    const retry = make("button", { type: "button", className: "again", onclick: again });
    element.append(" ", labelled(retry, "again"));
  }
  return element;
}

function workingElement(name) {
  const dots = make("p", { className: "bubble dots" }, make("i"), make("i"), make("i"));
  dots.setAttribute("aria-hidden", "true");
  const text = make("span", { className: name ? "who" : "unseen" });
  onLanguage(() => (text.textContent = name ? words("typing", { name }) : words("working")));
  return make("li", { className: `line working ${name ? "person" : "bot"}` }, text, dots);
}
