// Turns bars into what the chart library draws. It takes floats and seconds since 1970, and lays points out one after
// the other: an interval without a trade is an empty point, so that the axis of time stays true.

// A longer pause is drawn as short as this. An outage of a day would otherwise be a screen of nothing.
const LONGEST_PAUSE = 300;

export function seconds(bar) {
  return bar.from / 1000;
}

/** The empty points between the point at a time and a bar, in an interval of so many seconds. */
export function pause(after, bar, step) {
  const missing = (seconds(bar) - after) / step - 1;
  if (missing < 1 || missing > LONGEST_PAUSE) {
    return [];
  }
  return Array.from({ length: missing }, (_, i) => ({ time: after + (i + 1) * step }));
}

/** A final candle is filled; a provisional one is hollow; one that lacks trades has a border of its own. */
export function candle(bar, colours) {
  const open = Number(bar.open);
  const close = Number(bar.close);
  const direction = close >= open ? "up" : "down";
  const edge = bar.final && !bar.complete ? colours.warn : colours[direction];
  return {
    time: seconds(bar),
    open,
    high: Number(bar.high),
    low: Number(bar.low),
    close,
    color: bar.final ? colours[direction] : colours.surface,
    borderColor: edge,
    wickColor: edge,
  };
}

export function vwap(bar) {
  return { time: seconds(bar), value: Number(bar.vwap) };
}

/** The volume of the buys, drawn over that of all. */
export function bought(bar, colours) {
  return { time: seconds(bar), value: Number(bar.buy_volume), color: bar.final ? colours.up : colours["up-soft"] };
}

/** The volume of all, of which what the buys do not cover is the sells'. */
export function traded(bar, colours) {
  return { time: seconds(bar), value: Number(bar.base_volume), color: bar.final ? colours.down : colours["down-soft"] };
}
