// A choice of the reader that outlasts the page: it stands in the address, and in the browser's storage for the next visit.

export class Preference extends EventTarget {
  #name;
  #values;
  #value;

  /** @param values what can be chosen; the first is the default */
  constructor(name, values) {
    super();
    this.#name = name;
    this.#values = values;
    const found = new URLSearchParams(location.search).get(name) ?? this.#stored();
    this.#value = values.includes(found) ? found : values[0];
  }

  get value() {
    return this.#value;
  }

  /** The next value, and after the last the first again. */
  turn() {
    this.choose(this.#values[(this.#values.indexOf(this.#value) + 1) % this.#values.length]);
  }

  choose(value) {
    this.#value = value;
    const address = new URL(location.href);
    if (value === this.#values[0]) {
      address.searchParams.delete(this.#name);
    } else {
      address.searchParams.set(this.#name, value);
    }
    history.replaceState(null, "", address.href.replaceAll("%2F", "/").replaceAll("%3A", ":"));
    try {
      localStorage.setItem(this.#name, value);
    } catch {
      // Without storage the choice still stands in the address.
    }
    this.dispatchEvent(new Event("change"));
  }

  #stored() {
    try {
      return localStorage.getItem(this.#name);
    } catch {
      return null;
    }
  }
}
