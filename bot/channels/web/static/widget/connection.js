// One socket that comes back by itself. It knows nothing of messages: frames in, frames out.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const ANSWER_WITHIN_MS = 8000;

function connection({ hello, heard, changed }) {
  let socket = null;
  let welcomed = false;
  let wanted = false;
  let tries = 0;
  let retry = 0;
  let watch = 0;

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

  function send(frame) {
    if (!welcomed || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    if (frame.type !== "language") expect(socket);
    return true;
  }

  function wake() {
    if (!wanted || document.hidden) return;
    if (welcomed) send({ type: "ping" });
    else if (!socket) open();
  }

  function again() {
    clearTimeout(retry);
    tries = 0;
    drop();
    if (wanted) open();
  }

  addEventListener("online", again);
  addEventListener("offline", () => wanted && socket && lost());
  document.addEventListener("visibilitychange", wake);

  function close() {
    wanted = false;
    clearTimeout(retry);
    drop();
  }

  return { open, send, again, close, isOpen: () => welcomed };
}
