// The signals of what is looked at: those before are asked for, the current one comes with the stream.

import { ofProduct } from "./api.js";
import { calm } from "./calm.js";

const SHOWN = 200;

export class Signals {
  #api;
  #changed;
  #feed = null;
  #current = null;
  #before = [];
  #notice = undefined;
  #fresh = calm(10_000, () => this.load());

  /** @param changed is called when there is something new */
  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
  }

  /** The one of the bar that is under way, or null. */
  get current() {
    return this.#current;
  }

  /** Those before it, the oldest first. */
  get before() {
    return this.#before;
  }

  /** What the API has to say about them, if anything. */
  get notice() {
    return this.#notice;
  }

  /** Begins with another feed, or null. */
  of(feed) {
    this.#feed = feed;
    this.#current = null;
    this.#before = [];
    this.#notice = undefined;
  }

  /** Takes what the stream told. */
  tell(told) {
    const isNext = told?.time !== this.#current?.time;
    this.#current = told;
    this.#changed();
    if (isNext) {
      this.#fresh();
    }
  }

  async load() {
    const asked = this.#feed;
    if (asked === null) {
      return;
    }
    try {
      const query = { interval: asked.interval.label, limit: SHOWN };
      const told = await this.#api.json(ofProduct(asked.product, "signals"), query);
      if (asked === this.#feed) {
        this.#current = told.current ?? this.#current;
        this.#before = told.signals;
        this.#notice = told.notice;
        this.#changed();
      }
    } catch {
      // The banner says what is wrong with the pair; the stream brings the signal once that is over.
    }
  }
}
