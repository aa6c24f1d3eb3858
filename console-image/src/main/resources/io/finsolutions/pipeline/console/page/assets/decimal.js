// Exact decimals. Prices and volumes come as strings and may have more digits than a float holds: they are summed,
// compared and shown as they are. Only the chart turns them into floats, to find the pixel.

/** An exact decimal is {units, scale}: units × 10^-scale. */
export function parse(text) {
  const [whole, fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

export const ZERO = { units: 0n, scale: 0 };

function at(decimal, scale) {
  return decimal.units * 10n ** BigInt(scale - decimal.scale);
}

export function add(a, b) {
  if (a.scale === b.scale) {
    return { units: a.units + b.units, scale: a.scale };
  }
  const scale = Math.max(a.scale, b.scale);
  return { units: at(a, scale) + at(b, scale), scale };
}

/** Below, at or above zero as a is below, equal to or above b. */
export function compare(a, b) {
  const scale = Math.max(a.scale, b.scale);
  const difference = at(a, scale) - at(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What part of a whole a decimal is, from 0 to 1, to four digits; 0 of nothing. */
export function share(partial, whole) {
  const scale = Math.max(partial.scale, whole.scale);
  const all = at(whole, scale);
  return all === 0n ? 0 : Number((at(partial, scale) * 10000n) / all) / 10000;
}

/** As text, without zeros at the end of the fraction. */
export function text({ units, scale }) {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return (negative ? "−" : "") + whole + (fraction === "" ? "" : "." + fraction);
}

/** How many digits a decimal has behind its point. */
export function fractionDigits(decimalText) {
  const point = decimalText.indexOf(".");
  return point < 0 ? 0 : decimalText.length - point - 1;
}

/** With commas between thousands, every digit kept, and zeros added up to as many fraction digits. */
export function grouped(decimalText, digits = 0) {
  const negative = /^[-−]/.test(decimalText);
  const [whole, fraction = ""] = decimalText.replace(/^[-−+]/, "").split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const shown = fraction.padEnd(digits, "0");
  return (negative ? "−" : "") + thousands + (shown === "" ? "" : "." + shown);
}

/** Rounded half away from zero to as many fraction digits, grouped. */
export function rounded(decimalText, digits) {
  const { units, scale } = parse(decimalText);
  if (scale <= digits) {
    return grouped(decimalText, digits);
  }
  const step = 10n ** BigInt(scale - digits);
  const half = units < 0n ? -step / 2n : step / 2n;
  return grouped(text({ units: (units + half) / step, scale: digits }), digits);
}

/** For a glance: at least as many significant digits, no more fraction than that needs, grouped. */
export function brief(decimalText, significant = 6) {
  const [whole, fraction = ""] = decimalText.replace(/^[-−+]/, "").split(".");
  if (whole !== "0") {
    return rounded(decimalText, Math.min(fraction.length, Math.max(0, significant - whole.length)));
  }
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  return rounded(decimalText, Math.min(fraction.length, zeros + Math.max(2, significant - 2)));
}

/** A count for a glance: 12,345 or 4.93 M. */
export function briefCount(count) {
  return count < 1e6 ? grouped(String(count)) : (count / 1e6).toPrecision(3) + " M";
}

/** A share as a percentage with one digit behind the point. */
export function percent(part) {
  return (part * 100).toFixed(1) + " %";
}

/** A percentage that came as a decimal, with its sign. */
export function signedPercent(decimalText) {
  const shown = rounded(decimalText, 2);
  return (/^[-−]/.test(shown) || /^0\.?0*$/.test(shown) ? "" : "+") + shown + " %";
}
