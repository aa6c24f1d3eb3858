// How new a pipeline is: its state is told every few seconds only, and its bars tell more in between.

import { iso, now } from "./clock.js";

export class Pulse {
  #bar = null;
  #at = null;

  /** Begins with another pipeline, or with other bars. */
  reset() {
    this.#bar = null;
    this.#at = null;
  }

  /** @param bar the newest one that is loaded, or null */
  hear(bar) {
    if (bar !== null && bar !== this.#bar) {
      // The first one came with a page, and may be old.
      this.#at = this.#bar === null ? null : iso(now());
      this.#bar = bar;
    }
  }

  /** A pipeline as it was told, or null, with what its bars have told since. */
  product(told, isConnected) {
    if (told !== null && !isConnected && told.state !== "down") {
      return { ...told, state: "unknown" };
    }
    if (told === null || this.#bar === null || told.state !== "live") {
      return told;
    }
    const later = (one, other) => (one === null || Date.parse(other) > Date.parse(one) ? other : one);
    return {
      ...told,
      latest_trade_at: later(told.latest_trade_at, this.#bar.close_time),
      latest_row_at: this.#at === null ? told.latest_row_at : later(told.latest_row_at, this.#at),
    };
  }
}
