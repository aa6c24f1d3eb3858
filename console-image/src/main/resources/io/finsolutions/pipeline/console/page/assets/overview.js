// What is known of every pipeline: its state at once, and in turn its price, its change and its last hour. One request after
// the other, so that twenty pairs are no more of a load than one.

import { ofProduct } from "./api.js";
import { serverSaid } from "./clock.js";

const STATUS_EVERY = 5000;
const TURN_EVERY = 600;
const CATCH_UP = 30;
const STATS_EVERY = 5000;
const LINE_EVERY = 60_000;
const LINE_MINUTES = 60;

export class Overview extends EventTarget {
  #api;
  #products = new Map();
  #figures = new Map();
  #wait = 0;
  #isPaused = false;

  constructor(api) {
    super();
    this.#api = api;
  }

  /** All pipelines, sorted by product. */
  get products() {
    return [...this.#products.values()];
  }

  product(name) {
    return this.#products.get(name) ?? null;
  }

  /** {stats, line}: the statistics of its windows, and the closing prices of its last hour. Null where not known. */
  figures(name) {
    return this.#figures.get(name) ?? { stats: null, line: null };
  }

  start() {
    this.#keepLooking();
    this.#keepTurning();
  }

  /** While the server is gone, the stream alone knocks. */
  pause(isPaused) {
    this.#isPaused = isPaused;
  }

  /** Asks for the state of all at once. */
  async look() {
    try {
      const status = await this.#api.json("v1/status");
      serverSaid(status.time);
      this.#products = new Map(status.products.map((product) => [product.product, product]));
      this.dispatchEvent(new CustomEvent("products", { detail: { version: status.version } }));
    } catch (problem) {
      this.dispatchEvent(new CustomEvent("problem", { detail: problem }));
    }
  }

  /** Takes over what the stream told. */
  tell(product) {
    this.#products.set(product.product, product);
    this.dispatchEvent(new CustomEvent("product", { detail: product }));
  }

  /** Asks for the statistics of one product now. */
  async stats(name) {
    const held = this.#held(name);
    held.askedStats = Date.now();
    try {
      held.stats = await this.#api.json(ofProduct(name, "stats"));
    } catch (problem) {
      this.#wait = problem.retryAfter ?? 0;
    }
    this.dispatchEvent(new CustomEvent("figures", { detail: name }));
  }

  async #line(name) {
    const held = this.#held(name);
    held.askedLine = Date.now();
    try {
      const page = await this.#api.json(ofProduct(name, "bars"), { interval: "1m", limit: LINE_MINUTES });
      held.line = page.bars.map((bar) => Number(bar.close));
    } catch (problem) {
      this.#wait = problem.retryAfter ?? 0;
    }
    this.dispatchEvent(new CustomEvent("figures", { detail: name }));
  }

  #held(name) {
    if (!this.#figures.has(name)) {
      this.#figures.set(name, { stats: null, line: null, askedStats: 0, askedLine: 0 });
    }
    return this.#figures.get(name);
  }

  async #keepLooking() {
    if (!this.#isPaused) {
      await this.look();
    }
    setTimeout(() => this.#keepLooking(), STATUS_EVERY);
  }

  async #keepTurning() {
    this.#wait = 0;
    const next = document.visibilityState === "visible" && !this.#isPaused ? this.#mostOverdue() : null;
    if (next !== null) {
      await next();
    }
    const isCatchingUp = next !== null && this.#mostOverdue() !== null;
    setTimeout(() => this.#keepTurning(), Math.max(this.#wait, isCatchingUp ? CATCH_UP : TURN_EVERY));
  }

  #mostOverdue() {
    let most = { by: 0, ask: null };
    for (const { product, state } of this.#products.values()) {
      if (state === "down" || state === "empty") {
        this.#figures.delete(product);
        continue;
      }
      const held = this.#held(product);
      const duties = [
        { by: Date.now() - held.askedStats - Math.max(STATS_EVERY, this.#products.size * TURN_EVERY), ask: () => this.stats(product) },
        { by: Date.now() - held.askedLine - LINE_EVERY, ask: () => this.#line(product) },
      ];
      most = duties.reduce((one, other) => (other.by > one.by ? other : one), most);
    }
    return most.ask;
  }
}
