// The page in a real browser: each view, each key, without scripts, in the dark, at 360 px.
//
//   node check.mjs BINARY PILE MODULES [SHOTS]
//
// BINARY is the built wireroom, PILE what it serves, MODULES a folder with playwright-core and
// axe-core in its node_modules, SHOTS a folder for pictures of every view. CHROMIUM names the
// browser where it is not /usr/bin/chromium. Exit status 1 if anything is wrong.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [binary, pile, modules, shots] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let wrong = 0;
let held = 0;
function check(fits, what) {
  if (fits) held += 1;
  else {
    wrong += 1;
    console.log(`WRONG  ${what}`);
  }
}

/** What a key or the mouse brings about: the page answers when it comes to it, not within the press. */
async function soon(fits, what) {
  const until = Date.now() + 10_000;
  while (!(await fits()) && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
  check(await fits(), what);
}

const server = spawn(binary, ["serve", pile], { stdio: ["ignore", "ignore", "pipe"] });
// However this ends, the server ends with it.
process.on("exit", () => server.kill());
const base = await new Promise((found, failed) => {
  let said = "";
  server.stderr.on("data", (bytes) => {
    said += bytes;
    const address = said.match(/open (http:\S+?)\/? in a browser/);
    if (address) found(address[1]);
  });
  server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});

const data = async (path) => (await fetch(`${base}/api/v1/${path}`)).json();
const most = (list, of) => list.reduce((best, one) => (of(one) > of(best) ? one : best));
const events = (await data("events?limit=1000")).items;
const event = most(events, (it) => it.witnesses);
const claim = most((await data(`claims?event=${event.id}`)).items, (it) => it.witnesses);
const family = most((await data("families?limit=1000")).items, (it) => it.witnesses.length);
const repairs = new Map();
for (const it of family.witnesses) {
  repairs.set(it.document, (await data(`documents/${it.document}/annotation`)).repairs.length);
}
const article = most([...repairs.keys()], (id) => repairs.get(id));
const [a, b] = family.witnesses.map((it) => it.document);
const entity = most((await data("entities?limit=1000")).items, (it) => (it.kind === "unnamed" ? 0 : it.mentions));
const storyline = (await data("storylines")).items[0];
const statement = (await data(`statements?claim=${claim.id}`)).items[0];
const aside = (await data("documents?set-aside=yes")).items[0];

const views = {
  events: "/events",
  "events-narrowed": `/events?not-kind=flood&from=2000&order=oldest`,
  "events-none": "/events?kind=no-such-kind",
  event: `/events/${event.id}`,
  claim: `/claims/${claim.id}`,
  article: `/documents/${article}`,
  "article-received": `/documents/${article}?text=received`,
  "article-passage": `/documents/${statement.document}?at=${statement.content.span.join("-")}#at`,
  "set-aside": `/documents/${aside.id}`,
  "event-pinned": `/events/${event.id}?pin=${claim.id}`,
  matrix: `/matrix/${event.id}`,
  map: "/map",
  "map-world": "/map?look=world",
  "map-none": "/map?kind=no-such-kind",
  add: "/add",
  family: `/families/${family.id}`,
  alone: `/families/${family.id}?base=${a}`,
  compare: `/families/${family.id}?a=${a}&b=${b}`,
  entity: `/entities/${entity.id}`,
  storyline: `/storylines/${storyline.id}`,
  search: "/search?q=canal",
  "search-one-kind": "/search?q=canal+-dredg*&in=statement",
  "search-empty": "/search",
  claims: "/claims",
  statements: "/statements",
  differences: "/differences",
  documents: "/documents",
  families: "/families",
  entities: "/entities",
  storylines: "/storylines",
  about: "/about",
  help: "/help",
  lost: "/no/such/page",
};

/** A page that reports everything that should not be. */
async function tab(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => {
    check(request.url().startsWith(base), `a request leaves the machine: ${request.url()}`);
  });
  page.on("console", (message) => {
    const expected = message.text().includes("404 (Not Found)");
    if (["error", "warning"].includes(message.type()) && !expected) check(false, `${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => check(false, `${page.url()}: ${error}`));
  return page;
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")} ${it.nodes[0].any[0]?.message ?? ""}`);
  });
  check(found.length === 0, `axe, ${what}:\n    ${found.join("\n    ")}`);
}

if (shots) mkdirSync(shots, { recursive: true });
const shoot = async (page, name) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
};

for (const [mode, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 360, height: 740 } }],
]) {
  const page = await tab(options);
  for (const [name, path] of Object.entries(views)) {
    await page.goto(base + path);
    check((await page.locator("h1").count()) === 1, `${name}: one h1`);
    await accessible(page, `${name}, ${mode}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(over <= 0, `${name}, ${mode}: ${over} px too wide`);
    await shoot(page, `${name}-${mode}`);
  }
  await page.context().close();
}

// Without scripts every view is there, and claims still open.
{
  const page = await tab({ javaScriptEnabled: false });
  for (const [name, path] of Object.entries(views)) {
    await page.goto(base + path);
    check((await page.locator("h1").count()) === 1, `${name}: without scripts`);
  }
  await page.goto(base + views.event);
  const row = page.locator("table.claims tr[data-row]").first();
  await row.locator("summary").click();
  await soon(() => row.locator("a.quote").first().isVisible(), "a claim opens without scripts");
  await row.locator("a.quote").first().click();
  await page.waitForURL(/#at$/);
  check(await page.locator("#at").isVisible(), "a passage is shown without scripts");
  await page.fill("#q", "canal");
  await Promise.all([page.waitForURL(/search/), page.press("#q", "Enter")]);
  check(page.url().startsWith(`${base}/search?q=canal`), "search works without scripts");
  await page.context().close();
}

// Print: what only a screen can use is gone.
{
  const page = await tab();
  await page.emulateMedia({ media: "print" });
  await page.goto(base + views.event);
  check(!(await page.locator("header.top").isVisible()), "no menu in print");
  check(!(await page.locator("a[data-pin]").first().isVisible()), "no pins in print");
  await shoot(page, "event-print");
  await page.context().close();
}

// Each key.
{
  const page = await tab();
  const here = () => page.locator(".here a.main").first().getAttribute("href");
  await page.goto(`${base}/events`);
  await page.keyboard.press("j");
  const first = await here();
  await page.keyboard.press("j");
  await soon(async () => (await here()) !== first, "j goes down");
  await page.keyboard.press("k");
  await soon(async () => (await here()) === first, "k goes up");
  await Promise.all([page.waitForURL(base + first), page.keyboard.press("Enter")]);
  await page.keyboard.press("Escape");
  await page.waitForURL(`${base}/events`);
  held += 1;
  await page.keyboard.press("/");
  await soon(() => page.evaluate(() => document.activeElement.id === "q"), "/ goes to the search");
  await page.keyboard.type("jk?");
  await soon(async () => (await page.inputValue("#q")) === "jk?", "keys are letters in a field");
  await page.keyboard.press("Escape");
  await soon(() => page.evaluate(() => document.activeElement.id !== "q"), "escape leaves the field");
  await page.keyboard.press("?");
  await soon(() => page.locator("dialog#keys").isVisible(), "? opens the keys");
  await accessible(page, "keys");
  await page.keyboard.press("Escape");
  await soon(async () => !(await page.locator("dialog#keys").isVisible()), "escape closes the keys");

  await page.goto(base + views.event);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await soon(() => page.locator("tr.here details[open]").isVisible(), "enter opens a claim");
  await page.keyboard.press("Escape");
  await soon(async () => (await page.locator("tr.here details[open]").count()) === 0, "escape closes it");
  await page.keyboard.press("d");
  await soon(() => page.url().endsWith("#differences"), "d goes to the differences");
  await page.keyboard.press("o");
  await soon(() => page.url().endsWith("#origins"), "o goes to the origins");
  await page.goto(base + views.article);
  await Promise.all([page.waitForURL(/text=received/), page.keyboard.press("r")]);
  await Promise.all([page.waitForURL((url) => !url.search.includes("received")), page.keyboard.press("r")]);
  held += 2;
  await page.goto(`${base}/statements`);
  await Promise.all([page.waitForURL(/cursor=/), page.keyboard.press("n")]);
  held += 1;
  await page.goto(`${base}/events/${event.id}#${claim.id}`);
  await soon(() => page.locator(`[id="${claim.id}"] details`).evaluate((it) => it.open), "a link to a claim opens it");
  await page.context().close();
}

// A claim lights its passages, a pin keeps them lit and is in the address.
{
  const page = await tab();
  await page.goto(base + views.event);
  const ids = await page.locator("#passages [data-claims]").first().getAttribute("data-claims");
  const id = ids.split(" ")[0];
  const mark = page.locator(`#passages [data-claims~="${id}"]`).first();
  const lit = (name) => mark.evaluate((it, name) => it.classList.contains(name), name);
  check(!(await lit("hovered")), "nothing is lit unasked");
  await page.locator(`tr[id="${id}"] summary`).hover();
  await soon(() => lit("hovered"), "hover lights the passages");
  await page.locator("h1").hover();
  await soon(async () => !(await lit("hovered")), "and lets them go");
  await page.locator(`a[data-pin="${id}"]`).click();
  await soon(async () => (await lit("lit")) && page.url().includes(`pin=${id}`), "a click pins");
  await page.reload();
  await soon(() => lit("lit"), "a pin is in the address");
  await page.locator(`a[data-pin="${id}"]`).click();
  await soon(async () => !(await lit("lit")) && !page.url().includes("pin="), "a second click lets go");
  await page.context().close();
}

// Dragging over the timeline narrows every panel; the same works by the two fields.
{
  const page = await tab();
  await page.goto(`${base}/events`);
  const all = await page.locator("table.events tr[data-row]").count();
  const box = await page.locator("svg[data-first]").boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.85, box.y + 30, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.99, box.y + 30, { steps: 4 });
  await Promise.all([page.waitForURL(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/), page.mouse.up()]);
  const some = await page.locator("table.events tr[data-row]").count();
  check(some > 0 && some < all, `a brush narrows the list: ${some} of ${all}`);
  const query = new URL(page.url()).search;
  const counted = (await (await fetch(`${base}/api/v1/events${query}`)).json()).total;
  check(counted === some, "the list is what the address says");
  await page.context().close();
}
{
  const page = await tab({ javaScriptEnabled: false });
  await page.goto(`${base}/events`);
  await page.fill('input[name="from"]', "2000-01-01");
  await page.fill('input[name="to"]', "2000-12-31");
  await Promise.all([page.waitForURL(/from=2000-01-01&to=2000-12-31/), page.click("form.dates button")]);
  held += 1;
  await page.context().close();
}

// Adding: by a drop with scripts, by the form without; the pile grows in place.
const total = async () => (await data("documents?set-aside=no&limit=1")).total;
const before = await total();
{
  const page = await tab();
  await page.goto(`${base}/add`);
  await page.evaluate(() => {
    const dropped = new DataTransfer();
    const text = "VALDORIA, May 4, 2026 - The lighthouse at Cape Merrow went dark on Monday, keeper Ida Lund said.\n";
    dropped.items.add(new File([text], "lighthouse.txt", { type: "text/plain" }));
    dropped.items.add(new File([new Uint8Array([0, 1, 2, 255])], "noise.bin"));
    const event = new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true });
    document.querySelector("main").dispatchEvent(event);
  });
  await page.waitForURL(/\/add\/1$/);
  await page.getByText("part of the record now").waitFor({ timeout: 120000 });
  check((await total()) === before + 1, "a dropped file is in the pile");
  check(await page.getByText("noise.bin").first().isVisible(), "what was set aside is told");
  await accessible(page, "an addition");
  await shoot(page, "addition");
  await page.getByRole("link", { name: "lighthouse.txt" }).first().click();
  check((await page.locator(".sheet").textContent()).includes("Cape Merrow"), "it can be read");
  await page.context().close();
}
{
  const page = await tab({ javaScriptEnabled: false });
  await page.goto(`${base}/add`);
  await page.fill("#text", "وقعت هزة أرضية خفيفة قرب الميناء القديم يوم الثلاثاء، وقال رئيس البلدية إن أحدا لم يصب. Ferry 12 kept sailing.");
  await page.fill('input[name="title"]', "هزة أرضية قرب الميناء");
  await page.fill('input[name="outlet"]', "صحيفة الساحل");
  await page.fill('input[name="published"]', "2026-05-05");
  await Promise.all([page.waitForURL(/\/add\/2$/), page.click("form.add button")]);
  await page.getByText("part of the record now").waitFor({ timeout: 120000 });
  check((await total()) === before + 2, "a pasted text is in the pile, without scripts");
  await Promise.all([page.waitForURL(/\/documents\//), page.locator("#documents + ul a").first().click()]);
  const address = page.url();
  await page.context().close();
  // Text from the right is shown from the right.
  const shown = await tab();
  await shown.goto(address);
  const direction = (of) => shown.locator(of).first().evaluate((it) => getComputedStyle(it).direction);
  check((await direction(".sheet")) === "rtl", "the sheet runs from the right");
  check((await direction("h1 bdi")) === "rtl", "the title runs from the right");
  check(await shown.locator("p.unread").isVisible(), "a text that is not English is said to be unread");
  check((await direction("main")) === "ltr", "the page does not");
  await accessible(shown, "a text from the right");
  await shoot(shown, "right-to-left");
  await shown.context().close();
}

await browser.close();
server.removeAllListeners("exit");
console.log(`${held} right, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
