// The widget: puts the parts together.

const GREET_AFTER_MS = 3000;
const TYPING_EVERY_MS = 4000;

function widget(root) {
  const { inside, outside, say } = announcer();
  const line = connection({ hello: () => talk.hello(), heard: (frame) => talk.heard(frame), changed: (on) => talk.changed(on) });
  const out = outbox({ send: line.send, shown: (id, state) => talk.shown(id, state), owner: () => store.read("token") });
  const asks = asker({ send: line.send });
  const log = messageLog({ choose, keep, again: out.again, atRest: () => rest() });
  const write = composer({ send: tellText, writing });
  const sheet = sheets({ usual: () => [write.element, foot.element], atRest: () => rest() });
  const callMe = callBack({ sheet, ask: asks.ask, done: () => rest() });
  const paper = transcript({ lines: log.text, root });
  const away = awayNotice({ callMe, say });
  const banner = make("p", { className: "banner", hidden: true });
  onLanguage(() => banner.replaceChildren(...linked(words("offline"))));
  const leave = leaving({ silence: line.close, isOpen: () => view.isOpen() });
  const head = header({ close: () => view.close(), switchLanguage, leave });
  const foot = footer({
    person: () => tellText(words("ask_person")),
    forget,
    sheet,
    items: [
      { key: "call_me", drawing: "phone", act: callMe },
      { key: "by_text", drawing: "text", act: byText({ sheet, ask: asks.ask }) },
      { key: "print", drawing: "print", act: paper.print },
      { key: "keep_file", drawing: "down", act: paper.keepFile },
      { key: "share", drawing: "share", act: paper.share },
    ],
  });
  const view = panelOf({
    head: head.element,
    middle: [banner, log.region, log.down, away.element, make("div", { className: "foot" }, sheet.place, write.element, foot.element), inside],
    opened,
    closed: () => foot.shut(),
  });
  const greeting = greetingOf({ open: () => view.open() });
  const talk = conversation({ line, out, asks, log, write, head, away, banner, foot, view, say, opening, paper, speak });
  let told = 0;

  onLanguage(() => Object.assign(root, { lang: language, dir: words("dir") }));
  opening();
  root.append(outside, view.panel, greeting.element, view.launcher);
  talk.begin();
  if (!store.read("token") && options.greeting) setTimeout(() => view.isOpen() || greeting.show(), GREET_AFTER_MS);
  view.reopen();
  inStep();

  function opening() {
    const starters = startersElement((text) => {
      tellText(text);
      rest();
    });
    log.list.prepend(...openingElements(), starters);
  }

  function opened(quiet) {
    greeting.hide();
    line.open();
    talk.opened();
    log.follow();
    write.fit();
    if (!quiet) rest();
  }

  // Where the focus rests after a press: in the box, but not where that would push a keyboard over the messages.
  function rest() {
    const box = !matchMedia("(pointer: coarse)").matches && write.box.offsetParent;
    (box ? write.box : log.region).focus({ preventScroll: true });
  }

  function tellText(text) {
    talk.tell({ type: "message", text }, text);
  }

  function choose(seq, index, title) {
    talk.tell({ type: "choice", seq, index }, title);
    rest();
  }

  async function keep(seq, index) {
    const answer = await asks.ask({ type: "save", seq, index });
    say(answer.message ?? words("saved_now"));
    if (answer.message) write.giveBack("", answer.message);
  }

  function writing() {
    if (Date.now() - told < TYPING_EVERY_MS) return;
    told = Date.now();
    line.send({ type: "typing" });
  }

  function switchLanguage() {
    speak(language === "en" ? "es" : "en");
    pageLanguage = language;
    store.write("language", language);
    line.send({ type: "language", language });
  }

  function speak(next) {
    language = next;
    sheet.close();
    speakAnew();
    talk.speakAnew();
  }

  // What one tab does, the others do too: clearing, the language, what has been read, another conversation.
  function inStep() {
    addEventListener("storage", ({ key, newValue }) => {
      if (key === null || key === storageName("token")) talk.tokenChanged(store.read("token"));
      if (key === storageName("language") && newValue in WORDS && newValue !== language) speak((pageLanguage = newValue));
      if (key === storageName("seen")) talk.sawElsewhere(Number(newValue) || 0);
    });
  }

  function forget() {
    store.forget();
    tab.forget();
    store.write("language", (pageLanguage = language));
    write.clear();
    talk.startOver();
    rest();
  }
}

function mount() {
  if (document.querySelector("onedoor-chat")) return;
  const element = make("onedoor-chat");
  const shadow = element.attachShadow({ mode: "open" });
  const rightToLeft = getComputedStyle(document.documentElement).direction === "rtl";
  element.dataset.side = options.side ?? (rightToLeft ? "left" : "right");
  dress(shadow);
  const root = make("div", { className: "root" });
  followScheme(root);
  shadow.append(root);
  document.body.append(element);
  widget(root);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
else mount();
