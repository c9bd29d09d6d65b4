// Every page works without this; each module improves markup that already does the job, and is
// fetched only where there is such markup.
const PARTS = [
  ["[data-part=infobox]", () => import("./infobox.js")],
  ["[data-part=contents]", () => import("./contents.js")],
  ["[data-part=appearance]", () => import("./appearance.js")],
  ["[data-part=menu]", () => import("./menu.js")],
  ["[data-part=message]", () => import("./message.js")],
  ["[data-part=diff]", () => import("./diff.js")],
  ["[data-part=password]", () => import("./password.js")],
  ["a[role=doc-noteref]", () => import("./references.js")],
];

for (const [markup, load] of PARTS) {
  if (document.querySelector(markup)) load().then((module) => module.enhance(document));
}
