// The chat to print, to keep as a file, or to send to someone: made here, from what stands on this page.

const STAMP = { dateStyle: "medium", timeStyle: "short" };
const PAPER = "body{font:12pt/1.45 system-ui,sans-serif;max-width:42em}dt{font-weight:600;margin-top:1em;break-after:avoid}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}small{font-weight:400;color:#444}";

const heading = () => `${words("title")} – ${words("chat_of", { date: moment(Date.now(), { dateStyle: "long" }) })}`;
const speaker = ({ sender, name }) => (name ? words("person_named", { name }) : words(`from_${sender}`));

function plainTranscript(lines) {
  const said = lines.map((line) => `${speaker(line)} (${moment(line.at, STAMP)})\n${line.text}\n`);
  return [heading(), words("chat_private"), "", ...said].join("\n");
}

function transcript({ lines, root }) {
  let frame = null;

  // In a frame of its own, so that the paper holds the chat and not the agency's page around it.
  function print() {
    frame?.remove();
    frame = make("iframe", { className: "unseen", title: heading(), tabIndex: -1, "aria-hidden": "true" });
    root.append(frame);
    const { contentWindow: inner, contentDocument: paper } = frame;
    const sheet = new inner.CSSStyleSheet();
    sheet.replaceSync(PAPER);
    paper.adoptedStyleSheets = [sheet];
    paper.title = heading();
    paper.documentElement.lang = language;
    paper.documentElement.dir = words("dir");
    paper.body.append(...onPaper());
    inner.print();
  }

  function onPaper() {
    const said = lines.flatMap((line) => [
      make("dt", {}, `${speaker(line)} `, make("small", { textContent: moment(line.at, STAMP) })),
      make("dd", { dir: "auto", textContent: line.text }),
    ]);
    return [make("h1", { textContent: heading() }), plainText("chat_private"), make("dl", {}, ...said)];
  }

  function keepFile() {
    const url = URL.createObjectURL(new Blob([plainTranscript(lines)], { type: "text/plain;charset=utf-8" }));
    make("a", { href: url, download: words("file_name") }).click();
    setTimeout(() => URL.revokeObjectURL(url), LOOK_AGAIN_MS);
  }

  // Whom it goes to, the family chooses in its own device's list; nothing goes through us.
  function share() {
    navigator.share({ title: heading(), text: plainTranscript(lines) }).catch(() => {});
  }

  return { print, keepFile, share, canShare: Boolean(navigator.share) };
}
