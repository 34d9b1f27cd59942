// What each frame of the server means for the family.

const OFFLINE_AFTER_MS = 2000;
const LATER = ["unavailable", "too_fast"];

function conversation({ line, out, asks, log, write, head, away, banner, foot, view, say, opening, paper, speak }) {
  let token = store.read("token");
  let seen = Number(store.read("seen")) || 0;
  let lastSeq = 0;
  let fromPerson = 0; // the last line that a person wrote
  let readTold = 0; // how far the server knows that the family has read
  let owner = { owner: "bot", name: null };
  let offers = [];
  let desk = null;
  let saved = new Set();
  let offlineTimer = 0;
  const lookAtHours = keepTrue(log.list);
  const means = { welcome, line: heardLine, owner: (frame) => setOwner(frame, true), stored, error: refused, typing };
  Object.assign(means, { read: ({ seq, by }) => log.read(seq, by), saved: ({ keys }) => setSaved(keys), desk: setDesk, language: follow });
  means.done = (frame) => asks.heard(frame.id, frame);

  const heard = (frame) => means[frame.type]?.(frame);

  document.addEventListener("visibilitychange", tellRead);

  // What a reload of this tab left unsent is on its way again before anything else is said.
  function begin() {
    offer();
    showOwner(head, owner.owner, owner.name);
    for (const { frame, text } of out.left()) tell(frame, text);
    if (token) line.open();
  }

  function hello() {
    const known = store.read("token");
    if (known !== token) wipe(known);
    return { token, last_seq: lastSeq, language: pageLanguage };
  }

  function welcome(frame) {
    if (frame.token !== token && lastSeq) wipe(frame.token);
    token = frame.token;
    store.write("token", token);
    out.keep();
    offers = frame.offers;
    readTold = 0; // what was told over a lost line may not have come
    const back = lastSeq > 0;
    if (!store.read("language")) follow(frame);
    setOwner(frame, back);
    for (const missed of frame.lines) show(missed, back);
    log.read(frame.read, frame.read_by);
    setSaved(frame.saved);
    setDesk(frame.desk);
    offer();
    tellRead();
  }

  // Whoever writes Spanish on an English page is answered in Spanish, and then reads the buttons in Spanish too.
  function follow(frame) {
    if (frame.language in WORDS && frame.language !== language) speak(frame.language);
  }

  function offer() {
    foot.offer("call_me", offers.includes("call_back"));
    foot.offer("by_text", offers.includes("text"));
    foot.offer("share", paper.canShare && log.text.length > 0);
    for (const key of ["print", "keep_file"]) foot.offer(key, log.text.length > 0);
  }

  function heardLine(frame) {
    show(frame, true);
    tellRead();
  }

  function opened() {
    sawAll();
    tellRead();
  }

  function show(message, spoken) {
    if (message.seq <= lastSeq) return;
    const first = !log.text.length;
    lastSeq = message.seq;
    if (message.sender === "person") fromPerson = message.seq;
    if (message.id && out.take(message.id)) log.settle(message.id);
    log.add(message);
    if (message.cards) {
      lookAtHours();
      showKept(log.list, offers.includes("plan"), saved);
    }
    if (first) offer();
    if (message.sender !== "family" && message.seq > seen) spokenNews(message, spoken);
    if (view.isOpen()) sawAll();
  }

  function spokenNews(message, spoken) {
    const unread = view.news();
    if (unread) say(words("open_with_news", { count: unread }));
    else if (spoken) say(`${speaker(message)}: ${spokenText(message)}`);
  }

  function sawAll() {
    if (lastSeq > seen) store.write("seen", String(lastSeq));
    seen = Math.max(seen, lastSeq);
  }

  // A person learns that the family has seen what the person wrote: in an open chat, on a page that is before its eyes.
  function tellRead() {
    if (document.hidden || !view.isOpen() || fromPerson <= readTold) return;
    if (line.send({ type: "read", seq: lastSeq })) readTold = lastSeq;
  }

  function sawElsewhere(seq) {
    seen = Math.max(seen, seq);
    if (seen >= lastSeq) view.clearNews();
  }

  function stored(frame) {
    out.stored(frame.id);
    if (owner.owner === "bot" && lastSeq <= frame.seq) log.work();
  }

  function refused({ id, code, message }) {
    if (id && asks.isOpen(id)) return asks.heard(id, { message });
    if (id && LATER.includes(code)) return out.later(id);
    const entry = id && out.take(id);
    if (entry) log.settle(id);
    write.giveBack(entry?.frame.text ?? "", message);
  }

  function tell(frame, text) {
    const id = out.add(frame, text);
    log.pend(id, text);
    log.mark(id, "waiting");
    out.next();
    line.open();
  }

  function shown(id, state) {
    log.mark(id, state);
    if (state === "failed") say(words("failed"));
  }

  function setOwner({ owner: next, name }, spoken) {
    const before = owner;
    owner = { owner: next, name };
    showOwner(head, next, name);
    if (next !== "queue") setDesk(null);
    if (next !== "bot") log.rest();
    if (!spoken || (before.owner === next && before.name === name)) return;
    const note = next === "person" ? (name ? "joined_named" : "joined") : before.owner === "person" ? "left" : null;
    if (note) log.note(note, { name });
    say(note ? words(note, { name }) : words(`owner_${next}`));
  }

  function setDesk(next) {
    desk = next;
    away.show(desk, offers.includes("call_back"));
  }

  function setSaved(keys) {
    saved = new Set(keys);
    showKept(log.list, offers.includes("plan"), saved);
  }

  function typing() {
    if (owner.owner === "person") log.work(owner.name ?? words("from_person"));
  }

  function changed(online) {
    clearTimeout(offlineTimer);
    if (online) {
      if (!banner.hidden) say(words("online"));
      banner.hidden = true;
      return out.next();
    }
    out.lost();
    asks.lost();
    log.rest();
    offlineTimer = setTimeout(() => {
      if (banner.hidden) say(words("offline"));
      banner.hidden = false;
    }, OFFLINE_AFTER_MS);
  }

  // The conversation shown is not the one of this token: its lines leave the page. What is unsent stays.
  function wipe(next) {
    token = next;
    seen = lastSeq = fromPerson = readTold = 0;
    saved = new Set();
    setOwner({ owner: "bot", name: null }, false);
    log.clear();
    view.clearNews();
    opening();
    offer();
  }

  function startOver() {
    for (const id of out.clear()) log.settle(id);
    wipe(null);
    if (view.isOpen()) line.again();
    else line.close();
  }

  // Another tab has cleared the chat, or was given another conversation: this one follows.
  function tokenChanged(next) {
    if (next === token) return;
    if (!next) {
      tab.forget();
      write.clear();
      startOver();
    } else if (line.isOpen()) line.again();
  }

  function speakWords() {
    showOwner(head, owner.owner, owner.name);
    away.show(desk, offers.includes("call_back"));
    showKept(log.list, offers.includes("plan"), saved);
  }

  return { begin, hello, heard, tell, shown, changed, opened, sawElsewhere, startOver, tokenChanged, speakAnew: speakWords };
}

// What is read aloud of a line: its words, and of cards the names only; the rest is there to be looked at.
function spokenText({ text, cards, before, after, choices }) {
  const said = cards ? [before, cards.map(({ name }) => name).join(", "), after] : [text];
  return [...said, choices.join(", ")].filter(Boolean).join(" ");
}
