// The places on the axis of time: the times of the points that are drawn, in seconds since 1970, one after the other.

export class Places {
  #times = [];

  set(times) {
    this.#times = times;
  }

  add(time) {
    this.#times.push(time);
  }

  get size() {
    return this.#times.length;
  }

  at(index) {
    return this.#times[index];
  }

  /** The time of the last one; undefined if there is none. */
  get last() {
    return this.#times.at(-1);
  }

  has(time) {
    return this.#times[this.indexOf(time)] === time;
  }

  /** The first place that is not before a time. */
  indexOf(time) {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
