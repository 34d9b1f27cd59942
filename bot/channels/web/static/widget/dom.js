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

function iconButton(className, key, drawing, press) {
  const button = make("button", { type: "button", className, onclick: press }, icon(ICONS[drawing]));
  button.append(labelled(make("span", { className: "unseen" }), key));
  return button;
}

// The better of black and white on a colour; one of the two always reaches 4.5 to 1.
function inkOn(color) {
  const hex = color.length === 4 ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}
