// All pairs at a glance: state, last price, change, and the last hour. Beside the chart, and on a phone as a sheet.

import { fractionDigits, grouped, signedPercent } from "./decimal.js";
import { element, part, say } from "./elements.js";
import { sparkline } from "./sparkline.js";
import { toneOf } from "./stats.js";

const STATES = {
  live: "live",
  stale: "stale",
  replayed: "replay",
  empty: "no trade yet",
  down: "down",
  unknown: "not connected",
};

/** How a state is called where there is little room. */
export function stateWord(state) {
  return STATES[state] ?? state;
}

export class Products extends EventTarget {
  #overview;
  #addressOf;
  #list = part("pairs-list");
  #filter = part("pairs-filter");
  #count = part("pairs-count");
  #empty = part("pairs-empty");
  #sheet = part("pairs");
  #rows = new Map();
  #chosen = null;

  /** @param addressOf the address of the page with another product */
  constructor(overview, addressOf) {
    super();
    this.#overview = overview;
    this.#addressOf = addressOf;
    overview.addEventListener("products", () => this.#listAll());
    overview.addEventListener("product", (event) => this.#fill(event.detail.product));
    overview.addEventListener("figures", (event) => this.#fill(event.detail));
    this.#filter.addEventListener("input", () => this.#applyFilter());
    this.#filter.addEventListener("keydown", (event) => this.#filterKey(event));
    this.#list.addEventListener("keydown", (event) => this.#listKey(event));
    part("pairs-open").addEventListener("click", () => this.openSheet());
    part("pairs-close").addEventListener("click", () => this.closeSheet());
  }

  choose(product) {
    this.#chosen = product;
    for (const [name, row] of this.#rows) {
      row.link.setAttribute("aria-current", name === product ? "page" : "false");
    }
    this.#rows.get(product)?.link.scrollIntoView({ block: "nearest" });
    this.closeSheet();
  }

  /** Another one of those that the filter shows: 1 is the next, -1 the one before. */
  step(by) {
    const names = this.#shown().map((row) => row.name);
    if (names.length > 0) {
      const at = names.indexOf(this.#chosen);
      this.#pick(names[(Math.max(at, by > 0 ? -1 : 0) + by + names.length) % names.length]);
    }
  }

  focusFilter() {
    this.openSheet();
    this.#filter.focus();
    this.#filter.select();
  }

  openSheet() {
    this.#sheet.classList.add("open");
    part("pairs-open").setAttribute("aria-expanded", "true");
  }

  closeSheet() {
    this.#sheet.classList.remove("open");
    part("pairs-open").setAttribute("aria-expanded", "false");
  }

  #pick(name) {
    this.dispatchEvent(new CustomEvent("pick", { detail: name }));
  }

  #listAll() {
    const products = this.#overview.products;
    const names = products.map(({ product }) => product);
    if (names.join() !== [...this.#rows.keys()].join()) {
      const rows = new Map(names.map((name) => [name, this.#rows.get(name) ?? this.#newRow(name)]));
      this.#rows = rows;
      this.#list.replaceChildren(...[...rows.values()].map((row) => row.item));
      this.choose(this.#chosen);
      this.#applyFilter();
    }
    names.forEach((name) => this.#fill(name));
    this.#empty.hidden = names.length > 0;
    const live = products.filter(({ state }) => state === "live").length;
    say(this.#count, names.length === 0 ? "" : live + " of " + names.length + " live");
  }

  #newRow(name) {
    const [base, quote] = name.split("-");
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    const state = element("span", { class: "state" });
    const line = element("span", { class: "line" });
    const price = element("span", { class: "price number" });
    const change = element("span", { class: "change number" });
    const link = element(
      "a",
      { href: "?product=" + encodeURIComponent(name) },
      dot,
      element("span", { class: "pair" }, element("b", {}, base), element("span", { class: "quote" }, "-" + quote)),
      line,
      price,
      state,
      change,
    );
    link.addEventListener("click", (event) => {
      if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
        event.preventDefault();
        this.#pick(name);
      }
    });
    return { name, item: element("li", {}, link), link, dot, state, line, price, change, drawn: null };
  }

  #fill(name) {
    const row = this.#rows.get(name);
    const product = this.#overview.product(name);
    if (row === undefined || product === null) {
      return;
    }
    row.link.href = this.#addressOf(name);
    row.link.dataset.state = product.state;
    row.link.title = product.reason ?? "";
    say(row.state, product.state === "live" ? "" : stateWord(product.state));
    const { stats, line } = this.#overview.figures(name);
    const day = stats?.windows.day ?? null;
    say(row.price, day === null ? "–" : grouped(day.close, Math.max(2, fractionDigits(day.close))));
    say(row.change, day === null ? "" : signedPercent(day.change_percent));
    row.change.className = "change number " + (day === null ? "" : toneOf(day.change_percent));
    if (row.drawn !== line) {
      row.drawn = line;
      row.line.replaceChildren(...(line === null || line.length < 2 ? [] : [sparkline(line)]));
    }
  }

  #shown() {
    return [...this.#rows.values()].filter((row) => !row.item.hidden);
  }

  #applyFilter() {
    const wanted = this.#filter.value.trim().toUpperCase().replace(/[\s/]+/g, "-");
    for (const row of this.#rows.values()) {
      row.item.hidden = !row.name.includes(wanted);
    }
    part("pairs-none").hidden = this.#rows.size === 0 || this.#shown().length > 0;
  }

  #filterKey(event) {
    const first = this.#shown()[0];
    if (event.key === "Enter" && first !== undefined) {
      this.#clearFilter();
      this.#pick(first.name);
    } else if (event.key === "ArrowDown" && first !== undefined) {
      event.preventDefault();
      first.link.focus();
    } else if (event.key === "Escape") {
      this.#clearFilter();
      this.closeSheet();
    }
  }

  #clearFilter() {
    this.#filter.value = "";
    this.#applyFilter();
    this.#filter.blur();
  }

  #listKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) {
      return;
    }
    event.preventDefault();
    const links = this.#shown().map((row) => row.link);
    const next = links.indexOf(document.activeElement) + by;
    (links[next] ?? (next < 0 ? this.#filter : links.at(-1))).focus();
  }
}
