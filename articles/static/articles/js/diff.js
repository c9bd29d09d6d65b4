// Opens the fold that a link or the address points into, as its target is not seen otherwise.
function reveal(page) {
  const target = page.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  target.scrollIntoView({ block: "nearest" });
}

export function enhance(page) {
  if (!page.querySelector("[data-part=diff]")) return;
  reveal(page);
  addEventListener("hashchange", () => reveal(page));
}
