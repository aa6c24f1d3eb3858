// How far back to look: one press for a stretch up to now, or two times in a dialog.

import { fields, moment, shortTime, day, zoneName, now } from "./clock.js";
import { element, part, say } from "./elements.js";
import { SPANS } from "./intervals.js";

/** A time as an input of a date and time has it, in the reader's chosen zone. */
function asInput(millis) {
  const at = fields(millis);
  return at.year + "-" + at.monthNumber + "-" + at.dayNumber + "T" + at.hour + ":" + at.minute + ":" + at.second;
}

function fromInput(value) {
  return Date.parse(zoneName() === "UTC" ? value + "Z" : value);
}

/** A stretch of time for people. */
export function words({ from, to }) {
  const start = day(from) + " " + shortTime(from);
  return day(from) === day(to - 1) ? start + "–" + shortTime(to) + " " + zoneName(from) : start + " – " + moment(to);
}

export class Ranges extends EventTarget {
  #buttons = new Map();
  #dialog = part("range");
  #from = part("range-from");
  #to = part("range-to");
  #shown = part("range-shown");
  #follow = part("follow");
  #sight = null;

  constructor() {
    super();
    for (const span of SPANS) {
      const button = element("button", { type: "button", "aria-pressed": "false", title: "The last " + span.words }, span.shown);
      button.addEventListener("click", () => this.#pick(span.label));
      this.#buttons.set(span.label, button);
    }
    part("spans").prepend(...this.#buttons.values());
    part("range-open").addEventListener("click", () => this.open());
    part("range-form").addEventListener("submit", (event) => this.#submitted(event));
    part("range-cancel").addEventListener("click", () => this.#dialog.close());
    this.#follow.addEventListener("click", () => this.#pick(null));
  }

  /** Marks what is chosen: a span's label, "from/to", or null. */
  choose(range) {
    this.#buttons.forEach((button, label) => button.setAttribute("aria-pressed", String(label === range)));
    part("range-open").setAttribute("aria-pressed", String(range !== null && range.includes("/")));
  }

  /** What is in sight now: {from, to, isNewest}, or null. */
  sight(sight) {
    this.#sight = sight;
    say(this.#shown, sight === null ? "" : words(sight));
    this.#follow.hidden = sight === null || sight.isNewest;
  }

  open() {
    const { from, to } = this.#sight ?? { from: now() - 3_600_000, to: now() };
    this.#from.value = asInput(from);
    this.#to.value = asInput(to);
    say(part("range-zone"), "Times are in " + zoneName() + ".");
    this.#to.setCustomValidity("");
    this.#dialog.showModal();
  }

  #submitted(event) {
    event.preventDefault();
    const from = fromInput(this.#from.value);
    const to = fromInput(this.#to.value);
    this.#to.setCustomValidity(from < to ? "" : "The end has to be after the start.");
    if (!this.#to.reportValidity()) {
      this.#to.setCustomValidity("");
      return;
    }
    this.#dialog.close();
    this.dispatchEvent(new CustomEvent("stretch", { detail: { from, to } }));
  }

  #pick(label) {
    this.dispatchEvent(new CustomEvent("span", { detail: label }));
  }
}
