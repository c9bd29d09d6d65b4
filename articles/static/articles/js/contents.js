// Opens the contents where they stand beside the text, so that what is seen is what is told.
// The sheet shows them there in any case; narrow pages keep them folded until asked.
const WIDE = 74.5; // rem, as in contents.css

export function enhance(page) {
  const contents = page.querySelector("details[data-part=contents]");
  const container = contents?.closest(".page");
  if (!container) return;
  let wide = null;
  new ResizeObserver(([entry]) => {
    const rem = parseFloat(getComputedStyle(page.documentElement).fontSize);
    const now = entry.contentRect.width >= WIDE * rem;
    if (now !== wide) contents.open = wide = now;
  }).observe(container);
}
