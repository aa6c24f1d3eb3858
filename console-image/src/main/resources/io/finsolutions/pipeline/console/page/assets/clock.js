// What time it is where the server is, and how times are written: in UTC, or in the zone of the reader.

let ahead = 0;
let local = false;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Learns from a time that the server just told. A clock of the reader that is wrong makes no row look old. */
export function serverSaid(time) {
  ahead = Date.parse(time) - Date.now();
}

/** The server's time, in milliseconds since 1970. */
export function now() {
  return Date.now() + ahead;
}

export function useLocalTime(chosen) {
  local = chosen;
}

/** "UTC", or the reader's zone such as "UTC+2" at that time. */
export function zoneName(millis = Date.now()) {
  if (!local) {
    return "UTC";
  }
  const minutes = -new Date(millis).getTimezoneOffset();
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : ":" + String(size % 60).padStart(2, "0");
  return "UTC" + (minutes < 0 ? "−" : "+") + Math.floor(size / 60) + rest;
}

/** The fields of a time in the chosen zone. */
export function fields(millis) {
  const date = new Date(millis);
  const at = local
    ? [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()]
    : [
        date.getUTCFullYear(),
        date.getUTCMonth(),
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ];
  const two = (number) => String(number).padStart(2, "0");
  return {
    year: String(at[0]),
    month: MONTHS[at[1]],
    monthNumber: two(at[1] + 1),
    day: String(at[2]),
    dayNumber: two(at[2]),
    hour: two(at[3]),
    minute: two(at[4]),
    second: two(at[5]),
  };
}

/** "14:15:00" */
export function timeOfDay(millis) {
  const at = fields(millis);
  return at.hour + ":" + at.minute + ":" + at.second;
}

/** "14:15", with the seconds only where they are not zero. */
export function shortTime(millis) {
  const at = fields(millis);
  return at.hour + ":" + at.minute + (at.second === "00" ? "" : ":" + at.second);
}

/** "23 Nov 2026" */
export function day(millis) {
  const at = fields(millis);
  return at.day + " " + at.month + " " + at.year;
}

/** "2026-11-23 14:15:00": sorts, and is as wide in every row. */
export function stamp(millis) {
  const at = fields(millis);
  return at.year + "-" + at.monthNumber + "-" + at.dayNumber + " " + timeOfDay(millis);
}

/** "14:15 UTC" of today, "22 Nov 2026 14:15 UTC" of another day. */
export function moment(millis) {
  const date = day(millis) === day(now()) ? "" : day(millis) + " ";
  return date + shortTime(millis) + " " + zoneName(millis);
}

/** Where there is little room: "14:15" of today, "22 Nov 14:15" of another day, "22 Nov" at midnight. */
export function shortMoment(millis) {
  if (day(millis) === day(now())) {
    return shortTime(millis);
  }
  const at = fields(millis);
  const time = shortTime(millis);
  return at.day + " " + at.month + (time === "00:00" ? "" : " " + time);
}

/** A stretch of time for people: "0.4 s", "12 s", "3 min", "2 h 5 min", "4 days". */
export function lasting(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 9.95) {
    return seconds.toFixed(1) + " s";
  }
  if (seconds < 99.5) {
    return Math.round(seconds) + " s";
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return minutes + " min";
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return hours + " h" + (minutes % 60 === 0 || hours > 9 ? "" : " " + (minutes % 60) + " min");
  }
  return Math.round(hours / 24) + " days";
}

/** A stretch of time in whole units, for what is read once a second. */
export function lastingAbout(millis) {
  return millis < 1000 ? "under 1 s" : millis < 9950 ? Math.round(millis / 1000) + " s" : lasting(millis);
}

/** A time as the API takes it. */
export function iso(millis) {
  return new Date(millis).toISOString().replace(/\.000Z$/, "Z");
}
