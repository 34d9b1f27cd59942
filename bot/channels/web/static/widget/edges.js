// What stands around the conversation: the first words, the greeting beside the launcher, the two buttons below.

function openingElements() {
  return WORDS[language].opening.map((_, index) => {
    const text = make("p", { className: "bubble", dir: "auto" });
    onLanguage(() => text.replaceChildren(...linked(WORDS[language].opening[index])));
    const who = labelled(make("span", { className: "who" }), "from_bot");
    return make("li", { className: `line bot opening${index ? " follows quiet" : ""}` }, who, text);
  });
}

function startersElement(press) {
  const group = labelled(make("div", { className: "choices", role: "group" }), "starters_label", "aria-label");
  onLanguage(() => {
    const buttons = WORDS[language].starters.map((text) =>
      make("button", { type: "button", className: "choice", textContent: text, onclick: () => press(text) }),
    );
    group.replaceChildren(...buttons);
  });
  return make("li", { className: "line bot follows starters" }, group);
}

function greetingOf({ open }) {
  const text = labelled(make("button", { type: "button", className: "greet", onclick: open }), "greeting");
  const element = make("div", { className: "greeting", hidden: true }, text, iconButton("round", "greeting_close", "close", dismiss));

  function dismiss() {
    store.write("greeted", "yes");
    element.hidden = true;
    element.nextElementSibling.focus();
  }

  return {
    element,
    show: () => (element.hidden = store.read("greeted") === "yes"),
    hide: () => (element.hidden = true),
  };
}

function footer({ person, forget }) {
  const ask = labelled(make("button", { type: "button", className: "plain ask", onclick: person }), "ask_person");
  const clear = labelled(make("button", { type: "button", className: "plain", onclick: doubt }), "forget");
  const question = labelled(make("p", { id: "forget-question" }), "forget_ask");
  const keep = labelled(make("button", { type: "button", className: "choice", onclick: calm }), "forget_no");
  const sure = labelled(make("button", { type: "button", className: "choice", onclick: yes }), "forget_yes");
  const doubtful = make("div", { className: "doubt", role: "group", hidden: true }, question, keep, sure);
  doubtful.setAttribute("aria-labelledby", "forget-question");
  const usual = make("div", { className: "usual" }, ask, clear);

  function doubt() {
    usual.hidden = true;
    doubtful.hidden = false;
    keep.focus();
  }

  function calm() {
    usual.hidden = false;
    doubtful.hidden = true;
    clear.focus();
  }

  function yes() {
    calm();
    forget();
  }

  return make("div", { className: "below" }, usual, doubtful);
}

// A sheet made by script passes a strict style policy; older browsers get an element with the script's own nonce.
function dress(shadow) {
  const accent = options.color ? `:host{--accent:${options.color};--on-accent:${inkOn(options.color)}}` : "";
  const style = `${STYLE}${accent}`;
  shadow.host.dataset.side = options.side;
  if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
  } else {
    shadow.append(make("style", { nonce: options.nonce, textContent: style }));
  }
}
