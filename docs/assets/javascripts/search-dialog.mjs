// The dialog of search. Words from the index become text nodes, never HTML.

import { parts } from "./excerpts.mjs";
import { findNames, readNames } from "./names.mjs";
import { openIndex } from "./search-index.mjs";

const PAUSE = 120;
const STEP = 8;
const KIND_NAMES = { concept: "Concept", question: "Question", source: "Source", page: "Page" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const marked = (segments) => segments.map(([words, hit]) => (hit ? element("mark", {}, words) : words));

function field(label, name) {
  const select = element("select", { name }, new Option("all", ""));
  return element("label", {}, `${label} `, select);
}

/** Makes the dialog, whose `open` shows it. `folder` is the address of what search reads; `slash` a setting. */
export function makeDialog(folder, slash) {
  const root = new URL("..", folder);
  const input = element("input", {
    type: "search", name: "query", "aria-label": "Search", placeholder: "Search", autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
  });
  const close = element("button", { type: "button", class: "aa-search-close" }, "Close");
  const state = element("p", { class: "aa-search-state", role: "status" });
  const list = element("ol", { class: "aa-search-results" });
  const more = element("button", { type: "button", class: "aa-search-more", hidden: "" }, "Show more");
  const box = element("input", { type: "checkbox" });
  box.checked = slash.get();
  const form = element(
    "form", { role: "search", class: "aa-search-form" },
    element("div", { class: "aa-search-line" }, input, close),
    element("div", { class: "aa-search-fields" }, field("Kind", "kind"), field("Category", "category")),
  );
  const dialog = element(
    "dialog", { class: "aa-search", "aria-label": "Search" },
    form, state, element("div", { class: "aa-search-found" }, list, more),
    element("label", { class: "aa-search-slash" }, box, " The key / opens search"),
  );
  document.body.append(dialog);

  let index;
  let labels = {};
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  async function load() {
    index ??= openIndex(folder).then(({ names, find }) => {
      labels = Object.fromEntries(names.categories);
      form.elements.kind.append(...names.kinds.map(([key, label]) => new Option(label, key)));
      form.elements.category.append(...names.categories.map(([key, label]) => new Option(label, key)));
      return { entries: readNames(names), find };
    });
    try {
      return await index;
    } catch (error) {
      index = undefined;
      throw error;
    }
  }

  function item(address, kind, categories, title, heading, context) {
    const of = [KIND_NAMES[kind], ...categories.map((key) => labels[key])].filter(Boolean).join(" · ");
    const link = element("a", { href: new URL(address, root).href }, element("span", { class: "aa-search-title" }, ...title));
    if (heading.length) link.append(" ", element("span", { class: "aa-search-heading" }, ...marked(heading)));
    link.append(" ", element("span", { class: "aa-search-kind" }, of));
    if (context.length) link.append(" ", element("span", { class: "aa-search-context" }, ...marked(context)));
    return element("li", {}, link);
  }

  const named = ({ kind, title, address, category, name }) =>
    item(address, kind, category ? [category] : [], [element("mark", {}, title)], [], name === title ? [] : [["also called ", false], [name, true]]);

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
      const chosen = [...form.querySelectorAll("select")].filter((select) => select.value);
      const filters = Object.fromEntries(chosen.map((select) => [select.name, select.value]));
      const byName = findNames(entries, query, filters);
      list.replaceChildren(...byName.map(named));
      const results = await find(query, filters);
      if (mine !== turn) return;
      await show(results, mine);
      const number = byName.length + results.length;
      if (mine === turn) state.textContent = number === 1 ? "1 result" : `${number || "No"} results`;
    } catch (error) {
      if (mine === turn) state.textContent = "Search could not be loaded. Try again.";
      console.warn(error);
    }
  }

  async function show(results, mine) {
    const next = await Promise.all(results.slice(0, STEP).map((result) => result()));
    if (mine !== turn) return;
    const known = new Set(Array.from(list.querySelectorAll("a"), (link) => link.href));
    const items = next.flatMap(found).filter((entry) => !known.has(entry.firstChild.href));
    list.append(...items);
    const rest = results.slice(STEP);
    more.hidden = !rest.length;
    more.onclick = async () => {
      const place = list.children.length;
      try {
        await show(rest, mine);
      } catch (error) {
        state.textContent = "More results could not be loaded. Try again.";
        console.warn(error);
      }
      list.children[place]?.firstChild.focus();
    };
  }

  function move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!steps[event.key] || event.target.matches("select")) return;
    const places = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const here = places.indexOf(event.target);
    if (here < 0) return;
    event.preventDefault();
    places[Math.max(0, Math.min(places.length - 1, here + steps[event.key]))].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, PAUSE);
  });
  form.addEventListener("change", (event) => event.target.matches("select") && run());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", move);
  // A link to a part of this page leaves the page as it is, and the dialog on it.
  list.addEventListener("click", (event) => event.target.closest("a") && !event.ctrlKey && !event.metaKey && dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  close.addEventListener("click", () => dialog.close());
  box.addEventListener("change", () => slash.set(box.checked));

  return {
    open() {
      if (dialog.open) return;
      dialog.showModal();
      input.focus();
      input.select();
      load().catch(() => {}); // `run` says so
    },
  };
}
