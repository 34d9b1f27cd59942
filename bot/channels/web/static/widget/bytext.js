// "Go on by text": the page shows a code, the family's phone texts it to us. We never text a number that somebody typed
// here, so nobody can make us write to a stranger.

function byText({ sheet, ask }) {
  return async () => {
    const body = make("div", { className: "by-text", role: "status" }, plainText("text_wait"));
    sheet.open("by_text", body, make("p", { className: "choices" }, choiceButton("go_back", sheet.close)));
    const answer = await ask({ type: "code" });
    body.replaceChildren(...(answer.message ? [make("p", { className: "fault", textContent: answer.message })] : steps(answer)));
  };
}

function steps({ text, number, minutes }) {
  const to = make("p", {}, ...around(words("text_to"), "{number}", spoken(number)));
  const code = make("p", { className: "code", dir: "ltr", textContent: text });
  // Both signs before "body": older iPhones know the one, everybody else the other.
  const href = `sms:${number}?&body=${encodeURIComponent(text)}`;
  const open = make("a", { className: "act", href }, icon(ICONS.text), words("text_open"));
  const note = make("p", { className: "hint", textContent: words("text_good", { minutes }) });
  return [plainText("text_why"), to, code, make("p", { className: "actions" }, open), note];
}

function around(text, mark, element) {
  const [before, after] = text.split(mark);
  return [before, element, after];
}

function spoken(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  const shown = parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
  return make("bdi", { className: "keep", textContent: shown });
}
