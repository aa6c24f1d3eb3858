// The figures of one bar in words, over the chart: of the one under the crosshair, or of the newest.

import { day, shortTime, stamp, timeOfDay, zoneName } from "./clock.js";
import { grouped, parse, rounded, share, fractionDigits, percent } from "./decimal.js";
import { element, part } from "./elements.js";

/** When a bar was, for people. */
export function spanOfBar(bar) {
  const length = bar.to - bar.from;
  if (length >= 86_400_000 && zoneName(bar.from) === "UTC") {
    return day(bar.from);
  }
  if (length >= 86_400_000) {
    return stamp(bar.from) + " " + zoneName(bar.from);
  }
  const end = length > 1000 ? "–" + shortTime(bar.to) : "";
  return day(bar.from) + " " + (length > 1000 ? shortTime(bar.from) : timeOfDay(bar.from)) + end + " " + zoneName(bar.from);
}

/** Whether one can rely on a bar, in words. */
export function standing(bar) {
  if (!bar.final) {
    return { kind: "provisional", words: "provisional", why: "Counted as its trades arrived; counted again once all are there." };
  }
  const run = bar.run_id === null ? "" : ", run " + bar.run_id;
  return bar.complete
    ? { kind: "final", words: "final" + run, why: "Counted again with all of its trades." }
    : { kind: "incomplete", words: "final" + run + ", some trades missing", why: "Some of its trades could not be had from anywhere." };
}

export class Readout {
  #place = part("readout");

  /** @param bar what to show, or null for nothing */
  show(bar, product) {
    if (bar === null) {
      this.#place.replaceChildren();
      return;
    }
    const digits = Math.max(2, ...[bar.open, bar.high, bar.low, bar.close].map(fractionDigits));
    const price = (text) => grouped(text, digits);
    const direction = Number(bar.close) >= Number(bar.open) ? "up" : "down";
    const bought = share(parse(bar.buy_volume), parse(bar.base_volume));
    const { kind, words, why } = standing(bar);
    const pair = (name, value, tone = "") =>
      element("span", { class: "figure" }, element("span", { class: "name" }, name), element("b", { class: tone }, value));
    const figures = element(
      "p",
      { class: "figures number" },
      pair("O", price(bar.open), direction),
      pair("H", price(bar.high), direction),
      pair("L", price(bar.low), direction),
      pair("C", price(bar.close), direction),
      pair("VWAP", rounded(bar.vwap, digits), "accent"),
      pair("Vol", grouped(bar.base_volume) + " " + product.split("-")[0]),
      pair("Trades", grouped(String(bar.trades))),
      pair("Bought", percent(bought)),
    );
    const when = element("b", { class: "when number" }, spanOfBar(bar));
    const chip = element("span", { class: "standing " + kind, title: why }, words);
    this.#place.replaceChildren(element("p", { class: "bar" }, when, chip), figures);
  }

  /** The same as a sentence, for who cannot see it. */
  sentence(bar) {
    return (
      spanOfBar(bar) +
      ": open " + grouped(bar.open) +
      ", high " + grouped(bar.high) +
      ", low " + grouped(bar.low) +
      ", close " + grouped(bar.close) +
      ", volume " + grouped(bar.base_volume) +
      ", " + bar.trades + (bar.trades === 1 ? " trade, " : " trades, ") +
      standing(bar).words
    );
  }
}
