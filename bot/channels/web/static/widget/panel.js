// The launcher and the panel: opening, closing, and where the focus goes. Focus moves on the family's own press,
// never because a message came.

const FULL_SCREEN = "(max-width: 480px), (max-height: 480px)";

function header({ close, switchLanguage, leave }) {
  const status = make("p", { className: "status", id: "status" });
  const title = labelled(make("h2", { id: "title" }), "title");
  const other = make("button", { type: "button", className: "plain", onclick: switchLanguage });
  onLanguage(() => {
    other.lang = language === "en" ? "es" : "en";
    other.textContent = words("other_language");
  });
  const exit = button("leave", "leave", leave, "leave");
  exit.setAttribute("aria-describedby", "leave-hint");
  labelled(exit, "leave_hint", "title");
  const hint = labelled(make("span", { className: "unseen", id: "leave-hint" }), "leave_hint");
  const mark = make("span", { className: "mark" }, icon(ICONS.door));
  const top = make("div", { className: "top" }, mark, make("div", { className: "names" }, title, status));
  top.append(iconButton("round close", "close", "close", close));
  return { element: make("div", { className: "head" }, top, make("div", { className: "strip" }, exit, hint, other)), status, mark };
}

// Who answers now. A person's initials stand where the door was.
function showOwner(head, owner, name) {
  head.status.textContent = name ? words("owner_person_named", { name }) : words(`owner_${owner}`);
  head.element.dataset.owner = owner;
  head.mark.replaceChildren(name ? face(name) : icon(ICONS.door));
}

function panelOf({ head, middle, opened, closed }) {
  const panel = make("section", { id: "panel", className: "panel", role: "dialog", hidden: true, tabIndex: -1 }, head, ...middle);
  panel.setAttribute("aria-labelledby", "title");
  const text = labelled(make("span", { className: "launcher-text" }), "launcher");
  const badge = make("span", { className: "badge", hidden: true });
  const launcher = make("button", { type: "button", className: "launcher", onclick: () => open(), "aria-haspopup": "dialog" });
  launcher.append(icon(ICONS.door), text, badge);
  let unread = 0;
  const full = matchMedia(FULL_SCREEN);
  const modal = () => panel.setAttribute("aria-modal", String(full.matches));
  full.addEventListener("change", modal);
  onLanguage(name);

  function name() {
    launcher.setAttribute("aria-label", unread ? words("open_with_news", { count: unread }) : words("open"));
    badge.textContent = unread;
    badge.hidden = !unread;
  }

  // `quiet`: it was open before the page was loaded anew; then the focus stays where it is.
  function open({ quiet = false } = {}) {
    panel.hidden = false;
    launcher.hidden = true;
    modal();
    clearNews();
    tab.write("open", "yes");
    opened(quiet);
  }

  function close() {
    panel.hidden = true;
    launcher.hidden = false;
    launcher.focus();
    tab.write("open", "");
    closed();
  }

  function reopen() {
    if (tab.read("open") === "yes" && !full.matches) open({ quiet: true });
  }

  function news() {
    if (!panel.hidden) return 0;
    unread += 1;
    name();
    return unread;
  }

  function clearNews() {
    unread = 0;
    name();
  }

  // A panel that covers the page keeps the focus inside; one beside the page lets it go.
  function keepInside(event) {
    const every = "button, input, textarea, summary, a[href], [tabindex='0']";
    const stops = [...panel.querySelectorAll(every)].filter((stop) => stop.getClientRects().length);
    const active = panel.getRootNode().activeElement;
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (active !== edge && active !== panel) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && full.matches) keepInside(event);
  });

  return { panel, launcher, open, reopen, close, news, clearNews, isOpen: () => !panel.hidden };
}
