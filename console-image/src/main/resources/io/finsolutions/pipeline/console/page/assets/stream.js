// The live stream: read with fetch, because EventSource cannot send a token. It comes back by itself, and tells the server
// the last event that it has seen, so that nothing is lost in between.

import { EventReader } from "./sse.js";

// The server sends a comment every 10 s: a stream that is silent for longer than two of them is dead.
const SILENCE = 25_000;
const LONGEST_WAIT = 10_000;

export class Stream {
  #open;
  #listener;
  #stop = new AbortController();
  #wake = () => {};
  #lastEventId = null;
  #failures = 0;
  #since = null;
  #isHeard = false;

  /**
   * @param open asks for the stream: (headers, signal) → Response
   * @param listener {event({type, data}), state({open, since, retryAt, problem}), opened({resumed})}: opened comes with the
   *     first event of a connection, from which on nothing is missed
   */
  constructor(open, listener) {
    this.#open = open;
    this.#listener = listener;
  }

  start() {
    addEventListener("online", () => this.retry(), { signal: this.#stop.signal });
    document.addEventListener("visibilitychange", () => this.retry(), { signal: this.#stop.signal });
    this.#run();
  }

  /** Tries at once instead of waiting any longer. */
  retry() {
    this.#wake();
  }

  stop() {
    this.#stop.abort();
    this.#wake();
  }

  async #run() {
    while (!this.#stop.signal.aborted) {
      const problem = await this.#once();
      if (this.#stop.signal.aborted) {
        return;
      }
      this.#since ??= Date.now();
      if (problem?.status === 400 && this.#lastEventId !== null) {
        this.#lastEventId = null; // The server does not know the place any more: begin anew, and ask for what was missed.
      }
      const wait = Math.max(this.#backOff(), problem?.retryAfter ?? 0);
      this.#listener.state({ open: false, since: this.#since, retryAt: Date.now() + wait, problem });
      await this.#pause(wait);
    }
  }

  #hear(resumed) {
    if (!this.#isHeard) {
      this.#isHeard = true;
      this.#listener.opened({ resumed });
    }
  }

  // 1 s, 2 s, 4 s, … 10 s, each shorter by up to a half, so that those who lost a server together do not come back together.
  #backOff() {
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** this.#failures);
    this.#failures++;
    return wait * (0.5 + Math.random() / 2);
  }

  #pause(millis) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Reads one connection to its end. @returns what went wrong, or null if it just ended */
  async #once() {
    const connection = new AbortController();
    const end = () => connection.abort();
    this.#stop.signal.addEventListener("abort", end);
    let watchdog = null;
    try {
      const headers = { Accept: "text/event-stream" };
      if (this.#lastEventId !== null) {
        headers["Last-Event-ID"] = this.#lastEventId;
      }
      const response = await this.#open(headers, connection.signal);
      const resumed = this.#lastEventId !== null;
      this.#isHeard = false;
      this.#since = null;
      this.#listener.state({ open: true, since: null, retryAt: null, problem: null });
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      const events = new EventReader();
      for (;;) {
        clearTimeout(watchdog);
        watchdog = setTimeout(end, SILENCE);
        const { value, done } = await reader.read();
        if (done) {
          return null;
        }
        for (const event of events.read(decoder.decode(value, { stream: true }))) {
          this.#failures = 0;
          this.#hear(resumed);
          this.#listener.event({ type: event.type, data: JSON.parse(event.data) });
          this.#lastEventId = event.id ?? this.#lastEventId;
        }
      }
    } catch (problem) {
      return problem;
    } finally {
      clearTimeout(watchdog);
      connection.abort();
      this.#stop.signal.removeEventListener("abort", end);
    }
  }
}
