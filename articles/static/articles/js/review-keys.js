// Single keys for reviewers who want them. In the queue, j and k walk the rows; on the page of one
// edit they lead to the next and the previous, and a, c and r go to the ways to decide on it.
const TYPED_IN = "input, textarea, select, [contenteditable]";

function walk(rows, step) {
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const place = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[place]?.querySelector("a")?.focus();
}

function go(target) {
  if (!target) return;
  if (target.matches("a")) target.click();
  else target.focus();
}

const rows = [...document.querySelectorAll("[data-row]")];
const hint = document.querySelector("[data-keys-hint]");
if (hint) hint.hidden = false;

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.defaultPrevented || event.target.closest?.(TYPED_IN)) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const step = { j: 1, k: -1 }[event.key];
  if (target) go(target);
  else if (step && rows.length) walk(rows, step);
  else return;
  event.preventDefault();
});
