// The last hour of a price as a line as small as a word.

import { drawing } from "./elements.js";

const WIDTH = 64;
const HEIGHT = 20;

/** @param prices ascending by time */
export function sparkline(prices) {
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  const x = (i) => ((i * (WIDTH - 2)) / Math.max(1, prices.length - 1) + 1).toFixed(1);
  const y = (price) => (high === low ? HEIGHT / 2 : HEIGHT - 2 - ((price - low) / (high - low)) * (HEIGHT - 4)).toFixed(1);
  const points = prices.map((price, i) => x(i) + "," + y(price)).join(" ");
  const direction = prices.at(-1) >= prices[0] ? "up" : "down";
  return drawing(
    "svg",
    { class: "sparkline " + direction, viewBox: "0 0 " + WIDTH + " " + HEIGHT, "aria-hidden": "true", focusable: "false" },
    drawing("polyline", { points, fill: "none" }),
  );
}
