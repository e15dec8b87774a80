// The dialog of search. Words from the index become text nodes, never HTML.

import { parts } from "./excerpts.mjs";
import { findNames, readNames } from "./names.mjs";
import { openIndex } from "./search-index.mjs";
import { say } from "./words.mjs";

const PAUSE = 120;
const STEP = 8;
/** @import { Segments } from "./excerpts.mjs" */
/** @import { Entry, Found } from "./names.mjs" */
/** @import { Find, Result } from "./search-index.mjs" */

/** @type {Record<string, string>} */
const KIND_NAMES = { concept: WORDS.result_concept, question: WORDS.result_question, source: WORDS.result_source, page: WORDS.result_page };

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {Segments} segments */
const marked = (segments) => segments.map(([words, hit]) => (hit ? element("mark", {}, words) : words));

/** @param {string} name */
const choice = (name) => element("select", { name }, new Option(WORDS.all, ""));

/**
 * Makes the dialog, whose `open` shows it. `folder` is the address of what search reads; `slash` a setting.
 *
 * @param {string} folder
 * @param {{ get(): boolean, set(on: boolean): void }} slash
 */
export function makeDialog(folder, slash) {
  const root = new URL("..", folder);
  const input = element("input", {
    type: "search", name: "query", "aria-label": WORDS.search, placeholder: WORDS.search, autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
  const close = element("button", { type: "button", class: "aa-search-close" }, WORDS.close);
  const state = element("p", { class: "aa-search-state", role: "status" });
  const list = element("ol", { class: "aa-search-results" });
  const more = element("button", { type: "button", class: "aa-search-more", hidden: "" }, WORDS.search_more);
  const box = element("input", { type: "checkbox" });
  box.checked = slash.get();
  const [kinds, categories] = [choice("kind"), choice("category")];
  const form = element(
    "form", { role: "search", class: "aa-search-form" },
    element("div", { class: "aa-search-line" }, input, close),
    element("div", { class: "aa-search-fields" }, element("label", {}, `${WORDS.kind} `, kinds), element("label", {}, `${WORDS.category} `, categories)),
  );
  const dialog = element(
    "dialog", { class: "aa-search", "aria-label": WORDS.search },
    form, state, element("div", { class: "aa-search-found" }, list, more),
    element("label", { class: "aa-search-slash" }, box, ` ${WORDS.search_slash}`),
  );
  document.body.append(dialog);

  /** @type {Promise<{ entries: Entry[], find: Find }> | undefined} */
  let index;
  /** @type {Record<string, string>} */
  let labels = {};
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  async function load() {
    index ??= openIndex(folder).then(({ names, find }) => {
      labels = Object.fromEntries(names.categories);
      kinds.append(...names.kinds.map(([key, label]) => new Option(label, key)));
      categories.append(...names.categories.map(([key, label]) => new Option(label, key)));
      return { entries: readNames(names), find };
    });
    try {
      return await index;
    } catch (error) {
      index = undefined;
      throw error;
    }
  }

  /**
   * @param {string} address
   * @param {string} kind
   * @param {string[]} within
   * @param {(Node | string)[]} title
   * @param {Segments} heading
   * @param {Segments} context
   */
  function item(address, kind, within, title, heading, context) {
    const of = [KIND_NAMES[kind], ...within.map((key) => labels[key])].filter(Boolean).join(" · ");
    const link = element("a", { href: new URL(address, root).href }, element("span", { class: "aa-search-title" }, ...title));
    if (heading.length) link.append(" ", element("span", { class: "aa-search-heading" }, ...marked(heading)));
    link.append(" ", element("span", { class: "aa-search-kind" }, of));
    if (context.length) link.append(" ", element("span", { class: "aa-search-context" }, ...marked(context)));
    return element("li", {}, link);
  }

  /** @param {Found} found */
  const named = ({ kind, title, address, category, name }) =>
    item(address, kind, category ? [category] : [], [element("mark", {}, title)], [], name === title ? [] : [[`${WORDS.results_named} `, false], [name, true]]);

  /** @param {Result} result */
  function found({ text, locations }) {
    const [kind] = text.filters.kind;
    return parts(text, locations).map(({ anchor, heading, context }) => {
      const address = anchor ? `${text.meta.url}#${anchor}` : text.meta.url;
      const whole = !anchor || kind === "question";
      const title = anchor ? [text.meta.title] : marked(heading);
      return item(address, kind, text.filters.category ?? [], title, whole ? [] : heading, context);
    });
  }

  async function run() {
    const mine = ++turn;
    const query = input.value.trim();
    list.replaceChildren();
    more.hidden = true;
    state.textContent = "";
    if (!query) return;
    try {
      const { entries, find } = await load();
      if (mine !== turn) return;
      const chosen = [kinds, categories].filter((select) => select.value);
      const filters = Object.fromEntries(chosen.map((select) => [select.name, select.value]));
      const byName = findNames(entries, query, filters);
      list.replaceChildren(...byName.map(named));
      const results = await find(query, filters);
      if (mine !== turn) return;
      const number = byName.length + results.length;
      await show(results, mine, number ? say(WORDS.search_results, { count: number }) : WORDS.search_none);
    } catch (error) {
      if (mine === turn) state.textContent = WORDS.search_loading_fails;
      console.warn(error);
    }
  }

  /**
   * Appends the first of the results, and says `words`.
   * @param {(() => Promise<Result>)[]} results
   * @param {number} mine
   * @param {string} words
   */
  async function show(results, mine, words) {
    const next = await Promise.all(results.slice(0, STEP).map((result) => result()));
    if (mine !== turn) return;
    const known = new Set(Array.from(list.querySelectorAll("a"), (link) => link.href));
    const items = next.flatMap(found).filter((entry) => !known.has(entry.querySelector("a")?.href ?? ""));
    list.append(...items);
    state.textContent = words;
    const rest = results.slice(STEP);
    more.hidden = !rest.length;
    more.onclick = async () => {
      const place = list.children.length;
      try {
        await show(rest, mine, words);
      } catch (error) {
        if (mine === turn) state.textContent = WORDS.search_more_fails;
        console.warn(error);
      }
      list.children[place]?.querySelector("a")?.focus();
    };
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || !(event.target instanceof HTMLElement)) return;
    /** @type {HTMLElement[]} */
    const places = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const here = places.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    places[Math.max(0, Math.min(places.length - 1, here + step))].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, PAUSE);
  });
  for (const select of [kinds, categories]) select.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", move);
  // A link to a part of this page leaves the page as it is, and the dialog on it.
  list.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey) dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  close.addEventListener("click", () => dialog.close());
  box.addEventListener("change", () => slash.set(box.checked));

  return {
    open(query = "") {
      if (dialog.open) return;
      dialog.showModal();
      if (query) {
        input.value = query;
        run();
      }
      input.focus();
      input.select();
      load().catch(() => {}); // `run` says so
    },
  };
}
