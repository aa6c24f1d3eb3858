// What the signal says, how sure it is, why, and by which formula.

import { moment, shortMoment } from "./clock.js";
import { grouped } from "./decimal.js";
import { element, part, say } from "./elements.js";

const WORDS = { buy: "Buy", sell: "Sell", hold: "Hold" };
const SHAPES = { buy: "▲", sell: "▼", hold: "■" };
const TURNS_SHOWN = 6;
// The first says what decided; those behind it stand with the figures.
const REASONS_SHOWN = 3;
const NOTICE = "Computed from past prices and volumes. Not advice.";

/** Those signals at which the action became another one, newest first. */
function turns(signals) {
  return signals.filter((signal, i) => i > 0 && signals[i - 1].action !== signal.action).reverse();
}

export class SignalPanel {
  #place = part("signal");

  /**
   * @param current the signal of now, or null
   * @param signals those before it, ascending by time
   * @param interval the interval it is judged by
   */
  show(current, signals, interval, notice = NOTICE) {
    const at = (name) => this.#place.querySelector("." + name);
    this.#place.dataset.action = current?.action ?? "none";
    say(at("action"), current === null ? "No signal" : WORDS[current.action]);
    say(at("shape"), current === null ? "" : SHAPES[current.action]);
    say(at("notice"), notice);
    this.#confidence(at("confidence"), current);
    say(at("judged"), current === null ? "" : "judged by bars of " + interval.words + ", at " + moment(Date.parse(current.time)));
    const reasons = current?.reasons ?? ["It needs bars of " + interval.words + " to judge by. It comes by itself."];
    at("reasons").replaceChildren(...listed(reasons.slice(0, REASONS_SHOWN)));
    at("more-reasons").replaceChildren(...listed(reasons.slice(REASONS_SHOWN)));
    at("working").hidden = current === null;
    if (current !== null) {
      say(at("formula"), current.formula);
      at("inputs").replaceChildren(...inputs(current.inputs));
    }
    const turned = turns(signals).slice(0, TURNS_SHOWN);
    at("turned").hidden = turned.length === 0;
    at("turns").replaceChildren(
      ...turned.map((signal) =>
        element(
          "li",
          { "data-action": signal.action },
          element("span", { class: "shape", "aria-hidden": "true" }, SHAPES[signal.action]),
          element("b", {}, WORDS[signal.action]),
          element("span", { class: "number" }, shortMoment(Date.parse(signal.time))),
        ),
      ),
    );
  }

  #confidence(place, current) {
    const confidence = current === null ? 0 : Number(current.confidence);
    place.hidden = current === null;
    place.querySelector("meter").value = confidence;
    say(place.querySelector("b"), Math.round(confidence * 100) + " %");
  }
}

function listed(reasons) {
  return reasons.map((reason) => element("li", {}, reason));
}

function inputs(values) {
  return Object.entries(values).flatMap(([name, value]) => [
    element("dt", {}, name),
    element("dd", { class: "number" }, grouped(value)),
  ]);
}
