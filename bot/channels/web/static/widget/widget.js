// The widget: puts the parts together and decides what each frame of the server means for the family.

const OFFLINE_AFTER_MS = 2000;
const GREET_AFTER_MS = 3000;
const LATER = ["unavailable", "too_fast"];

function widget(host) {
  let token = store.read("token");
  let seen = Number(store.read("seen")) || 0;
  let lastSeq = 0;
  let owner = "bot";
  let offlineTimer = 0;

  const { region: live, say } = announcer();
  const line = connection({ hello, heard, changed });
  const out = outbox({ send: line.send, shown: (id, state) => shown(id, state) });
  const log = messageLog({ choose, again: out.again, atRest: () => rest() });
  const write = composer({ send: tellText });
  const banner = labelled(make("p", { className: "banner", hidden: true }), "offline");
  const head = header({ close: () => view.close(), switchLanguage, leave });
  const foot = footer({ person: () => tellText(words("ask_person")), forget });
  const view = panelOf({
    head: head.element,
    middle: [banner, log.region, log.down, make("footer", {}, write.element, foot)],
    opened,
    closed: () => {},
  });
  const greeting = greetingOf({ open: view.open });

  onLanguage(() => Object.assign(host.host, { lang: language, dir: words("dir") }));
  onLanguage(() => (head.status.textContent = words(`owner_${owner}`)));
  opening();
  host.append(live, view.panel, greeting.element, view.launcher);
  if (token) line.open();
  else if (options.greeting) setTimeout(() => view.panel.hidden && greeting.show(), GREET_AFTER_MS);
  addEventListener("storage", ({ key }) => {
    if (token && (key === null || key === storageName("token")) && !store.read("token")) startOver();
  });

  function opening() {
    const starters = startersElement((text) => {
      tellText(text);
      rest();
    });
    log.list.prepend(...openingElements(), starters);
  }

  function opened() {
    greeting.hide();
    line.open();
    sawAll();
    log.follow();
    rest();
  }

  // Where the focus rests after a press: in the box, but not where that would push a keyboard over the messages.
  function rest() {
    (matchMedia("(pointer: coarse)").matches ? log.region : write.box).focus({ preventScroll: true });
  }

  function hello() {
    const kept = store.read("token");
    if (kept !== token) wipe(kept);
    return { token, last_seq: lastSeq, language };
  }

  function heard(frame) {
    if (frame.type === "welcome") welcome(frame);
    else if (frame.type === "line") show(frame, true);
    else if (frame.type === "owner") setOwner(frame.owner, true);
    else if (frame.type === "stored") stored(frame);
    else if (frame.type === "error") refused(frame);
  }

  function welcome(frame) {
    if (frame.token !== token && lastSeq) wipe(frame.token);
    token = frame.token;
    store.write("token", token);
    const back = lastSeq > 0;
    setOwner(frame.owner, back);
    for (const missed of frame.lines) show(missed, back);
  }

  function show(message, spoken) {
    if (message.seq <= lastSeq) return;
    lastSeq = message.seq;
    if (message.id && out.take(message.id)) log.settle(message.id);
    log.add(message);
    if (message.sender !== "family" && message.seq > seen) spokenNews(message, spoken);
    if (!view.panel.hidden) sawAll();
  }

  function spokenNews(message, spoken) {
    const unread = view.news();
    if (unread) say(words("open_with_news", { count: unread }));
    else if (spoken) say([words(`from_${message.sender}`) + ":", message.text, message.choices.join(", ")].join(" "));
  }

  function sawAll() {
    seen = Math.max(seen, lastSeq);
    store.write("seen", String(seen));
  }

  function stored(frame) {
    out.stored(frame.id);
    if (owner === "bot" && lastSeq <= frame.seq) log.work();
  }

  function refused({ id, code, message }) {
    if (id && LATER.includes(code)) return out.later(id);
    const frame = id && out.take(id);
    if (frame) log.settle(id);
    write.giveBack(frame?.text ?? "", message);
  }

  function tell(frame, text) {
    const id = out.add(frame);
    log.pend(id, text);
    log.mark(id, "waiting");
    out.next();
    line.open();
  }

  function tellText(text) {
    tell({ type: "message", text }, text);
  }

  function choose(seq, index, title) {
    tell({ type: "choice", seq, index }, title);
    rest();
  }

  function shown(id, state) {
    log.mark(id, state);
    if (state === "failed") say(words("failed"));
  }

  function setOwner(next, spoken) {
    const before = owner;
    owner = next;
    head.status.textContent = words(`owner_${owner}`);
    head.element.dataset.owner = owner;
    if (owner !== "bot") log.rest();
    if (!spoken || before === owner) return;
    const note = owner === "person" ? "joined" : before === "person" ? "left" : null;
    if (note) log.note(note);
    say(words(note ?? `owner_${owner}`));
  }

  function changed(online) {
    clearTimeout(offlineTimer);
    if (online) {
      if (!banner.hidden) say(words("online"));
      banner.hidden = true;
      return out.next();
    }
    out.lost();
    log.rest();
    offlineTimer = setTimeout(() => {
      if (banner.hidden) say(words("offline"));
      banner.hidden = false;
    }, OFFLINE_AFTER_MS);
  }

  function switchLanguage() {
    language = language === "en" ? "es" : "en";
    store.write("language", language);
    speakAnew();
    line.send({ type: "language", language });
  }

  // The conversation shown is not the one of this token: its lines leave the page. What is unsent stays.
  function wipe(next) {
    token = next;
    seen = lastSeq = 0;
    setOwner("bot", false);
    log.clear();
    view.clearNews();
    opening();
  }

  function startOver() {
    for (const id of out.clear()) log.settle(id);
    wipe(null);
    if (view.panel.hidden) line.close();
    else line.again();
  }

  function forget() {
    store.forget();
    store.write("language", language);
    write.clear();
    startOver();
    rest();
  }

  function leave() {
    store.forget();
    document.title = "";
    document.documentElement.replaceChildren();
    location.replace(words("leave_url"));
  }
}

function mount() {
  if (document.querySelector("onedoor-chat")) return;
  const element = make("onedoor-chat");
  const shadow = element.attachShadow({ mode: "open" });
  dress(shadow);
  document.body.append(element);
  widget(shadow);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
else mount();
