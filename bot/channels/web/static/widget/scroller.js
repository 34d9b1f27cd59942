// The window on the messages. It follows the talk, but never pulls a reader away who has scrolled back.

const NEAR = 24;

function scroller(list) {
  const region = labelled(make("div", { className: "log", role: "log", "aria-live": "off", tabIndex: 0 }, list), "log", "aria-label");
  const down = iconButton("down", "more", "down", toEnd);
  down.hidden = true;
  let following = true;
  let placed = 0;

  const left = () => region.scrollHeight - region.clientHeight - region.scrollTop;

  region.addEventListener("scroll", () => {
    if (Math.abs(region.scrollTop - placed) > 4) following = left() < NEAR;
    down.hidden = left() < NEAR;
  });
  new ResizeObserver(moved).observe(region);

  function moved() {
    if (following) follow();
    else down.hidden = left() < NEAR;
  }

  // The family's last words stay in sight above a long answer, so that it is read from its beginning; before the
  // first word the greeting is what is read.
  function follow() {
    const own = [...list.querySelectorAll(".family")].pop();
    const last = own && own === list.lastElementChild;
    region.scrollTop = last ? region.scrollHeight : own ? own.offsetTop - 8 : 0;
    placed = region.scrollTop;
    down.hidden = left() < NEAR;
  }

  function toNewest() {
    following = true;
    follow();
  }

  function toEnd() {
    following = true;
    region.scrollTop = placed = region.scrollHeight;
    down.hidden = true;
    region.focus({ preventScroll: true });
  }

  return { region, down, moved, follow, toNewest };
}
