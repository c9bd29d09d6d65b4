// Blocks the first paint, so that a page never shows in one theme and turns to the other.
// Without it the system's choice rules. js/appearance.js writes what is read here.
(function (root) {
  try {
    const kept = JSON.parse(localStorage.getItem("appearance") || "{}");
    if (kept.theme === "light" || kept.theme === "dark") root.dataset.theme = kept.theme;
    if (kept.size === "large" || kept.size === "larger") root.dataset.size = kept.size;
  } catch {
    // Storage is closed or holds something else: the system's choice stands.
  }
})(document.documentElement);
