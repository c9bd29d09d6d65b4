// The edit form works without any of this; each module makes one thing of it quicker.
import * as draft from "./edit-draft.js";
import * as leaving from "./edit-leaving.js";
import * as preview from "./edit-preview.js";
import * as rows from "./edit-rows.js";
import * as section from "./edit-section.js";
import * as source from "./source-form.js";

const form = document.querySelector("form[data-part=edit-form]");
if (form) {
  for (const part of [rows, source, preview, leaving, draft, section]) part.enhance(form);
}
