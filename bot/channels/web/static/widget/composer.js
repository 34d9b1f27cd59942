// The box to write in. What stands in it is not lost by closing the panel, by a lost line, a refusal or a reload;
// it lives in this tab only.

const COUNT_FROM = 1800;

function composer({ send, writing }) {
  const box = make("textarea", { id: "box", rows: 1, dir: "auto", enterKeyHint: "send", autocomplete: "off" });
  const label = labelled(make("label", { className: "unseen", htmlFor: "box" }), "write");
  labelled(box, "write_short", "placeholder");
  const press = make("button", { type: "submit", className: "send" }, icon(ICONS.send));
  press.append(labelled(make("span", { className: "unseen" }), "send"));
  const fault = make("p", { className: "fault", id: "fault", role: "alert" });
  const count = make("p", { className: "count", id: "count" });
  const form = make("form", { className: "composer", onsubmit: submit }, label, box, press);
  const element = make("div", { className: "writing" }, fault, count, form);
  box.value = tab.read("draft") ?? "";

  const size = () => [...box.value.trim()].length;

  function submit(event) {
    event?.preventDefault();
    const text = box.value.trim();
    if (size() > MAX_CHARACTERS) return refuse(words("too_long", { limit: MAX_CHARACTERS }));
    if (text) {
      send(text);
      clear();
    }
    box.focus();
  }

  function clear() {
    box.value = "";
    changed();
  }

  function refuse(message) {
    fault.textContent = message;
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", "fault");
  }

  // A message that the server would not take comes back, unless the family is already writing the next.
  function giveBack(text, message) {
    if (text && !box.value.trim()) box.value = text;
    changed();
    refuse(message);
  }

  function changed() {
    tab.write("draft", box.value);
    fault.textContent = "";
    box.removeAttribute("aria-invalid");
    box.removeAttribute("aria-describedby");
    const used = size();
    const rest = MAX_CHARACTERS - used;
    const say = rest < 0 ? words("characters_over", { count: -rest }) : words("characters_left", { count: rest });
    count.textContent = used > COUNT_FROM ? say : "";
    count.classList.toggle("over", used > MAX_CHARACTERS);
    fit();
  }

  function fit() {
    box.style.height = "auto";
    if (box.scrollHeight) box.style.height = `${box.scrollHeight + 2}px`;
  }

  box.addEventListener("input", () => {
    changed();
    if (box.value.trim()) writing();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  return { element, box, giveBack, clear, fit };
}
