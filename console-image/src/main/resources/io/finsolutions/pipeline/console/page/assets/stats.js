// The last second, minute, hour and day side by side.

import { fractionDigits, grouped, rounded, brief, signedPercent } from "./decimal.js";
import { element, part, say } from "./elements.js";
import { moment } from "./clock.js";

const WINDOWS = ["second", "minute", "hour", "day"];

const COLUMNS = [
  { name: "Trades", of: (w) => grouped(String(w.trades)) },
  { name: "Buys", of: (w) => grouped(String(w.buys)) },
  { name: "Sells", of: (w) => grouped(String(w.sells)) },
  { name: "Volume", unit: "base", of: (w) => brief(w.base_volume, 8), exact: (w) => w.base_volume },
  { name: "Turnover", unit: "quote", of: (w) => brief(w.quote_volume, 7), exact: (w) => w.quote_volume },
  { name: "VWAP", of: (w, digits) => rounded(w.vwap, digits), exact: (w) => w.vwap },
  { name: "Open", of: (w, digits) => grouped(w.open, digits) },
  { name: "High", of: (w, digits) => grouped(w.high, digits) },
  { name: "Low", of: (w, digits) => grouped(w.low, digits) },
  { name: "Close", of: (w, digits) => grouped(w.close, digits) },
  { name: "Change", of: (w) => signedPercent(w.change_percent), exact: (w) => w.change, tone: (w) => toneOf(w.change_percent) },
];

/** up, down, or none for what is shown as no change. */
export function toneOf(changePercent) {
  const shown = signedPercent(changePercent);
  return shown.startsWith("−") ? "down" : shown.startsWith("+") ? "up" : "";
}

export class Stats {
  #table = part("stats-table");
  #caption = part("stats-as-of");
  #cells = new Map();

  constructor() {
    const head = element("tr", {}, element("th", { scope: "col" }, "Last"));
    head.append(
      ...COLUMNS.map((column) => {
        const unit = column.unit === undefined ? null : element("span", { class: "unit", "data-unit": column.unit });
        return element("th", { scope: "col", class: "number" }, column.name, unit);
      }),
    );
    this.#table.append(element("thead", {}, head), element("tbody", {}, ...WINDOWS.map((name) => this.#row(name))));
  }

  /** @param stats what the API told, or null if it is not known */
  show(stats, product) {
    const [base, quote] = product.split("-");
    for (const unit of this.#table.querySelectorAll(".unit")) {
      say(unit, " " + (unit.dataset.unit === "base" ? base : quote));
    }
    say(this.#caption, stats?.as_of ? "up to " + moment(Date.parse(stats.as_of)) : "");
    for (const name of WINDOWS) {
      this.#fill(this.#cells.get(name), stats?.windows[name] ?? null);
    }
  }

  #row(name) {
    const cells = COLUMNS.map(() => element("td", { class: "number" }));
    this.#cells.set(name, cells);
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells);
  }

  #fill(cells, statistics) {
    const prices = statistics === null ? [] : [statistics.open, statistics.high, statistics.low, statistics.close];
    const digits = Math.max(2, ...prices.map(fractionDigits));
    COLUMNS.forEach((column, i) => {
      say(cells[i], statistics === null ? "–" : column.of(statistics, digits));
      cells[i].title = statistics === null ? "Nothing was traded" : (column.exact?.(statistics) ?? "");
      cells[i].className = "number " + (statistics === null ? "none" : (column.tone?.(statistics) ?? ""));
    });
  }
}
