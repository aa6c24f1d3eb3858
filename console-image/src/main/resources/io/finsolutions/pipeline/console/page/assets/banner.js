// Says plainly what is wrong with what is on the screen, since when, and what happens about it. The worst thing only.

import { lastingAbout, moment, now } from "./clock.js";
import { part, say } from "./elements.js";

// A connection that is back this soon was not worth a word.
const PATIENCE = 1500;

function gone({ open, since, retryAt, problem }) {
  if (open || since === null || Date.now() - since < PATIENCE) {
    return null;
  }
  const seconds = Math.ceil((retryAt - Date.now()) / 1000);
  const again = seconds > 0 ? "Trying again in " + seconds + " s." : "Trying again now.";
  if (problem !== null && problem.status === 403) {
    return { tone: "bad", words: "This access token may not look at this. " + problem.message, action: "retry" };
  }
  if (problem !== null && problem.status > 0) {
    return { tone: "bad", words: problem.message + " Since " + moment(since) + ". " + again, action: "retry" };
  }
  return {
    tone: "bad",
    words: "The console does not answer since " + moment(since) + ". What you see is as it was then. " + again,
    action: "retry",
  };
}

/** What the server says in a sentence of its own, with an end to it. */
function sentence(text) {
  return /[.!?]$/.test(text) ? text : text + ".";
}

function notFresh(product) {
  const at = (time) => (time === null ? "" : moment(Date.parse(time)));
  switch (product?.state) {
    case "down":
      return { tone: "bad", words: product.product + " is down. " + sentence(product.reason ?? "Its rows cannot be read") + " What you see is the last that was known; it comes back by itself." };
    case "stale": {
      const age = product.latest_row_at === null ? "" : " That is " + lastingAbout(now() - Date.parse(product.latest_row_at)) + " ago. New rows appear here by themselves.";
      return {
        tone: "bad",
        words: product.product + " is stale. " + sentence(product.reason ?? "Nothing new is counted") + age,
      };
    }
    case "replayed":
      return {
        tone: "warn",
        words: "A replay: these are trades of " + at(product.latest_trade_at) + ", not of now.",
      };
    case "empty":
      return { tone: "calm", words: "Waiting for the first trade of " + product.product + ". It appears here by itself." };
    default:
      return null;
  }
}

export class Banner {
  #place = part("banner");
  #words = part("banner-words");
  #button = part("banner-retry");
  #stream = { open: true, since: null };
  #product = null;
  #problem = null;

  constructor(retry) {
    this.#button.addEventListener("click", retry);
  }

  stream(state) {
    this.#stream = state;
    this.refresh();
  }

  product(product) {
    this.#product = product;
    this.refresh();
  }

  /** Something else that could not be had, or null. */
  problem(problem) {
    this.#problem = problem;
    this.refresh();
  }

  /** Ages and waits go on without news. */
  refresh() {
    const failed = this.#problem === null ? null : { tone: "bad", words: this.#problem.message };
    // A stream may be refused because the pair is down: then that is what is wrong.
    const isDown = this.#product?.state === "down";
    const told = (isDown ? null : gone(this.#stream)) ?? notFresh(this.#product) ?? failed;
    this.#place.hidden = told === null;
    document.body.classList.toggle("not-fresh", told !== null && told.tone === "bad");
    if (told === null) {
      say(this.#words, "");
      return;
    }
    this.#place.dataset.tone = told.tone;
    say(this.#words, told.words.trim());
    this.#button.hidden = told.action === undefined;
  }
}
