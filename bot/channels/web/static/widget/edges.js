// What stands around the conversation: the first words, the greeting beside the launcher, and who is not here now.

function openingElements() {
  const first = Object.values(options.opening).some(Boolean) ? [agencyOpening] : [];
  const ours = WORDS[language].opening.map((_, index) => () => WORDS[language].opening[index]);
  return [...first, ...ours].map((say, index, all) => {
    const text = make("p", { className: "bubble", dir: "auto" });
    const who = labelled(make("span", { className: "who" }), "from_bot");
    const quiet = index > all.length - ours.length ? " quiet" : "";
    const element = make("li", { className: `line bot opening${index ? " follows" : ""}${quiet}` }, who, text);
    onLanguage(() => {
      text.replaceChildren(...linked(say()));
      element.hidden = !say();
    });
    return element;
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
  const text = make("button", { type: "button", className: "greet", onclick: open });
  onLanguage(() => (text.textContent = agencyOpening() || words("greeting")));
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

// Said while the family waits for a person and nobody is at the desk; a call is offered where the house can make one.
function awayNotice({ callMe, say }) {
  const text = make("p");
  const call = labelled(make("button", { type: "button", className: "choice", onclick: callMe }), "call_me");
  const element = make("div", { className: "away", hidden: true }, text, call);

  function show(desk, canCall) {
    const away = Boolean(desk) && !desk.here;
    const sentence = words("away", { back: desk?.back ?? "" }).replace(/ {2,}/g, " ");
    if (away && element.hidden) say(sentence);
    if (away) text.replaceChildren(...linked(sentence));
    call.hidden = !canCall;
    element.hidden = !away;
  }

  return { element, show };
}
