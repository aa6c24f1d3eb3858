// What part of the bars is in sight: brings a stretch of time onto the screen, keeps to it while its bars arrive, and
// follows what is newest.

const CANDLES_AT_FIRST = 140;
const FEWEST = 40;
// So little of a candle, in its own widths, is not in sight.
const SLIVER = 0.01;

/** Places that are left free behind the newest candle. */
export const SPACE_AT_RIGHT = 6;

export class Sight {
  #place;
  #scale;
  #places;
  #drawing;
  #wanted = null;
  #follows = true;

  /**
   * @param place the element that the chart fills
   * @param scale the library's axis of time
   */
  constructor(place, scale, places, drawing) {
    this.#place = place;
    this.#scale = scale;
    this.#places = places;
    this.#drawing = drawing;
  }

  /** {from, to} in milliseconds and whether it ends with what is newest; null if nothing is in sight. */
  get stretch() {
    const range = this.#scale.getVisibleLogicalRange();
    if (range === null || this.#places.size === 0) {
      return null;
    }
    // A candle reaches from half a place before its own to half a place behind it.
    const last = this.#places.size - 1;
    const first = Math.max(0, Math.floor(range.from + 0.5 + SLIVER));
    const end = Math.min(last, Math.ceil(range.to - 0.5 - SLIVER));
    if (first > last || end < 0) {
      return null;
    }
    return {
      from: this.#places.at(first) * 1000,
      to: this.#places.at(end) * 1000 + this.#drawing.interval.millis,
      isNewest: this.#drawing.isJoined && range.to >= last - 0.5,
      left: range.from,
      right: last - range.to,
      width: range.to - range.from,
    };
  }

  /** @param wanted {from, to} in milliseconds, or {span} up to what is newest; of null, what can be read */
  look(wanted) {
    this.#wanted = wanted;
    this.#followNew(wanted.to === undefined);
    this.#drawing.flush();
    this.arrange();
  }

  /** What was asked for holds no more: a hand is on the chart. */
  release() {
    this.#wanted = null;
  }

  scroll(candles) {
    this.release();
    this.#scale.scrollToPosition(Math.min(SPACE_AT_RIGHT, this.#scale.scrollPosition() + candles), false);
  }

  /** Zooms about the right end. */
  zoom(factor) {
    this.release();
    const range = this.#scale.getVisibleLogicalRange();
    if (range !== null) {
      const right = Math.min(range.to, this.#places.size - 1 + SPACE_AT_RIGHT);
      this.#scale.setVisibleLogicalRange({ from: right - (right - range.from) * factor, to: right });
    }
  }

  /** Keeps to the range that was asked for while its bars still arrive; a hand on the chart ends that. */
  arrange() {
    if (this.#wanted === null || this.#places.size === 0) {
      return;
    }
    const { from, to, span } = this.#wanted;
    const newest = this.#places.size - 1 + SPACE_AT_RIGHT;
    if (to !== undefined) {
      this.#show(this.#places.indexOf(from / 1000) - 0.5, this.#places.indexOf(to / 1000) - 0.5);
    } else if (span === null) {
      this.#show(newest - this.#fitting(), newest);
    } else {
      this.#show(this.#places.indexOf(this.#places.last - span / 1000) - 0.5, newest);
    }
  }

  /** Follows what is newest for as long as that is where the hand has left it. */
  moved() {
    if (this.#wanted === null) {
      this.#followNew(this.stretch?.isNewest ?? true);
    }
  }

  #show(from, to) {
    if (to > from) {
      this.#scale.setVisibleLogicalRange({ from, to });
    }
  }

  // Whether the screen moves on as bars are added behind those in sight, or stays where it is.
  #followNew(follows) {
    if (this.#follows !== follows) {
      this.#follows = follows;
      this.#scale.applyOptions({ shiftVisibleRangeOnNewBar: follows });
    }
  }

  // How many candles can be told apart in the width that there is.
  #fitting() {
    const width = this.#scale.width() || this.#place.clientWidth;
    return Math.max(FEWEST, Math.min(CANDLES_AT_FIRST, Math.round(width / 7), this.#places.size + SPACE_AT_RIGHT));
  }
}
