// What is asked of the house and answered once: a call, a code, a card to keep. No answer is a clear no.

const ANSWERED_WITHIN_MS = 10000;

function asker({ send }) {
  const open = new Map();

  // Resolves with the answer, or with { message } that says to the family what went wrong.
  function ask(frame) {
    const id = newId();
    return new Promise((resolve) => {
      const end = (answer) => {
        clearTimeout(timer);
        open.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => end({ message: words("ask_failed") }), ANSWERED_WITHIN_MS);
      open.set(id, end);
      if (!send({ ...frame, id })) end({ message: words("ask_failed") });
    });
  }

  const heard = (id, answer) => open.get(id)?.(answer);
  const isOpen = (id) => open.has(id);

  function lost() {
    for (const end of open.values()) end({ message: words("ask_failed") });
  }

  return { ask, heard, isOpen, lost };
}
