// What the host page's script tag says, and which words to use.

const script = document.currentScript;
const home = new URL(script.src).origin;
const WORDS = __WORDS__;
const STYLE = __STYLE__;
const MAX_CHARACTERS = 2000;
const LONGEST_OPENING = 300;

const colorOf = (text) => (/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text ?? "") ? text : null);
const oneOf = (text, ...known) => (known.includes(text) ? text : null);

const options = {
  language: script.dataset.language,
  color: colorOf(script.dataset.color),
  darkColor: colorOf(script.dataset.colorDark),
  theme: oneOf(script.dataset.theme, "light", "dark"),
  side: oneOf(script.dataset.position, "left", "right"),
  greeting: script.dataset.greeting !== "off",
  opening: { en: script.dataset.openingEn, es: script.dataset.openingEs, any: script.dataset.opening },
  nonce: script.nonce,
};

function firstLanguage() {
  const asked = [store.read("language"), options.language, document.documentElement.lang, ...navigator.languages];
  return asked.map((tag) => (tag ?? "").slice(0, 2).toLowerCase()).find((tag) => tag in WORDS) ?? "en";
}

let pageLanguage = "en"; // what the page is set to; `language` is what is shown: the widget follows the conversation
let language = "en";
const words = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), WORDS[language][key]);

// An agency's own first sentence, in the language that is read, if it has one.
const agencyOpening = () => (options.opening[language] ?? options.opening.any ?? "").trim().slice(0, LONGEST_OPENING);
