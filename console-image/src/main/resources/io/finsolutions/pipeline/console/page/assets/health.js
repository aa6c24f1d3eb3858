// How a pipeline is doing, in words: fresh, final until, what is missing, the last batch run, what differed, what came late.

import { lasting, lastingAbout, moment, now } from "./clock.js";
import { grouped } from "./decimal.js";
import { element, part, say } from "./elements.js";

// What the batch layer promises: a second is final at most this long after it is over.
const PROMISE = 30 * 60_000;

const number = (count) => grouped(String(count));
const plural = (count, one, many) => number(count) + " " + (count === 1 ? one : many);

function freshness(product) {
  if (product.state === "down") {
    return { state: "bad", words: "not known", more: product.reason };
  }
  if (product.state === "unknown") {
    return { state: "wait", words: "not known", more: "The console does not answer; the rest is as it was then." };
  }
  if (product.latest_trade_at === null) {
    return { state: "wait", words: "no trade yet", more: product.reason };
  }
  const trade = now() - Date.parse(product.latest_trade_at);
  const row = now() - Date.parse(product.latest_row_at);
  if (product.state === "stale") {
    return {
      state: "bad",
      words: "no row for " + lastingAbout(row),
      more: "The latest was written at " + moment(Date.parse(product.latest_row_at)) + ".",
    };
  }
  if (product.state === "replayed") {
    return { state: "warn", words: "a replay", more: "Rows are written now, of trades that are " + lasting(trade) + " old." };
  }
  return { state: "good", words: lastingAbout(row) + " ago", more: "The latest trade was at " + moment(Date.parse(product.latest_trade_at)) + "." };
}

function finality(product) {
  if (product.handover === null) {
    return { state: "wait", words: "nothing yet", more: "The first batch run makes the first rows final." };
  }
  const handover = Date.parse(product.handover);
  const behind = Date.parse(product.latest_trade_at ?? product.handover) - handover;
  return {
    state: behind > PROMISE ? "bad" : "good",
    words: moment(handover),
    more:
      behind > PROMISE
        ? "That is " + lasting(behind) + " behind the latest trade; it should be 30 min at most."
        : "Earlier bars were counted again with all of their trades; " + lasting(behind) + " behind the latest trade.",
  };
}

function missing(product) {
  return product.missing_trades === 0
    ? { state: "good", words: "none", more: "Every trade that the exchange numbered is counted." }
    : {
        state: "warn",
        words: plural(product.missing_trades, "trade", "trades"),
        more: "They could not be had from anywhere. Bars that lack them are marked.",
      };
}

function lastRun({ run }) {
  if (run === null) {
    return { state: "wait", words: "none yet", more: "Batch runs make rows final, every 15 minutes on a server." };
  }
  const name = (run.kind === "recompute" ? "recompute " : "run ") + run.run_id;
  if (run.status === "failed") {
    return { state: "bad", words: name + " failed", more: (run.error ?? "It does not say why") + ". It changed nothing; the next one tries again." };
  }
  if (run.status === "running") {
    return { state: "good", words: name + " is at work", more: "Since " + moment(Date.parse(run.started_at)) + "." };
  }
  const took = Date.parse(run.finished_at) - Date.parse(run.started_at);
  const counted = run.trades === null ? "" : "; it counted " + plural(run.trades, "trade", "trades");
  return {
    state: "good",
    words: name + " at " + moment(Date.parse(run.finished_at)),
    more: "It took " + lasting(took) + counted + ".",
  };
}

function differences({ run }) {
  if (run?.status === "running") {
    return { state: "good", words: "being compared", more: "Each run compares its rows with the provisional ones, and with the exchange's own candles." };
  }
  const speed = run?.speed_differences ?? null;
  const candles = run?.candle_differences ?? null;
  if (speed === null && candles === null) {
    return { state: "wait", words: "not compared yet", more: "Each run compares its rows with the provisional ones, and with the exchange's own candles." };
  }
  if ((speed ?? 0) + (candles ?? 0) === 0) {
    const against = candles === null ? "provisional rows" : "provisional rows and the exchange's candles";
    return { state: "good", words: "none", more: "The last run's rows agree with the " + against + "." };
  }
  const found = [];
  if (speed) {
    found.push(plural(speed, "value", "values") + " from the provisional rows");
  }
  if (candles) {
    found.push(plural(candles, "value", "values") + " from the exchange's candles");
  }
  return {
    state: candles ? "warn" : "good",
    words: number((speed ?? 0) + (candles ?? 0)),
    more: "The last run's rows differ in " + found.join(", and in ") + ". The final rows stand.",
  };
}

function late(product) {
  return product.late_trades === 0
    ? { state: "good", words: "none", more: "No trade came after its interval was final." }
    : {
        state: "good",
        words: plural(product.late_trades, "trade", "trades"),
        more: "They came after their interval was final; the batch layer counts their hours again.",
      };
}

const ROWS = [
  { name: "Last row", of: freshness },
  { name: "Final until", of: finality },
  { name: "Missing trades", of: missing },
  { name: "Batch run", of: lastRun },
  { name: "Differences", of: differences },
  { name: "Late trades", of: late },
];

const STATES = { good: "in order", warn: "worth a look", bad: "in trouble", wait: "not yet" };

export class Health {
  #rows;
  #pipeline = part("health-pipeline");

  constructor() {
    this.#rows = ROWS.map(({ name }) => {
      const mark = element("span", { class: "mark", role: "img" });
      const words = element("b", {});
      const more = element("p", {});
      const row = element("li", {}, mark, element("span", { class: "name" }, name), words, more);
      return { row, mark, words, more };
    });
    part("health-rows").append(...this.#rows.map(({ row }) => row));
  }

  /** @param product as it is now, or null if it is not known; ages grow, so it is shown anew each second */
  show(product) {
    part("health").hidden = product === null;
    if (product === null) {
      return;
    }
    say(this.#pipeline, product.pipeline);
    const isDown = product.state === "down";
    this.#rows.forEach(({ row, mark, words, more }, i) => {
      const told = isDown && i > 0 ? { state: "wait", words: "not known", more: "" } : ROWS[i].of(product);
      row.dataset.state = told.state;
      mark.setAttribute("aria-label", STATES[told.state]);
      say(words, told.words);
      say(more, told.more ?? "");
    });
  }
}
