// What is looked at when a reader picks an interval or a stretch of time: one that is too fine or too coarse for the other
// gives way to one that suits.

import { iso, now } from "./clock.js";
import { intervalOf, INTERVALS, spanOf, suited, suits } from "./intervals.js";
import { endsOf } from "./route.js";

// Of a stretch that gives way, as many bars are kept on the screen.
const BARS_KEPT = 150;

export class Picks {
  #route;
  #lookAgain;

  /** @param lookAgain is called when a span is picked that is looked at already */
  constructor(route, lookAgain) {
    this.#route = route;
    this.#lookAgain = lookAgain;
  }

  interval(label) {
    const interval = intervalOf(label);
    const { range } = this.#route.state;
    const ends = endsOf(range);
    const millis = ends === null ? (spanOf(range ?? "")?.millis ?? null) : ends.to - ends.from;
    if (millis === null || suits(millis, interval)) {
      this.#route.go({ interval: label });
    } else if (ends === null) {
      this.#route.go({ interval: label, range: null });
    } else {
      // The same place, as much of it as can be seen.
      const half = (BARS_KEPT / 2) * interval.millis;
      const middle = Math.min((ends.from + ends.to) / 2, now() - half);
      const floor = (time) => Math.floor(time / interval.millis) * interval.millis;
      this.#route.go({ interval: label, range: iso(floor(middle - half)) + "/" + iso(floor(middle + half)) });
    }
  }

  /** Picks an interval that is finer by so many, or coarser. */
  step(by) {
    const at = INTERVALS.findIndex(({ label }) => label === this.#route.state.interval);
    const next = INTERVALS[at + by];
    if (next !== undefined) {
      this.interval(next.label);
    }
  }

  /** @param label of a span that ends now; null for what is newest */
  span(label) {
    if (label === null || label === this.#route.state.range) {
      const isSame = label === this.#route.state.range;
      this.#route.go({ range: label });
      if (isSame) {
        this.#lookAgain();
      }
      return;
    }
    const interval = suited(spanOf(label).millis, intervalOf(this.#route.state.interval));
    this.#route.go({ range: label, interval: interval.label });
  }

  stretch({ from, to }) {
    const interval = suited(to - from, intervalOf(this.#route.state.interval));
    this.#route.go({ range: iso(from) + "/" + iso(to), interval: interval.label });
  }
}
