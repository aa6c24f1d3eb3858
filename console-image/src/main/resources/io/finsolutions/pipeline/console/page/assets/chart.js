// The chart: candles, VWAP, and volume with the part of it that was bought. Draws the bars of a feed and tells what part of
// them is in sight.

import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineSeries,
} from "./vendor/lightweight-charts.standalone.production.mjs";
import { exact, tick } from "./axis.js";
import { Boundary } from "./boundary.js";
import { moment } from "./clock.js";
import { fractionDigits, grouped } from "./decimal.js";
import { palette } from "./palette.js";
import { bought, candle, pause, seconds, traded, vwap } from "./points.js";

// Above this it is quicker to set all points anew than to update each.
const MANY = 40;
const CANDLES_AT_FIRST = 140;
const FEWEST = 40;
const SPACE_AT_RIGHT = 6;
// The library counts in steps of a price, and floats have no more digits for prices of thousands.
const MOST_DIGITS = 10;
// So little of a candle, in its own widths, is not in sight.
const SLIVER = 0.01;

function volumeOnAxis(volume) {
  const unit = volume >= 1e6 ? [1e6, "M"] : volume >= 1e4 ? [1e3, "K"] : [1, ""];
  return String(Number((volume / unit[0]).toPrecision(3))) + unit[1];
}

export class Chart extends EventTarget {
  #place;
  #chart;
  #candles;
  #vwap;
  #traded;
  #bought;
  #markers;
  #boundary;
  #colours = palette();
  #feed = null;
  #isJoined = false;
  #follows = true;
  #bars = null;
  #interval = null;
  #times = [];
  #firstProvisional = null;
  #handover = null;
  #digits = -1;
  #pending = new Map();
  #pendingAll = false;
  #frame = null;
  #signals = [];
  #wanted = null;
  #hovered = null;

  /** @param place the element that it fills */
  constructor(place) {
    super();
    this.#place = place;
    // The library's own logo would add a style element, against the content security policy; the page shows the attribution.
    this.#chart = createChart(place, { autoSize: true, layout: { attributionLogo: false }, handleScroll: { vertTouchDrag: false } });
    this.#addSeries();
    this.#boundary = new Boundary(() => this.#whereFinalEnds());
    this.#candles.attachPrimitive(this.#boundary);
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.recolour();
    this.#chart.panes()[1].setStretchFactor(0.26);
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#moved());
    this.#chart.timeScale().subscribeSizeChange(() => this.#arrange());
    this.#chart.subscribeCrosshairMove((event) => this.#crosshair(event));
    for (const gesture of ["wheel", "pointerdown", "touchstart"]) {
      place.addEventListener(gesture, () => (this.#wanted = null), { passive: true });
    }
  }

  /** Draws the bars of another feed. */
  show(feed) {
    const { bars, interval } = feed;
    this.#feed = feed;
    this.#bars = bars;
    this.#interval = interval;
    this.#times = [];
    this.#digits = -1;
    this.#handover = null;
    this.#signals = [];
    this.#wanted = null;
    this.#chart.applyOptions({
      timeScale: { secondsVisible: interval.millis < 60_000, timeVisible: interval.millis < 86_400_000 },
    });
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

  /** Where what is final ends, as the pipeline says; or null. */
  finalUntil(handover) {
    if (this.#handover !== handover) {
      this.#handover = handover;
      this.#boundary.refresh();
    }
  }

  /** Marks where a signal turned to buy or sell. */
  signals(signals) {
    this.#signals = signals;
    this.#mark();
  }

  /** Shows a stretch of time. */
  lookAt(from, to) {
    this.#look({ from, to });
  }

  /** Shows what is newest and follows it; as far back as told, or with candles of a size that can be read. */
  follow(span = null) {
    this.#look({ span });
  }

  /** What is in sight: {from, to} in milliseconds and whether it ends with what is newest; null if nothing is. */
  get sight() {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    if (range === null || this.#times.length === 0) {
      return null;
    }
    // A candle reaches from half a place before its own to half a place behind it.
    const last = this.#times.length - 1;
    const first = Math.max(0, Math.floor(range.from + 0.5 + SLIVER));
    const end = Math.min(last, Math.ceil(range.to - 0.5 - SLIVER));
    if (first > last || end < 0) {
      return null;
    }
    return {
      from: this.#times[first] * 1000,
      to: this.#times[end] * 1000 + this.#interval.millis,
      isNewest: this.#isJoined && range.to >= last - 0.5,
      left: range.from,
      right: last - range.to,
      width: range.to - range.from,
    };
  }

  scroll(candles) {
    this.#wanted = null;
    const scale = this.#chart.timeScale();
    scale.scrollToPosition(Math.min(SPACE_AT_RIGHT, scale.scrollPosition() + candles), false);
  }

  /** Zooms about the right end. */
  zoom(factor) {
    this.#wanted = null;
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range !== null) {
      const right = Math.min(range.to, this.#times.length - 1 + SPACE_AT_RIGHT);
      scale.setVisibleLogicalRange({ from: right - (right - range.from) * factor, to: right });
    }
  }

  /** Moves the crosshair by so many bars, to the newest in sight at first. @returns the bar, or null */
  point(by) {
    const sight = this.sight;
    const seen = sight === null ? [] : this.#bars.between(sight.from, sight.to);
    if (seen.length === 0) {
      return null;
    }
    const held = this.#hovered === null ? -1 : seen.findIndex((bar) => bar.from === this.#hovered.from);
    const index = held < 0 ? seen.length - 1 : Math.min(seen.length - 1, Math.max(0, held + by));
    if (held >= 0 && index === held) {
      this.scroll(by); // At the edge the chart moves on under the crosshair.
    }
    const bar = seen[index];
    this.#chart.setCrosshairPosition(Number(bar.close), seconds(bar), this.#candles);
    this.#hover(bar);
    return bar;
  }

  unpoint() {
    this.#chart.clearCrosshairPosition();
    this.#hover(null);
  }

  /** Takes the colours of the theme, and the zone of the reader, anew. */
  recolour() {
    const colours = palette();
    const { fontFamily } = getComputedStyle(document.body);
    const fontSize = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.72);
    this.#colours = colours;
    this.#chart.applyOptions({
      layout: {
        background: { color: colours.surface },
        textColor: colours.muted,
        fontFamily,
        fontSize,
        panes: { separatorColor: colours.line, separatorHoverColor: colours.grid },
      },
      grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
      crosshair: {
        mode: CrosshairMode.Normal,
        vertLine: { color: colours.muted, labelBackgroundColor: colours.accent },
        horzLine: { color: colours.muted, labelBackgroundColor: colours.accent },
      },
      rightPriceScale: { borderColor: colours.line, minimumWidth: 72 },
      timeScale: {
        borderColor: colours.line,
        rightOffset: SPACE_AT_RIGHT,
        minBarSpacing: 0.2,
        maxBarSpacing: 48,
        ignoreWhitespaceIndices: false,
        tickMarkFormatter: tick,
      },
      localization: { timeFormatter: (time) => exact(time, this.#interval?.millis ?? 0) },
    });
    this.#vwap.applyOptions({ color: colours.accent });
    this.#candles.applyOptions({ priceLineColor: colours.muted });
    this.#boundary.recolour(colours, fontSize + "px " + fontFamily);
    if (this.#bars !== null) {
      this.#drawAll();
    }
  }

  #addSeries() {
    const quiet = { lastValueVisible: false, priceLineVisible: false };
    this.#candles = this.#chart.addSeries(CandlestickSeries, { priceLineStyle: 1 });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.08 } });
    this.#vwap = this.#chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, crosshairMarkerVisible: false });
    const volume = { ...quiet, priceFormat: { type: "custom", minMove: 1e-8, formatter: volumeOnAxis } };
    this.#traded = this.#chart.addSeries(HistogramSeries, volume, 1);
    this.#bought = this.#chart.addSeries(HistogramSeries, volume, 1);
    this.#traded.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0 } });
  }

  #flush() {
    if (this.#frame !== null) {
      cancelAnimationFrame(this.#frame);
      this.#draw();
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
    this.#afterDrawing();
  }

  // Whether a bar has its point, or belongs behind the last one.
  #isPlaced(bar) {
    const time = seconds(bar);
    return this.#times.length > 0 && (time > this.#times.at(-1) || this.#times[this.#indexOf(time)] === time);
  }

  #update(bar) {
    const time = seconds(bar);
    const last = this.#times.at(-1);
    if (time > last) {
      for (const empty of pause(last, bar, this.#interval.millis / 1000)) {
        this.#candles.update(empty);
        this.#times.push(empty.time);
      }
      this.#times.push(time);
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
    this.#times = points.map((point) => point.time);
    this.#isJoined = this.#feed.isJoined;
    this.#precision();
    this.#candles.setData(points);
    this.#vwap.setData(bars.map(vwap));
    this.#traded.setData(bars.map((bar) => traded(bar, this.#colours)));
    this.#bought.setData(bars.map((bar) => bought(bar, this.#colours)));
    this.#mark();
    this.#arrange();
    this.#afterDrawing();
  }

  #afterDrawing() {
    this.#firstProvisional = this.#bars.firstProvisional;
    this.#boundary.refresh();
    if (this.#hovered !== null) {
      this.#hover(this.#bars.at(this.#hovered.from));
    }
    this.#moved();
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

  #mark() {
    const step = (this.#interval?.millis ?? 0) / 1000;
    const markers = [];
    let before = null;
    for (const { time, action } of this.#signals) {
      // Judged at the end of a bar: it stands with that bar.
      const at = Date.parse(time) / 1000 - step;
      if (action !== before && action !== "hold" && before !== null && this.#times[this.#indexOf(at)] === at) {
        const buys = action === "buy";
        markers.push({
          time: at,
          position: buys ? "belowBar" : "aboveBar",
          shape: buys ? "arrowUp" : "arrowDown",
          color: this.#colours[buys ? "up" : "down"],
          size: 0.8,
        });
      }
      before = action;
    }
    this.#markers.setMarkers(markers);
  }

  // Keeps to the range that was asked for while its bars still arrive; a hand on the chart ends that.
  #arrange() {
    if (this.#wanted === null || this.#times.length === 0) {
      return;
    }
    const { from, to, span } = this.#wanted;
    const newest = this.#times.length - 1 + SPACE_AT_RIGHT;
    if (to !== undefined) {
      this.#show(this.#indexOf(from / 1000) - 0.5, this.#indexOf(to / 1000) - 0.5);
    } else if (span === null) {
      this.#show(newest - this.#fitting(), newest);
    } else {
      this.#show(this.#indexOf(this.#times.at(-1) - span / 1000) - 0.5, newest);
    }
  }

  #show(from, to) {
    if (to > from) {
      this.#chart.timeScale().setVisibleLogicalRange({ from, to });
    }
  }

  // Whether the screen moves on as bars are added behind those in sight, or stays where it is.
  #followNew(follows) {
    if (this.#follows !== follows) {
      this.#follows = follows;
      this.#chart.timeScale().applyOptions({ shiftVisibleRangeOnNewBar: follows });
    }
  }

  #look(wanted) {
    this.#wanted = wanted;
    this.#followNew(wanted.to === undefined);
    this.#flush();
    this.#arrange();
  }

  // How many candles can be told apart in the width that there is.
  #fitting() {
    const width = this.#chart.timeScale().width() || this.#place.clientWidth;
    return Math.max(FEWEST, Math.min(CANDLES_AT_FIRST, Math.round(width / 7), this.#times.length + SPACE_AT_RIGHT));
  }

  #whereFinalEnds() {
    if (this.#firstProvisional === null) {
      return null;
    }
    const label = this.#handover === null ? null : "final until " + moment(this.#handover);
    return { index: this.#indexOf(seconds(this.#firstProvisional)), label };
  }

  #moved() {
    if (this.#wanted === null) {
      this.#followNew(this.sight?.isNewest ?? true);
    }
    this.dispatchEvent(new Event("move"));
    if (this.#hovered === null) {
      this.#hover(null);
    }
  }

  #crosshair({ time, sourceEvent }) {
    // Without a source it was set from the keyboard, which has told the bar already.
    if (sourceEvent !== undefined || time === undefined) {
      this.#hover(time === undefined || this.#bars === null ? null : this.#bars.at(time * 1000));
    }
  }

  #hover(bar) {
    this.#hovered = bar;
    this.dispatchEvent(new CustomEvent("hover", { detail: bar }));
  }

  #indexOf(time) {
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
