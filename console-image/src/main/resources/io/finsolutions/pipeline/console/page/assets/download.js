// The bars in sight as a file. Asked for with fetch, because a link cannot carry a token; in parts, because the API answers
// at most so many bars at once.

import { ofProduct } from "./api.js";
import { iso } from "./clock.js";
import { part, say } from "./elements.js";

const LARGEST_PAGE = 10_000;

/** The halves-open stretches of at most so many intervals that make up [from, to). */
function parts(from, to, step) {
  const size = LARGEST_PAGE * step;
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count }, (_, i) => ({ from: from + i * size, to: Math.min(to, from + (i + 1) * size) }));
}

function asFile(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export class Download {
  #api;
  #whatIsShown;
  #menu = part("download");
  #state = part("download-state");

  /** @param whatIsShown tells {product, interval, from, to}, or null */
  constructor(api, whatIsShown) {
    this.#api = api;
    this.#whatIsShown = whatIsShown;
    part("download-csv").addEventListener("click", () => this.#save("csv"));
    part("download-json").addEventListener("click", () => this.#save("json"));
    document.addEventListener("click", (event) => {
      if (!this.#menu.contains(event.target)) {
        this.#menu.open = false;
      }
    });
    this.#menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.#menu.open = false;
        this.#menu.querySelector("summary").focus();
      }
    });
  }

  open() {
    this.#menu.open = true;
    part("download-csv").focus();
  }

  async #save(format) {
    const shown = this.#whatIsShown();
    if (shown === null) {
      say(this.#state, "There is nothing in sight to download.");
      return;
    }
    const { product, interval, from, to } = shown;
    const query = { interval: interval.label, format, limit: LARGEST_PAGE };
    try {
      const pieces = [];
      for (const stretch of parts(from, to, interval.millis)) {
        say(this.#state, "Loading bars of " + iso(stretch.from) + " …");
        const response = await this.#api.response(ofProduct(product, "bars"), { ...query, from: iso(stretch.from), to: iso(stretch.to) });
        pieces.push(format === "csv" ? await response.text() : await response.json());
      }
      const name = [product, interval.label, iso(from), iso(to)].join("_").replaceAll(":", "") + "." + format;
      if (format === "csv") {
        const later = pieces.slice(1).map((piece) => piece.slice(piece.indexOf("\n") + 1));
        asFile(pieces[0] + later.join(""), "text/csv", name);
      } else {
        const whole = { ...pieces[0], bars: pieces.flatMap((piece) => piece.bars), next: null };
        asFile(JSON.stringify(whole, null, 1) + "\n", "application/json", name);
      }
      say(this.#state, "Saved as " + name + ".");
      this.#menu.open = false;
    } catch (problem) {
      say(this.#state, problem.message + " Try again.");
    }
  }
}
