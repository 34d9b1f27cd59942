// A conversation's composer: phrases and suggestions go into the reply, and open places are said before it is sent.
"use strict";

{
  const reply = one("#reply");
  const pressable = (name) => one(`[data-opens="${name}"]`);

  async function fetched(part) {
    const response = await ask(`${base}/${part}`);
    return response.ok ? response : null;
  }

  // ---- Into the reply
  function insert(text) {
    if (reply.disabled) return (one("#announce").textContent = one("#reply-hint").textContent);
    const before = reply.value.slice(0, reply.selectionStart);
    const gap = before && !/\s$/.test(before) ? " " : "";
    reply.setRangeText(gap + text, reply.selectionStart, reply.selectionEnd, "end");
    reply.dispatchEvent(new Event("input", { bubbles: true }));
    reply.focus();
    selectOpen();
  }

  // ---- Places that are still open: shown while writing, refused by the desk when sent
  const open = () => reply.value.match(new RegExp(`\\{(?:${reply.dataset.variables})\\??\\}`, "g")) ?? [];

  function showOpen() {
    const names = [...new Set(open())].join(", ");
    const place = one("#unfilled");
    tell(place, names ? place.dataset.says.replace("{names}", names) : "");
  }

  function selectOpen() {
    const [first] = open();
    if (first) reply.setSelectionRange(reply.value.indexOf(first), reply.value.indexOf(first) + first.length);
  }

  // ---- Phrases
  async function phrases() {
    const response = await fetched("phrases");
    if (!response) return;
    const found = (await response.json()).phrases.map((entry) => ({ ...entry, detail: entry.text, lang: reply.lang }));
    window.onedoor.pick(pressable("phrases").textContent, found, (item) => insert(item.text));
  }

  // ---- Suggestions: fetched beside the page, and again when the family writes
  const suggested = one("#suggestions");

  async function suggestions() {
    const response = await fetched("suggestions");
    if (response) refill(suggested, await response.text());
  }

  function insertSuggested(event) {
    const button = event.target.closest("[data-insert]");
    if (button) insert(button.dataset.insert);
  }

  // ---- Later: a moment of Connecticut's clock, tomorrow morning to begin with
  const at = one("#at");

  function tomorrow() {
    const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York" });
    if (!at.value) at.value = `${parts.format(Date.now() + 24 * 60 * 60 * 1000)}T10:00`;
  }

  // The same list in the picker, for whoever works by keyboard.
  function pickSuggested() {
    const found = all("[data-insert]", suggested).map((button, index) => ({
      title: button.lastChild.textContent.trim(),
      detail: button.dataset.insert,
      lang: reply.lang,
      key: String(index + 1),
    }));
    window.onedoor.pick(pressable("suggestions").textContent, found, (item) => insert(item.detail));
  }

  if (reply) {
    pressable("suggestions").addEventListener("click", pickSuggested);
    at.closest("details").addEventListener("toggle", tomorrow);
    document.addEventListener("onedoor:lines", (event) => (one("[data-later]").disabled = !event.detail.writable));
    suggested.addEventListener("click", insertSuggested);
    document.addEventListener("onedoor:lines", (event) => event.detail.fromFamily && suggestions().catch(unreached));
    suggestions().catch(unreached);
    reply.addEventListener("input", showOpen);
    showOpen();
    for (const button of all("[data-opens]")) button.hidden = false;
    pressable("phrases").addEventListener("click", () => phrases().catch(unreached));
  }
}
