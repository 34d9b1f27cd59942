// One line of the conversation as the family sees it.

function bubble(text) {
  return make("p", { className: "bubble", dir: "auto" }, ...linked(text));
}

function lineElement(sender, text) {
  const who = labelled(make("span", { className: "who" }), `from_${sender}`);
  return make("li", { className: `line ${sender}` }, who, bubble(text));
}

function clockElement(at) {
  const time = make("time", { className: "meta", dateTime: at });
  onLanguage(() => {
    time.textContent = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
  });
  return time;
}

function dayElement(at) {
  const day = make("li", { className: "day" });
  const form = { weekday: "long", month: "long", day: "numeric" };
  onLanguage(() => (day.textContent = new Intl.DateTimeFormat(language, form).format(new Date(at))));
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
    const button = make("button", { type: "button", className: "again", onclick: again });
    element.append(" ", labelled(button, "again"));
  }
  return element;
}

function workingElement() {
  const dots = make("p", { className: "bubble dots" }, make("i"), make("i"), make("i"));
  dots.setAttribute("aria-hidden", "true");
  return make("li", { className: "line bot working" }, labelled(make("span", { className: "unseen" }), "working"), dots);
}
