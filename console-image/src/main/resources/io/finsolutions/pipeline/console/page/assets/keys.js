// The keyboard. What each key does is listed once, here: the dialog of "?" shows this list.

import { element, part } from "./elements.js";

export class Keys {
  #actions = new Map();
  #dialog = part("help");

  /** @param groups [{name, keys: [{key, shown, words, act}]}] */
  constructor(groups) {
    part("help-open").addEventListener("click", () => this.help());
    part("keys").append(...groups.map((group) => this.#group(group)));
    for (const { key, act } of groups.flatMap(({ keys }) => keys)) {
      [key].flat().forEach((each) => this.#actions.set(each, act));
    }
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  help() {
    this.#dialog.showModal();
  }

  #group({ name, keys }) {
    const rows = keys.flatMap(({ key, shown, words }) => [
      element("dt", {}, ...(shown ?? [key].flat()).map((each) => element("kbd", {}, each))),
      element("dd", {}, words),
    ]);
    return element("section", {}, element("h3", {}, name), element("dl", { class: "keys" }, ...rows));
  }

  #pressed(event) {
    const isTyping = event.target.closest("input:not([type=radio]), select, textarea") !== null;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector("dialog[open]") !== null) {
      return;
    }
    const act = this.#actions.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    // Arrows belong to what is focused, where that makes something of them.
    const isTaken = event.key.startsWith("Arrow") && event.target.closest("input, #pairs-list, summary, .scroll") !== null;
    if (act !== undefined && !isTaken) {
      event.preventDefault();
      act(event);
    }
  }
}
