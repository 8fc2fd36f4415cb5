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
