// The same bars as a table, with every column and every digit. Newest first.

import { stamp, zoneName } from "./clock.js";
import { fractionDigits, grouped } from "./decimal.js";
import { element, part, say } from "./elements.js";
import { standing } from "./readout.js";

const ROWS = 100;

const decimals = (name, label) => ({ name: label, number: true, digitsOf: (bar) => bar[name], of: (bar, digits) => grouped(bar[name], digits) });
const count = (name, label) => ({ name: label, number: true, of: (bar) => grouped(String(bar[name])) });
const id = (name, label) => ({ name: label, number: true, of: (bar) => String(bar[name]) });

function precise(time) {
  const fraction = /\.(\d+)Z$/.exec(time)?.[1];
  return stamp(Date.parse(time)) + (fraction === undefined ? "" : "." + fraction);
}

const COLUMNS = [
  { name: "Start", of: (bar) => stamp(bar.from), head: true },
  { name: "Standing", of: (bar) => standing(bar).kind, chip: true },
  decimals("open", "Open"),
  decimals("high", "High"),
  decimals("low", "Low"),
  decimals("close", "Close"),
  count("trades", "Trades"),
  count("buys", "Buys"),
  count("sells", "Sells"),
  decimals("base_volume", "Volume"),
  decimals("buy_volume", "Bought"),
  decimals("sell_volume", "Sold"),
  decimals("quote_volume", "Turnover"),
  decimals("vwap", "VWAP"),
  decimals("mean_price", "Mean price"),
  { name: "Opened at", of: (bar) => precise(bar.open_time) },
  { name: "Closed at", of: (bar) => precise(bar.close_time) },
  id("first_trade_id", "First trade"),
  id("last_trade_id", "Last trade"),
  { name: "Layer", of: (bar) => bar.layer },
  { name: "Complete", of: (bar) => (bar.complete ? "yes" : "no") },
  { name: "Run", of: (bar) => (bar.run_id === null ? "–" : String(bar.run_id)), number: true },
];

export class Table extends EventTarget {
  #head = part("bars-head");
  #body = part("bars-body");
  #caption = part("bars-caption");
  #rows = new Map();
  #page = 0;

  constructor() {
    super();
    this.#head.append(...COLUMNS.map(({ name, number }) => element("th", { scope: "col", class: number ? "number" : null }, name)));
    part("rows-newer").addEventListener("click", () => this.turn(-1));
    part("rows-older").addEventListener("click", () => this.turn(1));
  }

  /** Shows the newest rows. */
  toFirst() {
    this.#page = 0;
  }

  /** A page on: 1 to older rows, -1 to newer ones. */
  turn(by) {
    this.#page = Math.max(0, this.#page + by);
    this.dispatchEvent(new CustomEvent("turn"));
  }

  /** How many bars have to be there for the page that is shown to be full. */
  get needed() {
    return (this.#page + 1) * ROWS;
  }

  /**
   * @param bars ascending by start
   * @param hasOlder whether there may be more before them
   */
  show(bars, { product, interval, hasOlder }) {
    const pages = Math.max(1, Math.ceil(bars.length / ROWS));
    this.#page = Math.min(this.#page, pages - 1);
    const end = bars.length - this.#page * ROWS;
    const shown = bars.slice(Math.max(0, end - ROWS), end).reverse();
    const digits = COLUMNS.map(({ digitsOf }) =>
      digitsOf === undefined ? 0 : Math.max(0, ...shown.map((bar) => fractionDigits(digitsOf(bar)))),
    );
    const rows = new Map();
    this.#place(shown.map((bar) => this.#row(bar, digits, rows)));
    this.#rows = rows;
    say(this.#caption, product + ", bars of " + interval.words + ", newest first. Times are in " + zoneName() + ".");
    const first = this.#page * ROWS;
    say(
      part("rows-shown"),
      shown.length === 0 ? "" : "rows " + grouped(String(first + 1)) + "–" + grouped(String(first + shown.length)) + " of " + grouped(String(bars.length)) + (hasOlder ? " loaded" : ""),
    );
    part("rows-newer").disabled = this.#page === 0;
    part("rows-older").disabled = this.#page >= pages - 1 && !hasOlder;
  }

  // Rows that stay are not touched, so that a reader's selection and place survive a live table.
  #place(rows) {
    let next = this.#body.firstChild;
    for (const row of rows) {
      if (row === next) {
        next = next.nextSibling;
      } else {
        this.#body.insertBefore(row, next);
      }
    }
    while (next !== null) {
      const after = next.nextSibling;
      next.remove();
      next = after;
    }
  }

  #row(bar, digits, rows) {
    const key = bar.start;
    const texts = COLUMNS.map(({ of }, i) => of(bar, digits[i]));
    const held = this.#rows.get(key) ?? this.#newRow();
    const wasProvisional = held.final === false;
    held.cells.forEach((cell, i) => say(cell, texts[i]));
    held.row.classList.toggle("became-final", wasProvisional && bar.final);
    const { kind, why } = standing(bar);
    held.row.dataset.standing = kind;
    held.row.dataset.start = bar.start;
    held.cells[1].title = why;
    held.final = bar.final;
    rows.set(key, held);
    return held.row;
  }

  #newRow() {
    const cells = COLUMNS.map(({ number, head, chip }) =>
      head ? element("th", { scope: "row" }) : element("td", { class: number ? "number" : chip ? "chip" : null }),
    );
    return { row: element("tr", {}, ...cells), cells, final: null };
  }
}
