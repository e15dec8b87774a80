// The dialog of search. Words from the index become text nodes, never HTML.

import { readNames } from "./names.mjs";
import { spelled, understand } from "./query.mjs";
import { openRecent } from "./recent.mjs";
import { byNames, byTexts, glossaryItem } from "./reply.mjs";
import { openIndex } from "./search-index.mjs";
import { say } from "./words.mjs";

const PAUSE = 80;
/** After how many milliseconds of an open dialog the index is fetched, if nothing has asked for it by then. */
const WARM = 1000;
/** @import { Segments } from "./excerpts.mjs" */
/** @import { Entry } from "./names.mjs" */
/** @import { Query } from "./query.mjs" */
/** @import { Head, Item, Tail } from "./reply.mjs" */
/** @import { Filters, Index } from "./search-index.mjs" */

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
 * The words of a query as they were understood: what was left out is struck, what was corrected stands behind its slip.
 *
 * @param {Query} query
 * @param {Tail | undefined} tail
 */
function understood({ tokens }, tail) {
  const left = new Set(tail?.left);
  const corrected = new Map(tail?.corrected);
  return tokens.flatMap(([typed, dropped]) => {
    const word = spelled(typed);
    const better = corrected.get(word);
    if (better && !dropped) return [element("s", {}, typed), ` ${better} `];
    return [dropped || left.has(word) ? element("s", {}, typed) : typed, " "];
  });
}

/**
 * Makes the dialog, whose `open` shows it. `folder` is the address of what search reads; `slash` a setting.
 *
 * @param {string} folder
 * @param {{ get(): boolean, set(on: boolean): void }} slash
 */
export function makeDialog(folder, slash) {
  const root = new URL("..", folder);
  const recent = openRecent(() => localStorage);
  const input = element("input", {
    type: "search", name: "query", "aria-label": WORDS.search, placeholder: WORDS.search, autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
  const close = element("button", { type: "button", class: "aa-search-close" }, WORDS.close);
  const state = element("p", { class: "aa-search-state", role: "status" });
  const found = element("div", { class: "aa-search-found" });
  const more = element("button", { type: "button", class: "aa-search-more", hidden: "" }, WORDS.search_more);
  const box = element("input", { type: "checkbox" });
  box.checked = slash.get();
  const [kinds, categories] = [choice("kind"), choice("category")];
  const form = element("form", { role: "search", class: "aa-search-form" }, input, close);
  const key = (/** @type {string[]} */ keys, /** @type {string} */ does) =>
    element("span", { class: "aa-search-key" }, ...keys.flatMap((one) => [element("kbd", {}, one), " "]), does);
  const dialog = element(
    "dialog", { class: "aa-search", "aria-label": WORDS.search },
    form, state, element("div", { class: "aa-search-list" }, found, more),
    element(
      "div", { class: "aa-search-foot" },
      element("div", { class: "aa-search-fields" }, element("label", {}, `${WORDS.kind} `, kinds), element("label", {}, `${WORDS.category} `, categories)),
      key(["↑", "↓"], WORDS.search_key_choose), key([WORDS.search_key_enter], WORDS.search_key_open), key([WORDS.search_key_escape], WORDS.search_key_close),
      element("label", { class: "aa-search-slash" }, box, ` ${WORDS.search_slash}`),
    ),
  );
  document.body.append(dialog);

  /** @type {Promise<{ entries: Entry[], index: Index }> | undefined} */
  let opening;
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let contestedLabel = "";

  async function load() {
    opening ??= openIndex(folder).then((index) => {
      contestedLabel = index.names.contested;
      kinds.append(...index.names.kinds.map(([key, label]) => new Option(label, key)));
      categories.append(...index.names.categories.map(([key, label]) => new Option(label, key)));
      return { entries: readNames(index.names), index };
    });
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  /** @param {Item} item */
  function link({ address, title, label, text, from, contested }) {
    const made = element("a", { href: new URL(address, root).href }, element("span", { class: "aa-search-top" },
      element("span", { class: "aa-search-title" }, ...marked(title)), " ", element("span", { class: "aa-search-kind" }, label)));
    const context = element("span", { class: "aa-search-context" });
    if (contested) context.append(element("span", { class: "aa-badge aa-contested" }, contestedLabel), " ");
    context.append(...marked(text));
    if (from) context.append(" ", element("span", { class: "aa-search-from" }, from));
    if (context.childNodes.length) made.append(" ", context);
    return made;
  }

  /** Adds a list of those items that are not shown yet, under words if there are any. */
  function add(/** @type {Item[]} */ items, words = "") {
    const shown = new Set(Array.from(found.querySelectorAll("a"), ({ href }) => href));
    const fresh = items.filter(({ address }) => !shown.has(new URL(address, root).href) && shown.add(new URL(address, root).href));
    if (words && fresh.length) found.append(element("p", { class: "aa-search-told" }, words));
    const last = found.lastElementChild;
    const list = !words && last?.matches("ol") ? last : element("ol", { class: "aa-search-results" });
    list.append(...fresh.map((item) => {
      const links = [item, ...(item.beside ? [item.beside] : [])].map(link);
      return element("li", links.length > 1 ? { class: "aa-search-both" } : {}, ...links);
    }));
    if (list.childElementCount) found.append(list);
  }

  function empty() {
    found.replaceChildren();
    state.replaceChildren();
    more.hidden = true;
  }

  /** Offers the recent queries, while nothing is typed. */
  function offer() {
    const queries = recent.get();
    if (!queries.length) return;
    const clear = element("button", { type: "button", class: "aa-search-clear" }, WORDS.search_recent_clear);
    clear.addEventListener("click", () => {
      recent.clear();
      found.replaceChildren();
      input.focus();
    });
    const list = element("ol", { class: "aa-search-recent" });
    for (const query of queries) {
      const button = element("button", { type: "button" }, query);
      button.addEventListener("click", () => {
        input.value = query;
        input.focus();
        run();
      });
      list.append(element("li", {}, button));
    }
    found.append(element("p", { class: "aa-search-told" }, WORDS.search_recent, " ", clear), list);
  }

  /** Answers what is typed. */
  async function run() {
    clearTimeout(pause);
    const mine = ++turn;
    const query = understand(input.value);
    empty();
    if (!query.text) return offer();
    try {
      const { entries, index } = await load();
      if (mine !== turn) return;
      /** @type {Filters} */
      const filters = Object.fromEntries([kinds, categories].filter(({ value }) => value).map(({ name, value }) => [name, value]));
      const head = await byNames(query, entries, index, filters);
      if (mine !== turn) return;
      add(head.items);
      const tail = await byTexts(query, head, entries, index, filters);
      const first = await tail.next();
      if (mine === turn) show(query, head, tail, first, index);
    } catch (error) {
      if (mine === turn) state.textContent = WORDS.search_loading_fails;
      console.warn(error);
    }
  }

  /**
   * Shows what texts answered below what names answered, and says what was understood.
   *
   * @param {Query} query
   * @param {Head} head
   * @param {Tail} tail
   * @param {Item[]} first
   * @param {Index} index
   */
  function show(query, head, tail, first, index) {
    const { missing } = tail;
    add(tail.names);
    if (missing) {
      const { mentioned, nearest, term } = missing;
      const said = mentioned ? say(WORDS.search_only_mentioned, { term }) : say(WORDS.search_missing, { term });
      state.replaceChildren(element("b", {}, said), " ", nearest.length ? WORDS.search_near : WORDS.search_none_near);
      add(nearest.length ? nearest : [glossaryItem(index)]);
      if (missing.propose) found.append(proposal(term, missing.propose));
      add(first, headingOf(tail));
    } else {
      const count = head.items.length + tail.names.length + tail.number;
      const number = count ? say(WORDS.search_results, { count }) : WORDS.search_none;
      const plain = !query.dropped.length && !tail.left.length && !tail.corrected.length;
      const words = plain ? [] : [...understood(query, head.versus ? undefined : tail), "· "];
      state.replaceChildren(...words, head.versus ? WORDS.search_versus : number);
      add(first, tail.shortened ? WORDS.search_partial : "");
    }
    offerMore(tail);
  }

  /**
   * What to say of texts that stand below something missing.
   *
   * @param {Tail} tail
   */
  function headingOf({ shortened, left, missing }) {
    if (shortened) return WORDS.search_partial;
    if (missing?.mentioned) return WORDS.search_mentioned;
    return left.length ? say(WORDS.search_without, { words: left.join(" ") }) : WORDS.search_same_words;
  }

  /**
   * @param {string} term
   * @param {string} address
   */
  const proposal = (term, address) =>
    element(
      "div", { class: "aa-search-propose" },
      element("p", {}, element("b", {}, WORDS.search_propose_ask), ` ${WORDS.search_propose_how}`),
      element("p", {}, element("a", { class: "aa-search-primary", href: address }, say(WORDS.search_propose, { term }))),
    );

  /** @param {Tail} tail */
  function offerMore(tail) {
    const mine = turn;
    more.hidden = !tail.rest();
    more.onclick = async () => {
      const before = found.querySelectorAll("a").length;
      const words = [...state.childNodes];
      try {
        const items = await tail.next();
        if (mine !== turn) return;
        add(items);
        more.hidden = !tail.rest();
        if (said) state.replaceChildren(...said);
        said = undefined;
      } catch (error) {
        if (mine !== turn) return;
        said ??= words;
        state.textContent = WORDS.search_more_fails;
        console.warn(error);
      }
      found.querySelectorAll("a")[before]?.focus();
    };
    /** @type {ChildNode[] | undefined} */
    let said;
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || !(event.target instanceof HTMLElement)) return;
    /** @type {HTMLElement[]} */
    const places = [input, ...found.querySelectorAll(/** @type {"a"} */ ("a, ol button")), ...(more.hidden ? [] : [more])];
    const here = places.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    places[Math.max(0, Math.min(places.length - 1, here + step))].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, input.value.trim() ? PAUSE : 0);
  });
  for (const select of [kinds, categories]) select.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", move);
  // A link to a part of this page leaves the page as it is, and the dialog on it.
  found.addEventListener("click", (event) => {
    const chosen = event.target instanceof Element && event.target.closest("a");
    if (!chosen) return;
    recent.add(input.value);
    if (!event.ctrlKey && !event.metaKey) dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  close.addEventListener("click", () => dialog.close());
  box.addEventListener("change", () => slash.set(box.checked));

  return {
    open(query = "") {
      if (dialog.open) return;
      dialog.showModal();
      if (query) input.value = query;
      if (query || !input.value.trim()) run();
      input.focus();
      input.select();
      load().then(({ index }) => setTimeout(index.warm, WARM), () => {}); // `run` says so
    },
  };
}
