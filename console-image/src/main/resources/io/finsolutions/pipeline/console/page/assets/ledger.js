// The details behind the health of a pipeline: its batch runs, missing trades, differences and late trades, as tables.

import { ofProduct } from "./api.js";
import { lasting, stamp, zoneName } from "./clock.js";
import { grouped } from "./decimal.js";
import { element, part, say } from "./elements.js";

const when = (time) => (time === null ? "–" : stamp(Date.parse(time)));
const count = (value) => (value === null || value === undefined ? "–" : grouped(String(value)));

const TABLES = [
  {
    name: "Batch runs",
    rows: (runs) => runs,
    none: "No batch run yet.",
    columns: [
      { name: "Run", of: (r) => String(r.run_id), number: true },
      { name: "Kind", of: (r) => r.kind },
      { name: "Status", of: (r) => r.status, tone: (r) => (r.status === "failed" ? "down" : "") },
      { name: "Finished", of: (r) => when(r.finished_at) },
      { name: "Took", of: (r) => (r.finished_at === null ? "–" : lasting(Date.parse(r.finished_at) - Date.parse(r.started_at))), number: true },
      { name: "From", of: (r) => when(r.range_start) },
      { name: "To", of: (r) => when(r.range_end) },
      { name: "Trades", of: (r) => count(r.trades), number: true },
      { name: "Bars", of: (r) => count(r.bars), number: true },
      { name: "Duplicates", of: (r) => count(r.duplicates), number: true },
      { name: "Missing", of: (r) => count(r.missing_trades), number: true },
      { name: "Against speed", of: (r) => count(r.speed_differences), number: true },
      { name: "Against candles", of: (r) => count(r.candle_differences), number: true },
      { name: "Hours again", of: (r) => count(r.dirty_hours?.length ?? 0), number: true },
      { name: "Error", of: (r) => r.error ?? "" },
    ],
  },
  {
    name: "Missing trades",
    rows: (_, reconciliation) => reconciliation.missing,
    none: "No trade is missing.",
    columns: [
      { name: "First id", of: (m) => String(m.first_id), number: true },
      { name: "Last id", of: (m) => String(m.last_id), number: true },
      { name: "How many", of: (m) => count(m.last_id - m.first_id + 1), number: true },
      { name: "After", of: (m) => when(m.after_time) },
      { name: "Before", of: (m) => when(m.before_time) },
      { name: "Given up by run", of: (m) => String(m.run_id), number: true },
    ],
  },
  {
    name: "Differences",
    rows: (_, reconciliation) => reconciliation.differences,
    none: "No difference was found.",
    columns: [
      { name: "Run", of: (d) => String(d.run_id), number: true },
      { name: "Compared with", of: (d) => (d.compared_with === "speed" ? "provisional rows" : "the exchange's candles") },
      { name: "Start", of: (d) => when(d.start) },
      { name: "Value", of: (d) => d.field },
      { name: "Final", of: (d) => d.batch_value ?? "no row", number: true },
      { name: "The other", of: (d) => d.other_value ?? "no row", number: true },
    ],
  },
  {
    name: "Late trades",
    rows: (_, reconciliation) => reconciliation.late_trades,
    none: "No trade came late.",
    columns: [
      { name: "Id", of: (t) => String(t.trade_id), number: true },
      { name: "Time", of: (t) => when(t.time) },
      { name: "Price", of: (t) => grouped(t.price), number: true },
      { name: "Size", of: (t) => grouped(t.size), number: true },
      { name: "Maker side", of: (t) => t.maker_side },
      { name: "Noted at", of: (t) => when(t.noted_at) },
    ],
  },
];

function tableOf({ columns, none }, rows) {
  if (rows.length === 0) {
    return element("p", { class: "hint" }, none);
  }
  const head = columns.map(({ name, number }) => element("th", { scope: "col", class: number ? "number" : null }, name));
  const body = rows.map((row) =>
    element(
      "tr",
      {},
      ...columns.map(({ of, number, tone }) =>
        element("td", { class: (number ? "number " : "") + (tone?.(row) ?? "") }, of(row)),
      ),
    ),
  );
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
}

export class Ledger {
  #api;
  #dialog = part("ledger");
  #place = part("ledger-tables");

  constructor(api) {
    this.#api = api;
  }

  async open(product) {
    say(part("ledger-title"), "Pipeline of " + product);
    say(part("ledger-zone"), "Times are in " + zoneName() + ". Newest first.");
    this.#place.replaceChildren(element("p", { class: "hint" }, "Loading…"));
    this.#dialog.showModal();
    try {
      const [{ runs }, reconciliation] = await Promise.all([
        this.#api.json(ofProduct(product, "runs"), { limit: 50 }),
        this.#api.json(ofProduct(product, "reconciliation")),
      ]);
      this.#place.replaceChildren(
        ...TABLES.map((table) =>
          element(
            "section",
            {},
            element("h3", {}, table.name),
            element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": table.name }, tableOf(table, table.rows(runs, reconciliation))),
          ),
        ),
      );
    } catch (problem) {
      this.#place.replaceChildren(element("p", { class: "hint" }, problem.message + " Close this and try again."));
    }
  }
}
