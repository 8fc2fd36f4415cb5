// Keys. Which there are and what they do stands in the page, in the table of the help; this file
// knows only how each is done. Without it everything still works by link.
"use strict";

const help = document.getElementById("keys");
const keys = new Map(
  [...help.querySelectorAll("tr[data-key]")].map((row) => [row.dataset.key, row.dataset.does]),
);
const rows = [...document.querySelectorAll("[data-row]")];
let here = -1;

function go(to) {
  if (rows.length === 0) return;
  if (here >= 0) rows[here].classList.remove("here");
  here = Math.max(0, Math.min(rows.length - 1, to));
  const row = rows[here];
  row.classList.add("here");
  const target = row.querySelector("summary, a.main, a");
  if (target) target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const done = {
  down: () => go(here + 1),
  up: () => go(here < 0 ? 0 : here - 1),
  open: () => {
    if (here < 0) return false;
    const details = rows[here].querySelector("details");
    if (details) {
      details.open = !details.open;
      return true;
    }
    const link = rows[here].querySelector("a.main, a");
    if (link) link.click();
    return link !== null;
  },
  leave: () => {
    if (help.open) return false; // the dialog closes itself
    const open = document.querySelector("tr.here details[open]");
    if (open) {
      open.open = false;
      return true;
    }
    const field = document.activeElement;
    if (field && field.matches("input, select")) {
      field.blur();
      return true;
    }
    const up = document.querySelector("a[data-up]");
    if (up) up.click();
    return up !== null;
  },
  search: () => {
    const field = document.getElementById("q");
    field.focus();
    field.select();
  },
  follow: (key) => {
    const link = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(tr)`);
    if (link) link.click();
    return link !== null;
  },
  help: () => (help.open ? help.close() : help.showModal()),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const does = keys.get(event.key);
  if (!does) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing && does !== "leave") return;
  // Enter on a link or a button is the browser's own.
  if (does === "open" && event.target.closest("a, button, summary")) return;
  if (help.open && does !== "help") return;
  if (done[does](event.key) !== false) event.preventDefault();
});

// A link to a claim opens its row.
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const row = id && document.getElementById(id);
  const details = row && row.querySelector(":scope > td > details");
  if (details) details.open = true;
}
addEventListener("hashchange", reveal);
reveal();

// A claim lights its passages; pinned, they stay lit.
const bearing = (ids) =>
  ids
    .split(" ")
    .filter(Boolean)
    .flatMap((id) => [...document.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`)]);
function light(event, on) {
  const one = event.target.closest && event.target.closest("[data-claims]");
  if (!one) return;
  const all = bearing(one.dataset.claims);
  all.forEach((it) => it.classList.toggle("hovered", on));
  const panel = document.getElementById("passages");
  const first = on && !one.closest("#passages") && all.find((it) => it.closest("#passages"));
  if (first && panel.scrollHeight > panel.clientHeight) {
    const there = first.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    panel.scrollTop += there - panel.clientHeight / 3;
  }
}
for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => light(event, on));
}
document.addEventListener("click", (event) => {
  const pin = event.target.closest("a[data-pin]");
  if (!pin || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const on = pin.getAttribute("aria-pressed") !== "true";
  for (const other of document.querySelectorAll("a[data-pin]")) other.setAttribute("aria-pressed", String(on && other === pin));
  for (const it of document.querySelectorAll(".lit")) it.classList.remove("lit");
  if (on) bearing(pin.dataset.pin).forEach((it) => it.classList.add("lit"));
  const address = new URL(location.href);
  if (on) address.searchParams.set("pin", pin.dataset.pin);
  else address.searchParams.delete("pin");
  history.replaceState(null, "", address);
});

// Dragging over the timeline fills in the two days of the form beside it, and sends that.
const line = document.querySelector("svg[data-first]");
const dates = document.querySelector("form.dates");
if (line && dates) {
  const box = line.viewBox.baseVal;
  const [first, days] = [Number(line.dataset.first), Number(line.dataset.days)];
  const at = (event) => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(line.getScreenCTM().inverse());
    return Math.max(0, Math.min(box.width, place.x));
  };
  const day = (x) => {
    const number = first + Math.min(days - 1, Math.floor((x / box.width) * days));
    return new Date(number * 864e5).toISOString().slice(0, 10);
  };
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("height", String(box.height));
  let from = null;
  let dragged = false;
  const ends = (event) => [from, at(event)].sort((a, b) => a - b);
  line.addEventListener("pointerdown", (event) => {
    // A finger scrolls; for it there are the fields.
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = at(event);
    dragged = false;
    event.preventDefault();
  });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [left, right] = ends(event);
    dragged ||= right - left > 4;
    if (!dragged) return;
    if (!brush.parentNode) line.append(brush);
    brush.setAttribute("x", String(left));
    brush.setAttribute("width", String(right - left));
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [left, right] = ends(event);
    from = null;
    if (!dragged) return;
    dates.elements.from.value = day(left);
    dates.elements.to.value = day(right);
    dates.requestSubmit();
  });
  // The end of a drag over a bar is no click on it.
  line.addEventListener("click", (event) => dragged && event.preventDefault(), true);
}

// Adding: files that are dropped are those of the form; how far a reading is comes as it happens.
const adding = document.getElementById("add");
if (adding) {
  const files = adding.elements.file;
  const most = 64 * 1024 * 1024;
  adding.querySelector("[data-drop]").hidden = false;
  addEventListener("dragover", (event) => {
    event.preventDefault();
    adding.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => event.relatedTarget || adding.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    adding.classList.remove("dropping");
    if (event.dataTransfer.files.length === 0) return;
    files.files = event.dataTransfer.files;
    adding.requestSubmit();
  });
  adding.addEventListener("submit", (event) => {
    const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
    const over = size > most;
    document.getElementById("too-much").hidden = !over;
    if (over) event.preventDefault();
  });
}
const progress = document.querySelector("[data-progress]");
if (progress) {
  const source = new EventSource(progress.dataset.progress);
  const bar = progress.querySelector("progress");
  source.addEventListener("addition", (event) => {
    const now = JSON.parse(event.data);
    if (now.state === "done" || now.state === "failed") {
      source.close();
      location.reload();
      return;
    }
    if (now.stage) progress.querySelector("[data-stage]").textContent = now.stage;
    bar.max = Math.max(1, now.total);
    bar.value = now.done;
    progress.querySelector("[data-of]").textContent = now.total ? `${now.done} of ${now.total}` : "";
  });
}
