// The family's own messages until the server has them. One is on its way at a time and goes again under the same
// id, so none is lost, none is taken twice, and they arrive in the order of writing.

const AGAIN_AFTER_MS = 3000;
const MOST_TRIES = 5;

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only where the page came over HTTPS
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function outbox({ send, shown }) {
  const pending = new Map();

  function add(frame) {
    const entry = { frame: { ...frame, id: newId() }, tries: 0, state: "waiting", notBefore: 0 };
    pending.set(entry.frame.id, entry);
    return entry.frame.id;
  }

  function mark(entry, state) {
    entry.state = state;
    shown(entry.frame.id, state);
  }

  function next() {
    const entries = [...pending.values()];
    const entry = entries.find(({ state }) => state === "waiting");
    if (!entry || entries.some(({ state }) => state === "sending") || Date.now() < entry.notBefore) return;
    if (entry.tries >= MOST_TRIES) {
      mark(entry, "failed");
      next();
    } else if (send(entry.frame)) {
      entry.tries += 1;
      mark(entry, "sending");
    }
  }

  const on = (id, act) => {
    const entry = pending.get(id);
    if (entry) act(entry);
    next();
  };
  const stored = (id) => on(id, (entry) => mark(entry, "sent"));
  const again = (id) => on(id, (entry) => (entry.tries = 0) || mark(entry, "waiting"));

  function later(id) {
    on(id, (entry) => {
      entry.notBefore = Date.now() + AGAIN_AFTER_MS;
      mark(entry, "waiting");
      setTimeout(next, AGAIN_AFTER_MS + 50);
    });
  }

  // The line broke: whatever was on its way may or may not have arrived, so it goes again.
  function lost() {
    for (const entry of pending.values()) if (entry.state === "sending") mark(entry, "waiting");
  }

  function take(id) {
    const entry = pending.get(id);
    pending.delete(id);
    next();
    return entry?.frame;
  }

  function clear() {
    const ids = [...pending.keys()];
    pending.clear();
    return ids;
  }

  return { add, next, stored, later, again, lost, take, clear };
}
