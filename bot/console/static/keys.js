// One key for each common act, a palette of them all, and help. The commands stand in the page (_keys.html): nothing
// here knows one by name. Single keys can be turned off (WCAG 2.1.4) and never work while something is being written.
"use strict";

{
  const help = one("#help");
  const choice = one("#keys-on");
  const commands = all("[data-key]", help ?? document.createElement("div")).map((row) => ({
    title: one("button", row).textContent,
    key: row.dataset.key,
    target: row.dataset.target,
    row,
  }));
  const on = () => localStorage.getItem("onedoor-keys") !== "off";

  // ---- What a command does: goes where its target is, and presses what can be pressed
  function run({ target, title }) {
    help.close();
    if (target === "next" || target === "previous") return step(target === "next" ? 1 : -1).catch(unreached);
    const place = one(target);
    if (!place || place.disabled) return cannot(title);
    if (place.matches("summary")) return open(place);
    if (place.matches("textarea")) return write(place);
    place.click();
  }

  function open(summary) {
    summary.parentElement.open = true;
    (one("input:not([type=hidden]), select, textarea, button", summary.parentElement) ?? summary).focus();
  }

  function write(box) {
    const around = box.closest("details");
    if (around) around.open = true;
    box.focus();
  }

  function cannot(title) {
    const place = one("#announce");
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = help.dataset.cannot.replace("{name}", title)));
  }

  // ---- To the next or previous conversation of the queue, in its order
  async function step(by) {
    const rows = one("#queue") ?? (await queue());
    const links = all('.row a[href^="/staff/conversations/"]', rows);
    const paths = [...new Set(links.map((link) => link.getAttribute("href")))];
    if (!paths.length) return;
    if (one("#queue")) return focusNext(links, by);
    const at = paths.indexOf(location.pathname);
    location.assign(paths[at < 0 ? (by > 0 ? 0 : paths.length - 1) : (at + by + paths.length) % paths.length]);
  }

  function focusNext(links, by) {
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : (at + by + links.length) % links.length].focus();
  }

  async function queue() {
    const place = document.createElement("div");
    const response = await quietly("/staff/queue");
    if (response.ok) place.innerHTML = await response.text();
    return place;
  }

  // ---- The palette: everything that can be done here, by its name
  function palette() {
    help.close();
    const possible = commands.filter(({ target }) => !/^[#[]/.test(target) || (one(target) && !one(target).disabled));
    window.onedoor.pick(one("#open-palette").textContent, possible, run);
  }

  // ---- Keys
  const writing = (place) => place.closest("input, textarea, select, [contenteditable]");

  function pressed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (!one("dialog[open]")) palette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !on()) return;
    if (writing(event.target) || one("dialog[open]")) return;
    const command = commands.find(({ key }) => key === event.key);
    if (command) run(command);
    else if (event.key === "?") help.showModal();
    else if (/^[1-9]$/.test(event.key)) all("#suggestions [data-insert]")[event.key - 1]?.click();
    else return;
    event.preventDefault();
  }

  if (help) {
    document.addEventListener("keydown", pressed);
    for (const command of commands) one("button", command.row).addEventListener("click", () => run(command));
    one("#open-help").addEventListener("click", () => help.showModal());
    one("#open-palette").addEventListener("click", palette);
    choice.checked = on();
    choice.addEventListener("change", () => localStorage.setItem("onedoor-keys", choice.checked ? "on" : "off"));
    one("#open-help").hidden = false;
    const wanted = document.getElementById(location.hash.slice(1));
    // after the browser has gone to the place itself, which takes the focus away
    if (wanted?.matches("details")) addEventListener("load", () => setTimeout(() => open(one("summary", wanted))));
  }
}
