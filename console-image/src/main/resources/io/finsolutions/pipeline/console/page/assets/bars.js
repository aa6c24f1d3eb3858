// The bars that were loaded of one product and interval, each once, ascending by start. Pages and the live stream meet here.

import { compare, parse } from "./decimal.js";

/** A bar as the API tells it, with its start and end as numbers. */
function read(bar) {
  return { ...bar, from: Date.parse(bar.start), to: Date.parse(bar.end) };
}

// A page may have been read before something that the stream has told already. What was counted more of is newer:
// trades of an interval only become more, a final bar follows a provisional one, and a later run an earlier one.
function isNewer(page, held) {
  if (page.final !== held.final) {
    return page.final;
  }
  return page.final ? page.run_id >= held.run_id : page.trades >= held.trades;
}

function differs(one, other) {
  return (
    one.final !== other.final ||
    one.trades !== other.trades ||
    one.run_id !== other.run_id ||
    one.complete !== other.complete ||
    ["open", "high", "low", "close", "base_volume", "quote_volume"].some(
      (field) => compare(parse(one[field]), parse(other[field])) !== 0,
    )
  );
}

export class Bars {
  #bars = [];

  get size() {
    return this.#bars.length;
  }

  get all() {
    return this.#bars;
  }

  get first() {
    return this.#bars[0] ?? null;
  }

  get last() {
    return this.#bars.at(-1) ?? null;
  }

  /** The bar that starts then, or null. */
  at(start) {
    const index = this.#indexOf(start);
    return this.#bars[index]?.from === start ? this.#bars[index] : null;
  }

  /** Those that start within [from, to). */
  between(from, to) {
    return this.#bars.slice(this.#indexOf(from), this.#indexOf(to));
  }

  /** The last that starts before a time, or null. */
  before(time) {
    return this.#bars[this.#indexOf(time) - 1] ?? null;
  }

  /** The first that is not final, or null. */
  get firstProvisional() {
    // The provisional ones are at the end: looked for from there, it takes as long as there are such.
    let index = this.#bars.length;
    while (index > 0 && !this.#bars[index - 1].final) {
      index--;
    }
    return this.#bars[index] ?? null;
  }

  /** Takes over bars of a page. @returns those that are new or changed */
  mergePage(page) {
    return this.#merge(page, isNewer);
  }

  /** Takes over bars of the stream, which tells each change in its order. @returns those that are new or changed */
  mergeLive(live) {
    return this.#merge(live, () => true);
  }

  /** Forgets the oldest until no more than so many are left. */
  keepLatest(count) {
    this.#bars.splice(0, Math.max(0, this.#bars.length - count));
  }

  /**
   * Drops the provisional bars within [from, to) that are not among those that were found there.
   *
   * @returns whether there was such a bar
   */
  dropProvisionalBut(found, from, to) {
    const starts = new Set(found.map((bar) => Date.parse(bar.start)));
    const before = this.#bars.length;
    this.#bars = this.#bars.filter(
      (bar) => bar.final || bar.from < from || bar.from >= to || starts.has(bar.from),
    );
    return this.#bars.length < before;
  }

  clear() {
    this.#bars = [];
  }

  #merge(told, takes) {
    const changed = [];
    const added = [];
    for (const bar of told.map(read)) {
      const index = this.#indexOf(bar.from);
      const held = this.#bars[index];
      if (held?.from !== bar.from) {
        added.push(bar);
      } else if (takes(bar, held) && differs(bar, held)) {
        this.#bars[index] = bar;
        changed.push(bar);
      }
    }
    if (added.length > 0) {
      this.#add(added);
    }
    return [...added, ...changed];
  }

  #add(added) {
    const inOrder = added.every((bar, i) => i === 0 || added[i - 1].from < bar.from);
    if (inOrder && (this.last === null || this.last.from < added[0].from)) {
      this.#bars.push(...added);
    } else if (inOrder && added.at(-1).from < this.first.from) {
      this.#bars = added.concat(this.#bars);
    } else {
      const byStart = new Map([...this.#bars, ...added].map((bar) => [bar.from, bar]));
      this.#bars = [...byStart.values()].sort((a, b) => a.from - b.from);
    }
  }

  // Where the first bar is that starts at this time or later.
  #indexOf(start) {
    let low = 0;
    let high = this.#bars.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bars[middle].from < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
