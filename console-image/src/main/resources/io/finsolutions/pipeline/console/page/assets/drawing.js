// Draws the bars of a feed: candles, VWAP, and volume with the part of it that was bought.

import { CandlestickSeries, HistogramSeries, LineSeries } from "./vendor/lightweight-charts.standalone.production.mjs";
import { fractionDigits, grouped } from "./decimal.js";
import { bought, candle, pause, seconds, traded, vwap } from "./points.js";

// Above this it is quicker to set all points anew than to update each.
const MANY = 40;
// The library counts in steps of a price, and floats have no more digits for prices of thousands.
const MOST_DIGITS = 10;

function volumeOnAxis(volume) {
  const unit = volume >= 1e6 ? [1e6, "M"] : volume >= 1e4 ? [1e3, "K"] : [1, ""];
  return String(Number((volume / unit[0]).toPrecision(3))) + unit[1];
}

export class Drawing {
  #places;
  #drawn;
  #candles;
  #vwap;
  #traded;
  #bought;
  #colours = null;
  #feed = null;
  #isJoined = false;
  #bars = null;
  #interval = null;
  #digits = -1;
  #pending = new Map();
  #pendingAll = false;
  #frame = null;

  /**
   * @param chart of the library
   * @param places where what is drawn has its places
   * @param drawn is told whether all was drawn anew, or some bars only
   */
  constructor(chart, places, drawn) {
    this.#places = places;
    this.#drawn = drawn;
    const quiet = { lastValueVisible: false, priceLineVisible: false };
    this.#candles = chart.addSeries(CandlestickSeries, { priceLineStyle: 1 });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.08 } });
    this.#vwap = chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, crosshairMarkerVisible: false });
    const volume = { ...quiet, priceFormat: { type: "custom", minMove: 1e-8, formatter: volumeOnAxis } };
    this.#traded = chart.addSeries(HistogramSeries, volume, 1);
    this.#bought = chart.addSeries(HistogramSeries, volume, 1);
    this.#traded.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0 } });
  }

  /** The series of the candles, for what is drawn upon it. */
  get candles() {
    return this.#candles;
  }

  /** The bars; null before the first feed. */
  get bars() {
    return this.#bars;
  }

  /** The interval of the bars; null before the first feed. */
  get interval() {
    return this.#interval;
  }

  /** Whether what was drawn last ends with what is newest. */
  get isJoined() {
    return this.#isJoined;
  }

  /** Draws the bars of another feed. */
  show(feed) {
    this.#feed = feed;
    this.#bars = feed.bars;
    this.#interval = feed.interval;
    this.#digits = -1;
    this.#drawAll();
  }

  /** Draws what changed with the next frame; everything if it is not known what. */
  changed(bars) {
    if (bars === null || this.#pending.size + bars.length > MANY) {
      this.#pendingAll = true;
    } else {
      bars.forEach((bar) => this.#pending.set(bar.from, bar));
    }
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  /** Draws at once what the next frame would have. */
  flush() {
    if (this.#frame !== null) {
      cancelAnimationFrame(this.#frame);
      this.#draw();
    }
  }

  recolour(colours) {
    this.#colours = colours;
    this.#vwap.applyOptions({ color: colours.accent });
    this.#candles.applyOptions({ priceLineColor: colours.muted });
    if (this.#bars !== null) {
      this.#drawAll();
    }
  }

  #draw() {
    this.#frame = null;
    const changed = [...this.#pending.values()].sort((a, b) => a.from - b.from);
    this.#pending.clear();
    if (this.#pendingAll || !changed.every((bar) => this.#isPlaced(bar))) {
      this.#drawAll();
      return;
    }
    changed.forEach((bar) => this.#update(bar));
    this.#drawn(false);
  }

  // Whether a bar has its point, or belongs behind the last one.
  #isPlaced(bar) {
    const time = seconds(bar);
    return this.#places.size > 0 && (time > this.#places.last || this.#places.has(time));
  }

  #update(bar) {
    const time = seconds(bar);
    const last = this.#places.last;
    if (time > last) {
      for (const empty of pause(last, bar, this.#interval.millis / 1000)) {
        this.#candles.update(empty);
        this.#places.add(empty.time);
      }
      this.#places.add(time);
    }
    const isOld = time < last;
    this.#candles.update(candle(bar, this.#colours), isOld);
    this.#vwap.update(vwap(bar), isOld);
    this.#traded.update(traded(bar, this.#colours), isOld);
    this.#bought.update(bought(bar, this.#colours), isOld);
  }

  #drawAll() {
    this.#pendingAll = false;
    this.#pending.clear();
    const bars = this.#bars.all;
    const step = this.#interval.millis / 1000;
    const points = [];
    for (const bar of bars) {
      if (points.length > 0) {
        points.push(...pause(points.at(-1).time, bar, step));
      }
      points.push(candle(bar, this.#colours));
    }
    this.#places.set(points.map((point) => point.time));
    this.#isJoined = this.#feed.isJoined;
    this.#precision();
    this.#candles.setData(points);
    this.#vwap.setData(bars.map(vwap));
    this.#traded.setData(bars.map((bar) => traded(bar, this.#colours)));
    this.#bought.setData(bars.map((bar) => bought(bar, this.#colours)));
    this.#drawn(true);
  }

  // As many digits as the prices have.
  #precision() {
    let digits = 2;
    for (const bar of this.#bars.all.slice(-200)) {
      digits = Math.max(digits, fractionDigits(bar.close), fractionDigits(bar.high), fractionDigits(bar.low));
    }
    digits = Math.min(digits, MOST_DIGITS);
    if (digits !== this.#digits) {
      this.#digits = digits;
      const priceFormat = {
        type: "custom",
        minMove: 10 ** -digits,
        formatter: (price) => grouped(price.toFixed(digits)),
      };
      this.#candles.applyOptions({ priceFormat });
      this.#vwap.applyOptions({ priceFormat });
    }
  }
}
