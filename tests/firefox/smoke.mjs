// What readers do, in Firefox. The environment has SITE and QUIZ_SITE, the addresses of the shipped site and of the one
// with a question of every type, and FIREFOX, the path of the program.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

/** @import { Browser, Page } from "puppeteer-core" */
/** @import { TestContext } from "node:test" */

const { SITE = "", QUIZ_SITE = "", FIREFOX } = process.env;
const PAGES = [
  "", "about/", "categories/training/", "concepts/", "concepts/dpo/", "concepts/rlhf/", "map/", "quizzes/", "paths/",
  "glossary/", "bibliography/", "comparisons/", "timeline/", "no-such-page/",
];
const WIDTHS = [390, 1280];
// Milliseconds; a first start on a busy machine takes long.
const PATIENCE = 120_000;
// Firefox lays a page out while it arrives, and reports each formula of which only a part is there.
const HALF_A_FORMULA = "Invalid markup: Incorrect number of children for <";
const CHILDREN = { mfrac: 2, mover: 2, mroot: 2, msub: 2, msubsup: 3, msup: 2, munder: 2, munderover: 3 };

/** @type {Browser} */
let browser;

before(async () => {
  browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true, timeout: PATIENCE });
});
after(() => browser?.close());

/**
 * A page in a profile of its own, and what went wrong on it: errors in the console and requests that failed, apart from
 * the one for a page that is missing on purpose.
 *
 * @param {TestContext} t
 * @param {string} address
 */
async function open(t, address) {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1280, height: 900 });
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => {
    const text = error instanceof Error ? error.message : String(error);
    if (!text.startsWith(HALF_A_FORMULA)) faults.push(text);
  });
  page.on("requestfailed", (request) => faults.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== address) faults.push(`${response.url()}: ${response.status()}`);
  });
  await page.goto(address, { waitUntil: "networkidle0" });
  return { page, faults };
}

/**
 * Nothing went wrong on a page, and all of each formula has arrived.
 *
 * @param {Page} page
 * @param {string[]} faults
 */
async function clean(page, faults) {
  const broken = await page.evaluate(
    (/** @type {[string, number][]} */ expected) =>
      expected.flatMap(([name, number]) => [...document.querySelectorAll(name)].filter((it) => it.childElementCount !== number).map((it) => it.outerHTML)),
    Object.entries(CHILDREN),
  );
  assert.deepEqual([...faults, ...broken], []);
}

/**
 * Waits until the first element that fits a selector has a text like this.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {RegExp} pattern
 */
async function says(page, selector, pattern) {
  await page.waitForFunction(
    (/** @type {string} */ where, /** @type {string} */ like) => new RegExp(like).test(document.querySelector(where)?.textContent ?? ""),
    {},
    selector,
    pattern.source,
  );
}

/**
 * The accessible name or the text of what has the focus.
 *
 * @param {Page} page
 */
const focused = (page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? "");

for (const path of PAGES) {
  test(`the page ${path || "home"} loads without errors and is not wider than the screen`, async (t) => {
    const { page, faults } = await open(t, SITE + path);
    assert.match(await page.title(), path === "no-such-page/" ? /^Page not found/ : /Alignment Atlas$/);
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 900 });
      const [shown, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.equal(shown, width);
      assert.ok(wide <= width, `${wide} px wide on a screen of ${width}`);
    }
    await clean(page, faults);
  });
}

/**
 * How a question of each type is answered right, by the id of the question on the page of the quiz site.
 *
 * @type {Record<string, (page: Page, root: string) => Promise<void>>}
 */
const ANSWERS = {
  guess: (page, root) => page.locator(`${root} input[value=some]`).click(),
  async vowels(page, root) {
    for (const id of ["vowel-a", "vowel-e"]) await page.locator(`${root} input[value=${id}]`).click();
  },
  share: (page, root) => page.locator(`${root} input[inputmode=decimal]`).fill("29.2"),
  async alphabet(page, root) {
    for (const [place, id] of ["alpha", "beta", "gamma", "delta"].entries()) {
      const now = () => page.$$eval(`${root} .aa-items > li`, (all) => all.map((item) => item.getAttribute("data-part")));
      for (let at = (await now()).indexOf(id); at > place; at -= 1) {
        await page.locator(`${root} .aa-items > [data-part=${id}] [data-by="-1"]`).click();
      }
    }
  },
  async shapes(page, root) {
    for (const [item, choice] of [["ox", "head"], ["house", "plan"]]) {
      await page.locator(`${root} .aa-items > [data-part=${item}] select`).fill(choice);
    }
  },
  async parts(page, root) {
    for (const [gap, word] of [["first", "alpha"], ["second", "beta"]]) {
      await page.locator(`${root} [data-blank=${gap}] input`).fill(word);
    }
  },
  async tell(page, root) {
    await page.locator(`${root} textarea`).fill("To find them.");
    await press(page, root);
    for (const box of await page.$$(`${root} [data-criterion] input`)) await box.click();
  },
};

/**
 * Presses the button that goes on with a question.
 *
 * @param {Page} page
 * @param {string} root
 */
const press = (page, root) => page.locator(`${root} .aa-controls:not([hidden]) > .aa-primary:not([hidden])`).click();

/**
 * Opens all questions of which only a line is seen.
 *
 * @param {Page} page
 */
const unfold = (page) => page.$$eval("details.aa-asked:not([open]) > summary", (all) => all.forEach((line) => line.click()));

test("a question of each type is answered and kept", async (t) => {
  const { page, faults } = await open(t, `${QUIZ_SITE}concepts/alpha/`);
  const types = new Set();
  const verdict = (/** @type {string} */ root) => page.$eval(root, (question) => ["data-type", "data-verdict"].map((name) => question.getAttribute(name)));
  await unfold(page);
  for (const [name, answer] of Object.entries(ANSWERS)) {
    const root = `#q-${name}`;
    await page.waitForSelector(`${root}.aa-live`);
    await answer(page, root);
    await press(page, root);
    const [type, said] = await verdict(root);
    types.add(type);
    assert.equal(said, "right", name);
  }
  assert.deepEqual([...types].sort(), ["cloze", "match", "multiple", "numeric", "order", "recall", "single"]);
  await page.reload({ waitUntil: "networkidle0" });
  for (const name of Object.keys(ANSWERS)) {
    await page.waitForSelector(`#q-${name}.aa-live`);
    assert.equal((await verdict(`#q-${name}`))[1], "right", `${name}, after a reload`);
  }
  await clean(page, faults);
});

test("a wrong answer returns at the end of the list", async (t) => {
  const { page, faults } = await open(t, `${QUIZ_SITE}concepts/alpha/`);
  await page.waitForSelector("#q-share.aa-live");
  await unfold(page);
  await page.locator("#q-share input[inputmode=decimal]").fill("70.8");
  await press(page, "#q-share");
  await says(page, "#q-share .aa-verdict", /Those are the consonants/);
  await page.waitForSelector(".aa-again[data-question$='.share']");
  await clean(page, faults);
});

test("search finds a concept by its name and others by their words", async (t) => {
  const { page, faults } = await open(t, SITE);
  await page.keyboard.press("/");
  await page.waitForSelector("dialog.aa-search[open]");
  await page.keyboard.type("dpo");
  await says(page, ".aa-search-state", /results?$/);
  const links = await page.$$eval(".aa-search-results a", (all) => all.map((link) => link.href));
  assert.equal(links[0], `${SITE}concepts/dpo/`);
  assert.ok(links.length > 1);
  await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.keyboard.press("Enter")]);
  await says(page, "h1", /Direct preference optimization/i);
  await clean(page, faults);
});

test("the map draws what is around a concept", async (t) => {
  const { page, faults } = await open(t, `${SITE}map/`);
  await page.locator("#view [name=around]").fill("dpo");
  await page.focus("#view [name=around]");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#view-result svg.pele .aa-here", { visible: true });
  await says(page, "#view [role=status]", /^\d+ concepts, \d+ relations\.$/);
  assert.equal(page.url(), `${SITE}map/?around=dpo`);
  assert.ok((await page.$$("#view-result svg.pele a")).length > 3);
  await clean(page, faults);
});

test("the palette changes and is kept", async (t) => {
  const { page, faults } = await open(t, `${SITE}concepts/dpo/`);
  const looks = () => page.evaluate(() => [document.documentElement.dataset.mdColorScheme, getComputedStyle(document.body).backgroundColor]);
  const seen = [];
  for (const scheme of ["default", "slate"]) {
    await page.locator(`#palette input[value=${scheme}]`).click();
    const now = await looks();
    assert.equal(now[0], scheme);
    seen.push(now);
  }
  assert.notEqual(seen[0][1], seen[1][1]);
  await page.reload({ waitUntil: "networkidle0" });
  assert.deepEqual(await looks(), seen[1]);
  await clean(page, faults);
});

test("the tip of a term opens on hover and on focus, and Escape closes it", async (t) => {
  const { page, faults } = await open(t, `${SITE}concepts/dpo/`);
  const term = await page.waitForSelector(".aa-text a[data-tip]");
  assert.ok(term);
  const words = await term.evaluate((link) => link.getAttribute("data-tip"));
  // A tip closes when the page scrolls below the pointer.
  await term.evaluate((link) => link.scrollIntoView({ behavior: "instant", block: "center" }));
  await term.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (const show of [() => term.hover(), () => term.focus()]) {
    await show();
    const tip = await page.waitForSelector(".aa-tip:popover-open", { visible: true });
    assert.equal(await tip?.evaluate((shown) => shown.textContent), words);
    assert.equal(await term.evaluate((link) => link.getAttribute("aria-describedby")), "aa-tip");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".aa-tip", { hidden: true });
    assert.equal(await term.evaluate((link) => link.getAttribute("aria-describedby")), null);
  }
  await clean(page, faults);
});

test("the first Tab reaches the link that skips the header, and the next one after it is in the content", async (t) => {
  const { page, faults } = await open(t, `${SITE}concepts/dpo/`);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to content");
  await page.waitForFunction(() => (document.activeElement?.getBoundingClientRect().top ?? -1) >= 0);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("article")?.contains(document.activeElement)), await focused(page));
  await clean(page, faults);
});
