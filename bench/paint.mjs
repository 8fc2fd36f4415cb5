#!/usr/bin/env node
// Measures the first contentful paint of `wireroom serve` over a record, in Chromium.
//
//     bench/paint.mjs WIREROOM RECORD MODULES [TIMES]
//
// MODULES is a folder with playwright-core in it, such as the one that `.ci/run` fills. Each kind of
// page is opened TIMES times (3), each time with an empty cache; printed is every time in
// milliseconds, then the least and the most. Pages of one thing show the largest of its kind among
// the first that the API gives.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [wireroom, record, modules, times = "3"] = process.argv.slice(2);
if (!modules) {
  console.error("usage: bench/paint.mjs WIREROOM RECORD MODULES [TIMES]");
  process.exit(2);
}
const { chromium } = createRequire(resolve(modules, "package.json"))("playwright-core");

const server = spawn(wireroom, ["serve", "--record", record], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise((found, lost) => {
  let told = "";
  server.on("exit", () => lost(new Error(`the server did not start: ${told}`)));
  server.stderr.on("data", (bytes) => {
    told += bytes;
    const address = told.match(/(http:\/\/[^/\s]+)/);
    if (address) found(address[1]);
  });
});
const list = async (query) => (await (await fetch(`${base}/api/v1/${query}`)).json()).items;
const most = (items, size) => items.reduce((a, b) => (size(b) > size(a) ? b : a));

const event = most(await list("events?limit=1000"), (event) => event.witnesses);
const family = most(await list("families?limit=100"), (family) => family.witnesses.length);
const [storyline] = await list("storylines?limit=1");
const [entity] = await list("entities?limit=1");
const pages = ["/events", "/claims", "/entities", "/about", "/search?q=police"];
pages.push(`/events/${event.id}`, `/events/${event.id}/matrix`, `/documents/${event.documents[0]}`);
pages.push(`/families/${family.id}`, `/entities/${encodeURIComponent(entity.id)}`);
if (storyline) pages.push(`/storylines/${storyline.id}`);

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const all = [];
for (const path of pages) {
  const paints = [];
  for (let time = 0; time < Number(times); time += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    const answer = await page.goto(base + path, { waitUntil: "load" });
    if (answer.status() !== 200) throw new Error(`${path}: ${answer.status()}`);
    const paint = await page.evaluate(() => new Promise((seen) => {
      new PerformanceObserver((entries) => {
        const first = entries.getEntriesByName("first-contentful-paint")[0];
        if (first) seen(first.startTime);
      }).observe({ type: "paint", buffered: true });
    }));
    paints.push(Math.round(paint));
    await context.close();
  }
  all.push(...paints);
  console.log(`${path}: ${paints.join(" ")} ms`);
}
console.log(`first contentful paint, ${pages.length} kinds of page: ${Math.min(...all)} to ${Math.max(...all)} ms`);
await browser.close();
server.removeAllListeners("exit");
server.kill();
