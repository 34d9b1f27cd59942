// Building elements without markup: nothing a server or a family says is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const ICONS = {
  door: "M6 21V4.5L14.5 3v18M14.5 5H18v16M4 21h16M11.3 12v1",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  leave: "M14 5h5v14h-5M4 12h10M10.5 8L14 12l-3.500 4",
  down: "M12 5v14M6 13l6 6 6-6",
  pin: "M12 21c-4-4.500-6-8-6-11a6 6 0 0112 0c0 3-2 6.500-6 11zM12 12a2 2 0 100-4 2 2 0 000 4z",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.500 2",
  phone: "M6 4h3l1.500 4.500L8.500 10c1 2.500 3 4.500 5.500 5.500l1.500-2L20 15v3c0 1.500-1 2-2 2C10.500 19.500 4.500 13.500 4 6c0-1 .5-2 2-2z",
  text: "M4 5h16v11H10l-4 4v-4H4z",
  map: "M9 4L4 6v14l5-2 6 2 5-2V4l-5 2zM9 4v14M15 6v14",
  web: "M12 21a9 9 0 100-18 9 9 0 000 18zM3.500 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  keep: "M7 4h10v16l-5-4-5 4z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  share: "M12 15V4M8 8l4-4 4 4M6 12v8h12v-8",
  clear: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
};

// What changes with the language is done now and again at each switch.
const inEachLanguage = [];

function onLanguage(write) {
  inEachLanguage.push(write);
  write();
}

function speakAnew() {
  for (const write of inEachLanguage) write();
}

function labelled(element, key, attribute) {
  onLanguage(() => (attribute ? element.setAttribute(attribute, words(key)) : (element.textContent = words(key))));
  return element;
}

function button(className, key, press, drawing) {
  const element = make("button", { type: "button", className, onclick: press });
  if (drawing) element.append(icon(ICONS[drawing]));
  element.append(labelled(make("span"), key));
  return element;
}

function iconButton(className, key, drawing, press) {
  const element = button(className, key, press, drawing);
  element.lastChild.className = "unseen";
  return element;
}

// Text in a moment that the reader's clock and language decide.
const moment = (at, form) => new Intl.DateTimeFormat(`${language}-US`, form).format(new Date(at));
