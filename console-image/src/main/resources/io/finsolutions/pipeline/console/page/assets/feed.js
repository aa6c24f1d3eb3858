// The bars of one product in one interval: pages of what was, and the stream of what is, in one store without a hole.
//
// What is loaded is one stretch of time. Mostly its end is live; a reader who looks back far has a stretch that is not
// joined to the live end until newer pages have closed the gap.

import { ofProduct } from "./api.js";
import { Bars } from "./bars.js";
import { iso, now } from "./clock.js";
import { Stream } from "./stream.js";

const FIRST_PAGE = 500;
const PAGE = 1000;
const LARGEST_PAGE = 10_000;
// A page that is open for days on a wall follows for ever: it forgets what nobody has scrolled to.
const KEPT_WHEN_FOLLOWING = 20_000;
// How long the first page waits for the stream: what changes after a page was read is told only to who listens already.
const STREAM_FIRST = 700;
// How long after the hand-over moved the stream has told all that became final.
const SETTLED = 4000;
const RETRY = 3000;

export class Feed {
  #api;
  #product;
  #interval;
  #listener;
  #bars = new Bars();
  #stop = new AbortController();
  #stream;
  #joined = true;
  #begins = false;
  // From when on the loaded stretch is whole, whether or not anything was traded at its beginning.
  #from = Infinity;
  #to = -Infinity;
  #loading = null;
  #aside = new Map();
  #hasAsked = false;
  #hear = () => {};
  #check = null;
  #retry = null;

  /**
   * @param listener {bars(changed, or null if all may be others), product(told), signal(told), state(ofStream), loading(isLoading), problem(problem or null)}
   */
  constructor(api, product, interval, listener) {
    this.#api = api;
    this.#product = product;
    this.#interval = interval;
    this.#listener = listener;
    this.#stream = new Stream(
      (headers, signal) =>
        api.response(ofProduct(product, "bars/stream"), { interval: interval.label }, { headers, signal }),
      {
        event: (event) => this.#told(event),
        state: (state) => listener.state(state),
        opened: ({ resumed }) => this.#streamOpened(resumed),
      },
    );
  }

  get bars() {
    return this.#bars;
  }

  get product() {
    return this.#product;
  }

  get interval() {
    return this.#interval;
  }

  /** Whether the loaded stretch reaches up to now. */
  get isJoined() {
    return this.#joined;
  }

  /** Whether there is nothing older than what is loaded. */
  get isAtBeginning() {
    return this.#begins;
  }

  get isLoading() {
    return this.#loading !== null;
  }

  /** Begins to listen, and loads [from, to), or what is newest if there is no such range. */
  async start(range) {
    const heard = new Promise((resolve) => {
      this.#hear = resolve;
      setTimeout(resolve, STREAM_FIRST);
    });
    this.#stream.start();
    await heard;
    this.#hasAsked = true;
    await (range === null ? this.latest() : this.stretch(range));
  }

  retry() {
    this.#stream.retry();
  }

  stop() {
    clearTimeout(this.#check);
    clearTimeout(this.#retry?.timer);
    this.#stop.abort();
    this.#stream.stop();
  }

  /** Loads what is newest; gives up a stretch that is not joined to it. */
  latest() {
    return this.#load(async () => {
      const page = await this.#page({ limit: FIRST_PAGE });
      if (!this.#joined) {
        this.#bars.clear();
      }
      if (this.#bars.size === 0) {
        this.#begins = page.bars.length < FIRST_PAGE;
        this.#from = Infinity;
      }
      this.#join(page.bars);
    });
  }

  /** Loads [from, to) instead of what is loaded, unless that covers it. */
  stretch({ from, to }) {
    if (this.#covers(from, to)) {
      return Promise.resolve();
    }
    return this.#load(async () => {
      let page = await this.#page({ from: iso(from), to: iso(to), limit: LARGEST_PAGE });
      this.#bars.clear();
      this.#begins = false;
      this.#joined = false;
      this.#from = from;
      this.#to = to;
      this.#bars.mergePage(page.bars);
      while (page.next !== null) {
        page = await this.#page({ from: iso(from), to: iso(to), limit: LARGEST_PAGE, cursor: page.next });
        this.#bars.mergePage(page.bars);
      }
      if (to >= now()) {
        this.#join([]);
      } else {
        this.#listener.bars(null);
      }
    });
  }

  /** Loads a page before what is loaded, down to a time if one is given. */
  older(until = null) {
    if (this.#begins || this.#bars.first === null) {
      return Promise.resolve();
    }
    return this.#load(async () => {
      do {
        const first = this.#bars.first.from;
        const needed = until === null ? PAGE : Math.ceil((first - until) / this.#interval.millis);
        const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, needed));
        const page = await this.#page({ to: iso(first), limit });
        this.#begins = page.bars.length < limit;
        this.#take(page.bars);
      } while (until !== null && !this.#begins && this.#bars.first.from > until);
    });
  }

  /** Loads a page behind what is loaded, if its end is not live. */
  newer() {
    if (this.#joined) {
      return Promise.resolve();
    }
    return this.#load(async () => {
      const end = this.#bars.last?.to ?? now();
      const page = await this.#page({ from: iso(end), limit: PAGE });
      if (page.next === null) {
        this.#join(page.bars);
      } else {
        this.#take(page.bars);
      }
    });
  }

  #covers(from, to) {
    const first = Math.min(this.#from, this.#bars.first?.from ?? Infinity);
    const end = Math.max(this.#to, this.#bars.last?.to ?? -Infinity);
    const isBegun = this.#begins && this.#bars.size > 0;
    return (first <= from || isBegun) && (this.#joined || end >= to);
  }

  #page(query) {
    const all = { interval: this.#interval.label, ...query };
    return this.#api.json(ofProduct(this.#product, "bars"), all, this.#stop.signal);
  }

  // One at a time: a page is asked for by where the loaded stretch ends.
  async #load(action) {
    while (this.#loading !== null) {
      await this.#loading;
    }
    this.#loading = this.#attempt(action);
    this.#listener.loading(true);
    await this.#loading;
    this.#loading = null;
    if (!this.#stop.signal.aborted) {
      this.#listener.loading(false);
    }
  }

  async #attempt(action) {
    try {
      await action();
      this.#listener.problem(null);
    } catch (problem) {
      if (this.#stop.signal.aborted) {
        return;
      }
      this.#listener.problem(problem);
      if (problem.isPassing) {
        this.#again(action, problem.retryAfter ?? RETRY);
      }
    }
  }

  #again(action, wait) {
    clearTimeout(this.#retry?.timer);
    const act = () => {
      clearTimeout(this.#retry?.timer);
      this.#retry = null;
      this.#load(action);
    };
    this.#retry = { act, timer: setTimeout(act, wait) };
  }

  #take(page) {
    this.#tell(this.#bars.mergePage(page));
  }

  #join(page) {
    this.#joined = true;
    this.#bars.mergePage(page);
    this.#bars.mergePage([...this.#aside.values()]);
    this.#aside.clear();
    this.#listener.bars(null);
  }

  #tell(changed) {
    if (changed.length > 0) {
      this.#listener.bars(changed);
    }
  }

  #told({ type, data }) {
    if (this.#stop.signal.aborted) {
      return;
    }
    if (type === "bars") {
      this.#live(data.bars);
    } else if (type === "product") {
      this.#listener.product(data);
      this.#checkFinal(data.handover);
    } else if (type === "signal") {
      this.#listener.signal(data);
    } else if (type === "changed") {
      this.#refresh(Date.parse(data.from), Date.parse(data.to));
    }
  }

  #live(told) {
    if (this.#joined && this.#bars.size > 0) {
      // A change of a bar that is older than what is loaded comes with its page, once somebody scrolls there.
      const first = this.#bars.first.from;
      this.#tell(this.#bars.mergeLive(told.filter((bar) => Date.parse(bar.start) >= first)));
      return;
    }
    // The first page, or those up to now, are still to come: what is newer than they will be is kept aside.
    const end = this.#bars.last?.to ?? 0;
    const isLoaded = (bar) => Date.parse(bar.start) < end && this.#bars.at(Date.parse(bar.start)) !== null;
    this.#tell(this.#bars.mergeLive(told.filter(isLoaded)));
    for (const bar of told.filter((each) => !isLoaded(each))) {
      this.#aside.delete(bar.start);
      this.#aside.set(bar.start, bar);
    }
    while (this.#aside.size > PAGE) {
      this.#aside.delete(this.#aside.keys().next().value);
    }
    if (this.#joined && !this.isLoading) {
      this.#join([]); // Nothing had been traded; this is the first bar of all.
    }
  }

  /** Forgets old bars while the reader follows what is new. */
  trim() {
    if (this.#bars.size > KEPT_WHEN_FOLLOWING) {
      this.#bars.keepLatest(KEPT_WHEN_FOLLOWING / 2);
      this.#begins = false;
      this.#from = Infinity;
      return true;
    }
    return false;
  }

  #streamOpened(resumed) {
    this.#hear();
    if (this.#hasAsked && !resumed) {
      this.#refreshFrom(this.#bars.firstProvisional ?? this.#bars.last);
    }
    this.#retry?.act();
  }

  // The stream tells each bar that became final. Should one be provisional still although it is before the hand-over, it is
  // asked for: a page that stays open for weeks must not depend on having heard everything.
  #checkFinal(handover) {
    const isLeft = () => {
      const bar = this.#bars.firstProvisional;
      return bar !== null && handover !== null && bar.to <= Date.parse(handover) ? bar : null;
    };
    if (this.#check === null && isLeft() !== null) {
      this.#check = setTimeout(() => {
        this.#check = null;
        this.#refreshFrom(isLeft());
      }, SETTLED);
    }
  }

  #refreshFrom(bar) {
    if (bar !== null) {
      this.#refresh(bar.from, Infinity);
    }
  }

  // Asks again for what is loaded of [from, to).
  #refresh(from, to) {
    this.#load(async () => {
      const { first, last } = this.#bars;
      if (first === null || from >= last.to || to <= first.from) {
        return;
      }
      const start = Math.max(from, first.from);
      const end = Math.min(to, last.to);
      const isOpen = this.#joined && to >= last.to;
      const found = [];
      let cursor = null;
      do {
        const query = { from: iso(start), to: isOpen ? null : iso(end), limit: LARGEST_PAGE, cursor };
        const page = await this.#page(query);
        found.push(...page.bars);
        cursor = page.next;
      } while (cursor !== null);
      // An interval may turn out to have had no trade at all.
      const gone = this.#bars.dropProvisionalBut(found, start, Math.min(end, last.from));
      const changed = this.#bars.mergePage(found);
      this.#listener.bars(gone ? null : changed);
    });
  }
}
