// A row of radio buttons of which one is chosen.

import { element, part } from "./elements.js";

export class Choice extends EventTarget {
  #inputs = new Map();

  /** @param options {value, shown, title} each */
  constructor(id, name, options) {
    super();
    const place = part(id);
    for (const { value, shown, title } of options) {
      const input = element("input", { type: "radio", name, value });
      input.addEventListener("change", () => this.dispatchEvent(new CustomEvent("pick", { detail: value })));
      this.#inputs.set(value, input);
      place.append(element("label", { title }, input, element("span", {}, shown)));
    }
  }

  choose(value) {
    this.#inputs.get(value).checked = true;
  }
}
