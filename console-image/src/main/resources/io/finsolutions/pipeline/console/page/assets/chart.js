// The chart: puts together what is drawn, what part of it is in sight, and the crosshair, and tells what becomes of them.

import { createChart } from "./vendor/lightweight-charts.standalone.production.mjs";
import { appearance, font } from "./appearance.js";
import { Boundary } from "./boundary.js";
import { moment } from "./clock.js";
import { Drawing } from "./drawing.js";
import { palette } from "./palette.js";
import { Places } from "./places.js";
import { seconds } from "./points.js";
import { Sight } from "./sight.js";
import { Turns } from "./turns.js";

export class Chart extends EventTarget {
  #chart;
  #places = new Places();
  #drawing;
  #sight;
  #turns;
  #boundary;
  #firstProvisional = null;
  #handover = null;
  #hovered = null;

  /** @param place the element that it fills */
  constructor(place) {
    super();
    // The library's own logo would add a style element, against the content security policy; the page shows the attribution.
    this.#chart = createChart(place, { autoSize: true, layout: { attributionLogo: false }, handleScroll: { vertTouchDrag: false } });
    this.#drawing = new Drawing(this.#chart, this.#places, (anew) => this.#drawn(anew));
    this.#sight = new Sight(place, this.#chart.timeScale(), this.#places, this.#drawing);
    this.#boundary = new Boundary(() => this.#whereFinalEnds());
    this.#drawing.candles.attachPrimitive(this.#boundary);
    this.#turns = new Turns(this.#places, this.#drawing);
    this.recolour();
    this.#chart.panes()[1].setStretchFactor(0.26);
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#moved());
    this.#chart.timeScale().subscribeSizeChange(() => this.#sight.arrange());
    this.#chart.subscribeCrosshairMove((event) => this.#crosshair(event));
    for (const gesture of ["wheel", "pointerdown", "touchstart"]) {
      place.addEventListener(gesture, () => this.#sight.release(), { passive: true });
    }
  }

  /** Draws the bars of another feed. */
  show(feed) {
    const { millis } = feed.interval;
    this.#handover = null;
    this.#turns.set([]);
    this.#sight.release();
    this.#places.set([]);
    this.#chart.applyOptions({ timeScale: { secondsVisible: millis < 60_000, timeVisible: millis < 86_400_000 } });
    this.#drawing.show(feed);
  }

  /** Draws what changed with the next frame; everything if it is not known what. */
  changed(bars) {
    this.#drawing.changed(bars);
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
    this.#turns.set(signals);
    this.#turns.refresh();
  }

  /** Shows a stretch of time. */
  lookAt(from, to) {
    this.#sight.look({ from, to });
  }

  /** Shows what is newest and follows it; as far back as told, or with candles of a size that can be read. */
  follow(span = null) {
    this.#sight.look({ span });
  }

  /** What is in sight: {from, to} in milliseconds and whether it ends with what is newest; null if nothing is. */
  get sight() {
    return this.#sight.stretch;
  }

  scroll(candles) {
    this.#sight.scroll(candles);
  }

  /** Zooms about the right end. */
  zoom(factor) {
    this.#sight.zoom(factor);
  }

  /** Moves the crosshair by so many bars, to the newest in sight at first. @returns the bar, or null */
  point(by) {
    const sight = this.sight;
    const seen = sight === null ? [] : this.#drawing.bars.between(sight.from, sight.to);
    if (seen.length === 0) {
      return null;
    }
    const held = this.#hovered === null ? -1 : seen.findIndex((bar) => bar.from === this.#hovered.from);
    const index = held < 0 ? seen.length - 1 : Math.min(seen.length - 1, Math.max(0, held + by));
    if (held >= 0 && index === held) {
      this.scroll(by); // At the edge the chart moves on under the crosshair.
    }
    const bar = seen[index];
    this.#chart.setCrosshairPosition(Number(bar.close), seconds(bar), this.#drawing.candles);
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
    const letters = font();
    this.#chart.applyOptions(appearance(colours, letters, () => this.#drawing.interval?.millis ?? 0));
    this.#boundary.recolour(colours, letters.fontSize + "px " + letters.fontFamily);
    this.#turns.recolour(colours);
    this.#drawing.recolour(colours);
  }

  #drawn(anew) {
    if (anew) {
      this.#turns.refresh();
      this.#sight.arrange();
    }
    this.#firstProvisional = this.#drawing.bars.firstProvisional;
    this.#boundary.refresh();
    if (this.#hovered !== null) {
      this.#hover(this.#drawing.bars.at(this.#hovered.from));
    }
    this.#moved();
  }

  #whereFinalEnds() {
    if (this.#firstProvisional === null) {
      return null;
    }
    const label = this.#handover === null ? null : "final until " + moment(this.#handover);
    return { index: this.#places.indexOf(seconds(this.#firstProvisional)), label };
  }

  #moved() {
    this.#sight.moved();
    this.dispatchEvent(new Event("move"));
    if (this.#hovered === null) {
      this.#hover(null);
    }
  }

  #crosshair({ time, sourceEvent }) {
    // Without a source it was set from the keyboard, which has told the bar already.
    if (sourceEvent !== undefined || time === undefined) {
      const { bars } = this.#drawing;
      this.#hover(time === undefined || bars === null ? null : bars.at(time * 1000));
    }
  }

  #hover(bar) {
    this.#hovered = bar;
    this.dispatchEvent(new CustomEvent("hover", { detail: bar }));
  }
}
