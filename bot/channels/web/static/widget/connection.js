// One socket that comes back by itself. It knows nothing of messages: frames in, frames out.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const ANSWER_WITHIN_MS = 8000;
const ASK_AFTER_MS = 30000; // so long without a word, then we ask whether the line still stands
const TICK_MS = 10000;
const SLEPT_MS = 45000; // a tick that comes so late: the device slept, and the line is most likely gone

function connection({ hello, heard, changed }) {
  let socket = null;
  let welcomed = false;
  let wanted = false;
  let tries = 0;
  let retry = 0;
  let watch = 0;
  let heardAt = 0;
  let ticked = Date.now();

  function open() {
    wanted = true;
    if (socket) return;
    clearTimeout(retry);
    const mine = new WebSocket(`${home.replace(/^http/, "ws")}/web/socket`);
    socket = mine;
    expect(mine);
    mine.onopen = () => mine.send(JSON.stringify({ type: "hello", ...hello() }));
    mine.onmessage = ({ data }) => socket === mine && receive(JSON.parse(data));
    mine.onclose = () => socket === mine && lost();
  }

  function receive(frame) {
    clearTimeout(watch);
    heardAt = Date.now();
    if (frame.type === "welcome") {
      welcomed = true;
      tries = 0;
    }
    heard(frame);
    if (frame.type === "welcome") changed(true);
  }

  // Nothing at all within some seconds of asking: the line is dead, though nobody has said so.
  function expect(mine) {
    clearTimeout(watch);
    watch = setTimeout(() => socket === mine && lost(), ANSWER_WITHIN_MS);
  }

  function lost() {
    drop();
    changed(false);
    if (!wanted) return;
    // Half fixed, half chance: after a restart of the server not everybody returns at once.
    const wait = navigator.onLine === false ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++);
    retry = setTimeout(open, wait / 2 + (Math.random() * wait) / 2);
  }

  function drop() {
    clearTimeout(watch);
    const old = socket;
    socket = null;
    welcomed = false;
    old?.close();
  }

  const SILENT = ["language", "typing", "read"];

  function send(frame) {
    if (!welcomed || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    if (!SILENT.includes(frame.type)) expect(socket);
    return true;
  }

  function wake() {
    if (!wanted || document.hidden) return;
    if (welcomed) send({ type: "ping" });
    else if (!socket) open();
  }

  function again() {
    if (!wanted) return;
    clearTimeout(retry);
    tries = 0;
    const stood = welcomed;
    drop();
    if (stood) changed(false);
    open();
  }

  // A socket of a device that slept looks open and is not; a quiet one may be either.
  function tick() {
    const slept = Date.now() - ticked > SLEPT_MS;
    ticked = Date.now();
    if (document.hidden) return;
    if (slept) again();
    else if (welcomed && Date.now() - heardAt > ASK_AFTER_MS) wake();
  }

  setInterval(tick, TICK_MS);
  addEventListener("online", again);
  addEventListener("offline", () => wanted && socket && lost());
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  for (const kind of ["visibilitychange", "resume"]) document.addEventListener(kind, () => (tick(), wake()));

  function close() {
    wanted = false;
    clearTimeout(retry);
    drop();
  }

  return { open, send, again, close, isOpen: () => welcomed };
}
