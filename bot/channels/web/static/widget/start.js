// What the host page's script tag says, what this browser remembers, and which words to use.

const script = document.currentScript;
const home = new URL(script.src).origin;
const WORDS = __WORDS__;
const STYLE = __STYLE__;
const MAX_CHARACTERS = 2000;

const options = {
  language: script.dataset.language,
  color: /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(script.dataset.color ?? "") ? script.dataset.color : null,
  side: script.dataset.position === "left" ? "left" : "right",
  greeting: script.dataset.greeting !== "off",
  nonce: script.nonce,
};

// Only the token, the chosen language and the last number seen are kept on the device: never a word of the conversation.
const memory = new Map();
const storageName = (name) => `onedoor:${home}:${name}`;

const store = {
  read(name) {
    try {
      return localStorage.getItem(storageName(name));
    } catch {
      return memory.get(name) ?? null; // storage is switched off: remember until the page goes
    }
  },
  write(name, value) {
    memory.set(name, value);
    try {
      localStorage.setItem(storageName(name), value);
    } catch {
      // storage is switched off or full; `memory` has it
    }
  },
  forget() {
    memory.clear();
    try {
      for (const name of ["token", "language", "seen", "greeted"]) localStorage.removeItem(storageName(name));
    } catch {
      // nothing was kept
    }
  },
};

function firstLanguage() {
  const asked = [store.read("language"), options.language, document.documentElement.lang, ...navigator.languages];
  return asked.map((tag) => (tag ?? "").slice(0, 2).toLowerCase()).find((tag) => tag in WORDS) ?? "en";
}

let language = firstLanguage();
const words = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[language][key]);
