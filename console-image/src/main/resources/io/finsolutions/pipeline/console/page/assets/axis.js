// What the chart writes on its axis of time.

import { fields, timeOfDay, shortTime, zoneName } from "./clock.js";

const YEAR = 0;
const MONTH = 1;
const DAY = 2;

export function tick(time, type) {
  const at = fields(time * 1000);
  if (type === YEAR) {
    return at.year;
  }
  if (type === MONTH) {
    return at.month;
  }
  // The library sets its marks at midnight UTC, which elsewhere is some other hour of the day.
  const isMidnight = at.hour === "00" && at.minute === "00" && at.second === "00";
  if (type === DAY && (isMidnight || zoneName(time * 1000) !== "UTC")) {
    return at.day + " " + at.month;
  }
  return shortTime(time * 1000);
}

/** The label of the crosshair. */
export function exact(time, intervalMillis) {
  const at = fields(time * 1000);
  const date = at.day + " " + at.month + " " + at.year;
  return intervalMillis >= 86_400_000 && zoneName(time * 1000) === "UTC" ? date : date + " " + timeOfDay(time * 1000);
}
