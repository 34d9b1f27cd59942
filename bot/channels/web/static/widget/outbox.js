// The family's own messages until the server has them. One is on its way at a time and goes again under the same
// id, so none is lost, none is taken twice, and they arrive in the order of writing. They outlive a reload of the tab.

const AGAIN_AFTER_MS = 3000;
const MOST_TRIES = 5;

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only where the page came over HTTPS
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function outbox({ send, shown, owner }) {
  const pending = new Map();

  function keep() {
    const unsent = [...pending.values()].map(({ frame, text }) => ({ frame, text }));
    tab.write("unsent", unsent.length ? JSON.stringify({ owner: owner(), unsent }) : "");
  }

  function add(frame, text) {
    const entry = { frame: { id: newId(), ...frame }, text, tries: 0, state: "waiting", notBefore: 0 };
    pending.set(entry.frame.id, entry);
    keep();
    return entry.frame.id;
  }

  // What a reload left unsent, unless the conversation has been cleared since.
  function left() {
    try {
      const kept = JSON.parse(tab.read("unsent") || "null");
      return kept && (!kept.owner || kept.owner === owner()) ? kept.unsent : [];
    } catch {
      return [];
    }
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
    keep();
    next();
    return entry;
  }

  function clear() {
    const ids = [...pending.keys()];
    pending.clear();
    keep();
    return ids;
  }

  return { add, left, keep, next, stored, later, again, lost, take, clear };
}
