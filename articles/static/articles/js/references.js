// Shows in an entry which of its links back leads to where one was: the use one came from is bold.
const named = (link) => decodeURIComponent(link.hash.slice(1));

export function enhance(page) {
  page.addEventListener("click", (event) => {
    const mark = event.target.closest?.("a[role=doc-noteref]");
    const use = mark?.closest("[id]")?.id;
    const entry = use && page.getElementById(named(mark));
    if (!entry) return;
    for (const link of page.querySelectorAll(".came-from")) link.classList.remove("came-from");
    for (const back of entry.querySelectorAll("a[role=doc-backlink]")) {
      if (named(back) !== use) continue;
      back.classList.add("came-from");
      const folded = back.closest("details");
      if (folded) folded.open = true;
    }
  });
}
