// Dark, light, or as the system is.

import { Preference } from "./preference.js";
import { part, say } from "./elements.js";

const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const NAMES = { system: "as the system is", dark: "dark", light: "light" };

export class Theme extends EventTarget {
  #choice = new Preference("theme", ["system", "dark", "light"]);
  #button = part("theme");

  constructor() {
    super();
    this.#choice.addEventListener("change", () => this.#apply());
    SYSTEM.addEventListener("change", () => this.#apply());
    this.#button.addEventListener("click", () => this.turn());
    this.#apply();
  }

  /** To the other one of dark and light; back to the system's where that is the same. */
  turn() {
    const other = this.#isDark() ? "light" : "dark";
    this.#choice.choose((other === "dark") === SYSTEM.matches ? "system" : other);
  }

  #isDark() {
    return this.#choice.value === "system" ? SYSTEM.matches : this.#choice.value === "dark";
  }

  #apply() {
    const root = document.documentElement;
    if (this.#choice.value === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = this.#choice.value;
    }
    const next = this.#isDark() ? "light" : "dark";
    this.#button.title = "Theme: " + NAMES[this.#choice.value] + ". Switch to " + next + " (D)";
    say(part("theme-name"), "Switch to " + next);
    this.dispatchEvent(new Event("change"));
  }
}
