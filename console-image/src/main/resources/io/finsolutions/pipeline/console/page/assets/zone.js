// The switch between UTC and the reader's own time.

import { useLocalTime, zoneName } from "./clock.js";
import { part, say } from "./elements.js";
import { Preference } from "./preference.js";

export class Zone extends EventTarget {
  #choice = new Preference("time", ["utc", "local"]);
  #button = part("zone");

  constructor() {
    super();
    this.#choice.addEventListener("change", () => this.#apply());
    this.#button.addEventListener("click", () => this.turn());
    this.#apply();
  }

  turn() {
    this.#choice.turn();
  }

  #apply() {
    const local = this.#choice.value === "local";
    useLocalTime(local);
    say(this.#button, zoneName());
    this.#button.title = (local ? "Times are in your zone. Switch to UTC" : "Times are in UTC. Switch to your zone") + " (L)";
    this.dispatchEvent(new Event("change"));
  }
}
