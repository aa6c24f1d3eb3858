// What is looked at, kept in the address: a reload, a bookmark and a link to a colleague show the same.

import { INTERVALS, SPANS } from "./intervals.js";

const VIEWS = ["chart", "table"];
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

function range(value) {
  if (SPANS.some((span) => span.label === value)) {
    return value;
  }
  const ends = (value ?? "").split("/");
  const valid = ends.length === 2 && ends.every((end) => ISO.test(end)) && Date.parse(ends[0]) < Date.parse(ends[1]);
  return valid ? value : null;
}

/** The two ends of a range that is fixed, or null if the range follows what is new. */
export function endsOf(value) {
  if (value === null || !value.includes("/")) {
    return null;
  }
  const [from, to] = value.split("/").map((end) => Date.parse(end));
  return { from, to };
}

export class Route extends EventTarget {
  #page;
  #state;

  /** @param page the window */
  constructor(page) {
    super();
    this.#page = page;
    this.#state = this.#read();
    page.addEventListener("popstate", () => this.#become(this.#read()));
  }

  /** Whether the address asks for an interval, or takes what is usual. */
  get isIntervalGiven() {
    return new URLSearchParams(this.#page.location.search).has("interval");
  }

  /** {product, interval, range, view} */
  get state() {
    return this.#state;
  }

  /** Looks at something else; back returns to what was looked at before. */
  go(change) {
    this.#write(change, "pushState");
  }

  /** The same without a step of its own in the history, for what changes as one scrolls. */
  note(change) {
    this.#write(change, "replaceState");
  }

  /** The address of what is looked at with something changed. */
  addressOf(change) {
    const state = { ...this.#state, ...change };
    const query = new URLSearchParams(this.#page.location.search);
    for (const [name, value] of Object.entries(state)) {
      if (value === null || (name === "view" && value === VIEWS[0])) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    // A slash and a colon are fine in a query, and far easier to read.
    const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
    return this.#page.location.pathname + (text === "" ? "" : "?" + text);
  }

  #write(change, how) {
    const address = this.addressOf(change);
    if (address !== this.#page.location.pathname + this.#page.location.search) {
      this.#page.history[how](null, "", address);
    }
    this.#become({ ...this.#state, ...change });
  }

  #read() {
    const query = new URLSearchParams(this.#page.location.search);
    const interval = query.get("interval");
    const view = query.get("view");
    return {
      product: query.get("product"),
      interval: INTERVALS.some(({ label }) => label === interval) ? interval : "1m",
      range: range(query.get("range")),
      view: VIEWS.includes(view) ? view : VIEWS[0],
    };
  }

  #become(state) {
    const before = this.#state;
    this.#state = state;
    const changed = Object.keys(state).filter((name) => state[name] !== before[name]);
    if (changed.length > 0) {
      this.dispatchEvent(new CustomEvent("change", { detail: { before, changed } }));
    }
  }
}
