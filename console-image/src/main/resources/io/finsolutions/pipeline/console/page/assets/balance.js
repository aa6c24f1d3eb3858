// Who was stronger: how much was bought and how much sold, in what is in sight and in the last minute.

import { add, brief, briefCount, parse, percent, share, text, ZERO } from "./decimal.js";
import { part, say } from "./elements.js";

const sums = new WeakMap();

// Bars are many and change little: each is parsed once.
function volumes(bar) {
  let parsed = sums.get(bar);
  if (parsed === undefined) {
    parsed = { bought: parse(bar.buy_volume), sold: parse(bar.sell_volume) };
    sums.set(bar, parsed);
  }
  return parsed;
}

/** The exact sums over bars. */
export function balanceOf(bars) {
  let bought = ZERO;
  let sold = ZERO;
  let buys = 0;
  let sells = 0;
  for (const bar of bars) {
    const parsed = volumes(bar);
    bought = add(bought, parsed.bought);
    sold = add(sold, parsed.sold);
    buys += bar.buys;
    sells += bar.sells;
  }
  return { bought, sold, buys, sells };
}

class Scale {
  #place;

  constructor(id) {
    this.#place = part(id);
  }

  show(balance, base) {
    const all = add(balance.bought, balance.sold);
    const isEmpty = all.units === 0n;
    const part = share(balance.bought, all);
    const at = (name) => this.#place.querySelector("." + name);
    this.#place.classList.toggle("empty", isEmpty);
    this.#place.style.setProperty("--bought", isEmpty ? "50%" : part * 100 + "%");
    say(at("bought-share"), isEmpty ? "no trade" : percent(part) + " bought");
    say(at("sold-share"), isEmpty ? "" : percent(1 - part) + " sold");
    const words = (volume, count, what) =>
      brief(text(volume), 5) + " " + base + " · " + briefCount(count) + " " + what + (count === 1 ? "" : "s");
    say(at("bought"), isEmpty ? "" : words(balance.bought, balance.buys, "buy"));
    say(at("sold"), isEmpty ? "" : words(balance.sold, balance.sells, "sell"));
    at("bought").title = text(balance.bought) + " " + base;
    at("sold").title = text(balance.sold) + " " + base;
  }
}

export class Balance {
  #sight = new Scale("balance-sight");
  #minute = new Scale("balance-minute");

  /** @param bars those in sight */
  sight(bars, base) {
    this.#sight.show(balanceOf(bars), base);
  }

  /** @param statistics those of the last minute, or null if nothing was traded */
  minute(statistics, base) {
    const none = { bought: ZERO, sold: ZERO, buys: 0, sells: 0 };
    this.#minute.show(
      statistics === null
        ? none
        : {
            bought: parse(statistics.buy_volume),
            sold: parse(statistics.sell_volume),
            buys: statistics.buys,
            sells: statistics.sells,
          },
      base,
    );
  }
}
