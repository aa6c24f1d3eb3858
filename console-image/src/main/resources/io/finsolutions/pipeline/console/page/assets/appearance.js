// How the chart looks: the colours of the theme, the font of the page, and times as the reader wants them.

import { CrosshairMode } from "./vendor/lightweight-charts.standalone.production.mjs";
import { exact, tick } from "./axis.js";
import { SPACE_AT_RIGHT } from "./sight.js";

/** The font of the page, and its size on the chart in pixels. */
export function font() {
  const { fontFamily } = getComputedStyle(document.body);
  const fontSize = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.72);
  return { fontFamily, fontSize };
}

/** The chart's options. @param millis tells how long an interval is */
export function appearance(colours, { fontFamily, fontSize }, millis) {
  return {
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
    localization: { timeFormatter: (time) => exact(time, millis()) },
  };
}
