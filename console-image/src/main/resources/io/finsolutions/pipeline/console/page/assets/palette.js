// The colours of the style sheet for what is painted on a canvas.

const NAMES = ["surface", "text", "muted", "line", "grid", "accent", "up", "down", "up-soft", "down-soft", "warn", "shade"];

export function palette() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
}
