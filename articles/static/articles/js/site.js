// Every page works without this; each module improves markup that already does the job.
import * as appearance from "./appearance.js";
import * as contents from "./contents.js";
import * as diff from "./diff.js";
import * as infobox from "./infobox.js";
import * as menu from "./menu.js";
import * as message from "./message.js";
import * as password from "./password.js";
import * as references from "./references.js";

for (const part of [appearance, contents, diff, infobox, menu, message, password, references]) {
  part.enhance(document);
}
