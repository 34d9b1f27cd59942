// What this browser remembers. On the device: the token, the language, the last number seen, and whether the greeting
// was put away. In this tab only, until it is closed: whether the panel is open, and words that are not sent yet.
// What has been sent is never kept here.

const storageName = (name) => `onedoor:${home}:${name}`;

function kept(area, names) {
  const memory = new Map();
  // Storage may be switched off or full: then it is remembered until the page goes.
  const attempt = (act, otherwise) => {
    try {
      return act(area());
    } catch {
      return otherwise();
    }
  };
  return {
    read: (name) => attempt((storage) => storage.getItem(storageName(name)), () => memory.get(name) ?? null),
    write(name, value) {
      memory.set(name, value);
      attempt((storage) => storage.setItem(storageName(name), value), () => {});
    },
    forget() {
      memory.clear();
      attempt((storage) => names.forEach((name) => storage.removeItem(storageName(name))), () => {});
    },
  };
}

const store = kept(() => localStorage, ["token", "language", "seen", "greeted"]);
const tab = kept(() => sessionStorage, ["draft", "unsent", "open"]);
pageLanguage = language = firstLanguage();
