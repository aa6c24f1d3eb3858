// Marks on the chart where a signal turned to buy or sell.

import { createSeriesMarkers } from "./vendor/lightweight-charts.standalone.production.mjs";

export class Turns {
  #markers;
  #places;
  #drawing;
  #colours = null;
  #signals = [];

  constructor(places, drawing) {
    this.#places = places;
    this.#drawing = drawing;
    this.#markers = createSeriesMarkers(drawing.candles, []);
  }

  recolour(colours) {
    this.#colours = colours;
  }

  /** @param signals as the API tells them, the oldest first; they are marked with the next refresh */
  set(signals) {
    this.#signals = signals;
  }

  /** Puts the marks to the bars that are drawn now. */
  refresh() {
    const step = (this.#drawing.interval?.millis ?? 0) / 1000;
    const markers = [];
    let before = null;
    for (const { time, action } of this.#signals) {
      // Judged at the end of a bar: it stands with that bar.
      const at = Date.parse(time) / 1000 - step;
      if (action !== before && action !== "hold" && before !== null && this.#places.has(at)) {
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
}
