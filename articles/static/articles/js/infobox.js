// Folds a long infobox after its sixth field. The sheet shows all of them on wide pages, and the
// button only where fields are hidden; without this every field shows everywhere.
const MOST = 8;
const SHOWN = 6;

export function enhance(page) {
  for (const box of page.querySelectorAll("[data-part=infobox]")) {
    const fields = box.querySelectorAll("dl > .field");
    const more = box.querySelector("[data-more]");
    if (fields.length <= MOST || !more) continue;
    const rest = [...fields].slice(SHOWN);
    for (const field of rest) field.classList.add("folded");
    more.hidden = false;
    more.addEventListener("click", () => {
      for (const field of rest) field.classList.remove("folded");
      more.remove();
      rest[0].tabIndex = -1;
      rest[0].focus({ preventScroll: true });
    });
  }
}
