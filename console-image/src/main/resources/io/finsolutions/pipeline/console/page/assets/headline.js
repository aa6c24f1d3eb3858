// The pair, its price now, its change in a day, how old that is, and until when it is final.

import { lastingAbout, moment, now } from "./clock.js";
import { fractionDigits, grouped, signedPercent } from "./decimal.js";
import { part, say } from "./elements.js";
import { stateWord } from "./products.js";
import { toneOf } from "./stats.js";

const TITLE = "Crypto pipeline";

export class Headline {
  #name = null;
  #product = null;
  #day = null;
  #bar = null;

  /** Another pair, of which nothing is known yet. */
  choose(name) {
    this.#name = name;
    this.#product = null;
    this.#day = null;
    this.#bar = null;
    say(part("pair"), name ?? "–");
    this.#price();
    this.refresh();
  }

  product(product) {
    this.#product = product;
    this.refresh();
  }

  /** @param day the statistics of the last day, or null */
  day(day) {
    this.#day = day;
    this.#price();
  }

  /** @param bar the newest bar, or null if it is not loaded */
  newest(bar) {
    this.#bar = bar;
    this.#price();
  }

  /** Ages grow without news. */
  refresh() {
    const product = this.#product;
    const state = part("state");
    state.dataset.state = product?.state ?? "unknown";
    say(state, product === null ? "" : stateWord(product.state));
    const trade = product?.latest_trade_at ?? null;
    say(part("age"), trade === null ? "" : "last trade " + lastingAbout(now() - Date.parse(trade)) + " ago");
    const handover = product?.handover ?? null;
    say(part("final-until"), handover === null ? "" : "final until " + moment(Date.parse(handover)));
  }

  #price() {
    const close = this.#bar?.close ?? this.#day?.close ?? null;
    const digits = close === null ? 2 : Math.max(2, fractionDigits(close), fractionDigits(this.#day?.close ?? ""));
    const quote = this.#name?.split("-")[1] ?? "";
    const price = close === null ? "–" : grouped(close, digits);
    say(part("price"), price);
    part("price").dataset.unit = close === null ? "" : quote;
    const change = part("change");
    say(change, this.#day === null ? "" : signedPercent(this.#day.change_percent) + " in 24 h");
    change.className = "number " + (this.#day === null ? "" : toneOf(this.#day.change_percent));
    document.title = this.#name === null ? TITLE : price + " " + this.#name + " · " + TITLE;
  }
}
