// The phone of the demo: one socket per number, all texts drawn again at each change.
"use strict";

const byId = (id) => document.getElementById(id);
const [picker, list, form, box, count, state] = ["phone", "texts", "form", "text", "count", "state"].map(byId);

// The GSM 7-bit alphabet (GSM 03.38): á, í, ó and ú are not in it, é and ñ are.
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const TWO_PLACES = new Set("\f^{}\\[~]|€");

function segments(text) {
  const characters = [...text];
  if (characters.every((character) => BASIC.has(character) || TWO_PLACES.has(character))) {
    return { encoding: "GSM-7", count: gsmSegments(characters) };
  }
  return { encoding: "UCS-2", count: text.length <= 70 ? 1 : Math.ceil(text.length / 67) };
}

// A character of two places is never cut in half between two segments.
function gsmSegments(characters) {
  const places = characters.map((character) => (TWO_PLACES.has(character) ? 2 : 1));
  if (places.reduce((sum, place) => sum + place, 0) <= 160) return 1;
  let used = 0;
  let full = 0;
  for (const place of places) {
    if (used + place > 153) {
      full += 1;
      used = 0;
    }
    used += place;
  }
  return full + 1;
}

function sized(text) {
  const { encoding, count: number } = segments(text);
  return `${encoding} · ${number} ${number === 1 ? count.dataset.one : count.dataset.many}`;
}

function drawn({ body, direction, at, status }) {
  const item = document.createElement("li");
  const who = document.createElement("span");
  const bubble = document.createElement("p");
  const small = document.createElement("small");
  item.className = `text ${direction}`;
  who.className = "unseen";
  who.textContent = direction === "in" ? list.dataset.mine : list.dataset.theirs;
  bubble.textContent = body;
  bubble.dir = "auto";
  const time = new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  small.textContent = [time, sized(body), direction === "out" ? status : ""].filter(Boolean).join(" · ");
  item.append(who, bubble, small);
  return item;
}

let socket = null;

function connect() {
  const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}/phone/socket`);
  socket?.close();
  socket = mine;
  mine.onopen = () => {
    state.textContent = "";
    mine.send(JSON.stringify({ phone: picker.value }));
  };
  mine.onmessage = ({ data }) => socket === mine && heard(JSON.parse(data));
  mine.onclose = () => {
    if (socket !== mine) return;
    state.textContent = state.dataset.away;
    setTimeout(() => socket === mine && connect(), 1500);
  };
}

function heard(frame) {
  if (frame.type === "texts") {
    list.replaceChildren(...frame.texts.map(drawn));
    list.parentElement.scrollTop = list.parentElement.scrollHeight;
  } else if (frame.type === "status") {
    state.textContent = frame.status < 300 ? "" : `${state.dataset.refused} ${frame.status}`;
  }
}

function send(event) {
  event.preventDefault();
  if (!box.value.trim() || socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify({ text: box.value.trim() }));
  box.value = "";
  count.textContent = "";
}

for (let last = 1; last <= 9; last += 1) {
  picker.append(new Option(`+1 860 555 010${last}`, `+1860555010${last}`));
}
picker.addEventListener("change", connect);
form.addEventListener("submit", send);
box.addEventListener("input", () => (count.textContent = box.value.trim() ? sized(box.value.trim()) : ""));
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
});
connect();
