// The widths that bars come in, and which of them suits a stretch of time.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Finest first. `key` is what a keyboard presses for it. */
export const INTERVALS = [
  { label: "1s", millis: SECOND, words: "one second" },
  { label: "1m", millis: MINUTE, words: "one minute" },
  { label: "5m", millis: 5 * MINUTE, words: "5 minutes" },
  { label: "15m", millis: 15 * MINUTE, words: "15 minutes" },
  { label: "1h", millis: HOUR, words: "one hour" },
  { label: "4h", millis: 4 * HOUR, words: "4 hours" },
  { label: "1d", millis: DAY, words: "one day" },
];

/** How far one can look back with one press. */
export const SPANS = [
  { label: "15min", millis: 15 * MINUTE, words: "15 minutes", shown: "15 min" },
  { label: "1h", millis: HOUR, words: "one hour", shown: "1 h" },
  { label: "6h", millis: 6 * HOUR, words: "6 hours", shown: "6 h" },
  { label: "1d", millis: DAY, words: "one day", shown: "1 day" },
  { label: "1w", millis: 7 * DAY, words: "one week", shown: "1 wk" },
  { label: "1mo", millis: 30 * DAY, words: "30 days", shown: "30 d" },
  { label: "1y", millis: 365 * DAY, words: "one year", shown: "1 yr" },
];

// More candles than this on a screen are a carpet, fewer are a guess.
const MOST = 2000;
const LEAST = 12;

export function intervalOf(label) {
  return INTERVALS.find((interval) => interval.label === label);
}

export function spanOf(label) {
  return SPANS.find((span) => span.label === label);
}

/** Whether a stretch of time can be looked at in bars of an interval. */
export function suits(millis, interval) {
  const bars = millis / interval.millis;
  return bars <= MOST && bars >= LEAST;
}

/** The interval itself if it suits the stretch of time, otherwise the finest that does. */
export function suited(millis, interval) {
  return suits(millis, interval)
    ? interval
    : (INTERVALS.find((other) => suits(millis, other)) ?? (millis > DAY ? INTERVALS.at(-1) : INTERVALS[0]));
}
