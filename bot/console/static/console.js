// The console's script: follows along by socket, keeps drafts, counts what a text costs. It holds no words:
// what it says stands in the page, in #words.
"use strict";

// ---- What a text costs on a phone; services/texts/segments.py counts the same.
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("\f^{}\\[~]|€");

function segments(text) {
  const letters = [...text];
  const costly = letters.filter((letter) => !BASIC.has(letter) && !EXTENDED.has(letter));
  const gsm = costly.length === 0;
  const widths = letters.map((letter) => (gsm ? (EXTENDED.has(letter) ? 2 : 1) : letter.length));
  const [alone, joined] = gsm ? [160, 153] : [70, 67];
  const units = widths.reduce((sum, width) => sum + width, 0);
  const found = { encoding: gsm ? "GSM-7" : "UCS-2", parts: Math.min(units, 1), units, room: alone, costly };
  if (units <= alone) return found;
  let [parts, room] = [1, joined];
  for (const width of widths) {
    if (width > room) [parts, room] = [parts + 1, joined];
    room -= width;
  }
  return { ...found, parts, room: parts * joined };
}
window.onedoor = { segments, send: (word) => socket?.readyState === WebSocket.OPEN && socket.send(word) };

// ---- Small helpers
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = JSON.parse(one("#words").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const title = document.title;
const shown = document.body.dataset.conversation;
const base = `/staff/conversations/${shown}`;

function tell(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

async function ask(address, options = {}) {
  const headers = { "X-Requested-With": "console", ...options.headers };
  const response = await fetch(address, { ...options, headers, redirect: "manual" });
  if (response.status === 401) signedOut();
  return response;
}

const signedOut = () => location.assign(`/staff/sign-in?ended=1&next=${encodeURIComponent(location.pathname)}`);

// Reading along is no work: it does not put off the end of the session.
const quietly = (address) => ask(address, { headers: { "X-Quiet": "1" } });

// Puts new HTML of ours in a place, and the focus back where it was.
const filled = new WeakMap();

function refill(place, html) {
  if (filled.get(place) === html) return;
  filled.set(place, html);
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  const opened = all("details[open] > summary", place).map((summary) => summary.textContent);
  const chosen = all("select[id], input[id]", place).map((field) => [field.id, field.value, field.checked]);
  place.innerHTML = html;
  for (const [id, value, checked] of chosen) restore(document.getElementById(id), value, checked);
  for (const summary of all("summary", place)) summary.parentElement.open = opened.includes(summary.textContent);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  age();
  document.dispatchEvent(new Event("onedoor:filled"));
}

// What someone has chosen or typed in a form that was drawn again stays, unless it can no longer be chosen.
function restore(field, value, checked) {
  if (!field) return;
  if (["radio", "checkbox"].includes(field.type)) field.checked = checked;
  else if (field.type !== "hidden" && (!field.options || [...field.options].some((one) => one.value === value)))
    field.value = value;
}

// ---- How long ago; the same units as words.py
function age() {
  for (const time of all("time[data-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000));
    const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
    const text = days ? `${days} d ${hours % 24} h` : hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
    if (time.textContent !== text) time.textContent = text;
  }
}

// ---- The queue
let crises = null;

function queueMoved(status) {
  document.title = status.waiting ? `(${status.waiting}) ${title}` : title;
  const number = one("[data-waiting-number]");
  if (number) tell(number, status.waiting ? String(status.waiting) : "");
  const fresh = crises && status.crisis.some((id) => !crises.has(id));
  crises = new Set(status.crisis);
  if (fresh) alarm();
  if (one("#queue")) refreshQueue().catch(unreached);
}

// One fetch at a time, and once more when something moved meanwhile: an older list never comes after a newer one.
let drawing = false;
let moved = false;

async function refreshQueue() {
  moved = true;
  if (drawing) return;
  drawing = true;
  try {
    while (moved) {
      moved = false;
      const response = await quietly(`/staff/queue${location.search}`);
      if (response.ok) refill(one("#queue"), await response.text());
    }
  } finally {
    drawing = false;
  }
}

// ---- A new crisis: said to screen readers always; sound and notice for those who asked for them
const sound = one("#sound");
let audio = null;

function alarm() {
  const place = one("#alarm");
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = say("crisis_notice")));
  if (!sound || sound.getAttribute("aria-pressed") !== "true") return;
  chime();
  if (window.Notification?.permission === "granted" && document.hidden)
    new Notification(say("product"), { body: say("crisis_notice"), tag: "crisis" });
}

function chime() {
  audio ??= new AudioContext();
  [660, 880].forEach((pitch, step) => {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const start = audio.currentTime + step * 0.18;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.15, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  });
}

function setSound(on) {
  sound.setAttribute("aria-pressed", String(on));
  localStorage.setItem("onedoor-sound", on ? "1" : "");
}

if (sound) {
  sound.hidden = false;
  setSound(localStorage.getItem("onedoor-sound") === "1");
  sound.addEventListener("click", () => {
    const on = sound.getAttribute("aria-pressed") !== "true";
    setSound(on);
    if (on) chime();
    if (on && window.Notification?.permission === "default") Notification.requestPermission();
  });
}

// ---- The conversation
const lines = one("#lines");
const transcript = one(".transcript");
const newer = one("#newer");
const atEnd = () => transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight < 80;
const toEnd = () => transcript.scrollTo({ top: transcript.scrollHeight });
let fetching = null;

// One fetch at a time: two at once would add the same lines twice.
function conversationMoved() {
  fetching = (fetching ?? Promise.resolve()).then(readNews, readNews);
  return fetching;
}

async function readNews() {
  const seen = document.hidden ? "" : "&seen=1"; // the family reads who has seen its words: a hidden tab has not
  const response = await quietly(`${base}/news?after=${lines.dataset.last}${seen}`);
  if (!response.ok) return;
  const news = await response.json();
  const follow = atEnd();
  for (const place of all("[data-fragment]")) refill(place, news.fragments[place.dataset.fragment]);
  addLines(news, follow);
  for (const [seq, [how, text]] of Object.entries(news.deliveries)) {
    const fate = one(`[data-fate="${seq}"]`);
    if (!fate) continue;
    fate.textContent = text;
    fate.classList.toggle("failed", how === "failed");
  }
  setWritable(news.writable, news.replyHint);
  document.dispatchEvent(new CustomEvent("onedoor:lines", { detail: news }));
}

function addLines(news, follow) {
  if (Number(lines.dataset.last) >= news.last) return;
  lines.dataset.last = news.last;
  lines.insertAdjacentHTML("beforeend", news.lines);
  if (news.fromFamily) one("#announce").textContent = say("new_line");
  if (follow) toEnd();
  else newer.hidden = false;
}

function setWritable(writable, hint) {
  const box = one("#reply");
  box.disabled = !writable;
  one("[data-send]", box.form).disabled = !writable;
  const place = one("#reply-hint");
  if (place.textContent !== hint) place.textContent = hint;
}

function count() {
  const box = one("#reply");
  const place = one("[data-count]");
  if (!box || box.dataset.channel !== "sms") return;
  const { parts, units, room, costly } = segments(box.value.replace(/\r\n/g, "\n"));
  const letters = [...new Set(costly)].slice(0, 8).join(" ");
  const short = letters && parts > 1 ? ` · ${say("count_short", { letters })}` : "";
  place.textContent = say("count_parts", { units, room, parts }) + short;
}

// ---- Drafts live in this tab until they are sent
const draftKey = (box) => `draft:${location.pathname}:${box.name}`;

function keepDrafts() {
  for (const box of all("[data-box] textarea")) {
    if (!box.value) box.value = sessionStorage.getItem(draftKey(box)) ?? "";
    if (box.value && box.name === "note") box.closest("details").open = true;
    box.addEventListener("input", () => {
      sessionStorage.setItem(draftKey(box), box.value);
      count();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form.requestSubmit();
    });
  }
}

// ---- Forms of the conversation go by fetch, so that nothing on the page is lost
async function submitted(event) {
  const form = event.target.closest("form");
  if (!form.matches("[data-box], [data-act]")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  tell(one("#problem"), "");
  try {
    await send(form, event.submitter?.getAttribute("formaction"));
  } catch {
    tell(one("#problem"), say("problem_connection"));
  } finally {
    delete form.dataset.busy;
  }
}

async function send(form, elsewhere) {
  const box = one("textarea", form);
  const sent = box?.value;
  const response = await ask(elsewhere ?? form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (response.status === 204 && box?.value === sent && box) {
    box.value = "";
    sessionStorage.removeItem(draftKey(box));
    count();
  } else if (response.status !== 204 && response.status !== 401) {
    tell(one("#problem"), response.headers.get("Content-Type")?.includes("json")
      ? (await response.json()).problem : say("problem_connection"));
  }
  await conversationMoved();
  if (!box && response.status === 204) afterAct();
}

// The button that was pressed is gone: go on where the work goes on.
function afterAct() {
  const box = one("#reply");
  (box.disabled ? one("#content") : box).focus();
}

if (shown) {
  keepDrafts();
  count();
  const wanted = /^#line-\d+$/.test(location.hash) && one(location.hash); // a link to one line, from a mention
  if (wanted) wanted.scrollIntoView();
  else toEnd();
  document.addEventListener("submit", submitted);
  newer.addEventListener("click", toEnd);
  let held = !wanted; // at the end, and staying there when the boxes below grow
  transcript.addEventListener("scroll", () => {
    held = atEnd();
    if (held) newer.hidden = true;
  });
  new ResizeObserver(() => held && toEnd()).observe(transcript);
  document.addEventListener("visibilitychange", () => document.hidden || conversationMoved().catch(unreached));
}

// ---- The socket: says that something moved; what moved is fetched, so a lost nudge loses nothing
let pause = 1000;
let socket = null;

function connect() {
  const address = new URL(`/staff/socket${shown ? `?conversation=${shown}` : ""}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    pause = 1000;
    tell(one("#offline"), "");
    document.dispatchEvent(new Event("onedoor:connected"));
  });
  socket.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.type === "queue") queueMoved(news);
    if (news.type === "conversation") conversationMoved().catch(unreached);
    document.dispatchEvent(new CustomEvent("onedoor:news", { detail: news }));
  });
  socket.addEventListener("close", (event) => {
    if (event.code === 4401) return signedOut();
    setTimeout(connect, pause * (0.7 + Math.random() * 0.6));
    pause = Math.min(pause * 2, 30000);
    if (pause > 2000) lost();
  });
}

// Also finds out whether the session has ended: then the answer leads to the sign-in page.
function lost() {
  tell(one("#offline"), say("offline"));
  quietly("/staff/queue").catch(unreached);
}

// A fetch that did not get through: the socket says again what moved once it is back.
function unreached() {}

// Someone at work says so once a minute; watching alone lets the session end.
let active = 0;
function atWork() {
  if (Date.now() - active < 60000 || socket?.readyState !== WebSocket.OPEN) return;
  active = Date.now();
  socket.send("active");
}

// The family sees that a person writes; said every few seconds at most.
let typed = 0;
function typing(event) {
  if (event.target.id !== "reply" || Date.now() - typed < 3000 || socket?.readyState !== WebSocket.OPEN) return;
  typed = Date.now();
  socket.send("typing");
}

if ("live" in document.body.dataset) {
  connect();
  document.addEventListener("input", typing, { passive: true });
  setInterval(age, 15000);
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, atWork, { passive: true });
}

// ---- Doors
for (const tick of all("[data-shows]"))
  tick.addEventListener("change", () => (one(`#${tick.dataset.shows}`).type = tick.checked ? "text" : "password"));

const token = one("[data-from-hash]");
if (token && location.hash.length > 1) {
  token.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // the secret leaves the address bar and the history
}

one("[data-forget-drafts]")?.addEventListener("submit", () => sessionStorage.clear());
