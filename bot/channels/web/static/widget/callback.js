// "Ask for a call": a phone number and a good time, for when nobody is here or writing is hard.

const TIMES = ["any", "morning", "afternoon", "evening"];

function callBack({ sheet, ask, done }) {
  return () => {
    const phone = make("input", { id: "phone", type: "tel", autocomplete: "tel", dir: "ltr", required: true });
    phone.setAttribute("aria-describedby", "phone-hint phone-fault");
    const label = make("label", { htmlFor: "phone", textContent: words("call_phone") });
    const hint = make("p", { id: "phone-hint", className: "hint", textContent: words("call_hint") });
    const fault = make("p", { id: "phone-fault", className: "fault", role: "alert" });
    const submit = make("button", { type: "submit", className: "choice main", textContent: words("call_send") });
    const buttons = make("p", { className: "choices" }, submit, choiceButton("go_back", sheet.close));
    const form = make("form", { noValidate: true, onsubmit: send }, label, hint, phone, fault, times(), buttons);

    async function send(event) {
      event.preventDefault();
      if (submit.getAttribute("aria-disabled") === "true") return;
      submit.setAttribute("aria-disabled", "true");
      const best_time = form.elements.time.value;
      const answer = await ask({ type: "call_back", phone: phone.value.trim(), best_time });
      submit.removeAttribute("aria-disabled");
      if (answer.message) return refuse(answer.message);
      sheet.close();
      done();
    }

    function refuse(message) {
      fault.textContent = message;
      phone.setAttribute("aria-invalid", "true");
      phone.focus();
    }

    phone.addEventListener("input", () => {
      fault.textContent = "";
      phone.removeAttribute("aria-invalid");
    });
    sheet.open("call_me", form);
  };
}

function times() {
  const choices = TIMES.map((time, index) => {
    const radio = make("input", { type: "radio", name: "time", value: time, defaultChecked: index === 0 });
    return make("label", { className: "radio" }, radio, make("span", { textContent: words(`call_${time}`) }));
  });
  return make("fieldset", {}, make("legend", { textContent: words("call_when") }), ...choices);
}
