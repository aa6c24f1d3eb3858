// Runs before the first paint, so that a page that was set to dark never flashes white.
(() => {
  let chosen = new URLSearchParams(location.search).get("theme");
  try {
    chosen ??= localStorage.getItem("theme");
  } catch {
    // A browser may forbid storage; the theme of the system will do.
  }
  if (chosen === "dark" || chosen === "light") {
    document.documentElement.dataset.theme = chosen;
  }
})();
