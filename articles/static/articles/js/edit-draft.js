// Keeps what is typed on the device, and offers it again when the form is opened anew. A draft goes
// when its form was sent and the article has moved on, or after thirty days.
import { state } from "./edit-leaving.js";

const PAUSE = 1000;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
const BEGIN = "draft:";
const SAVING = ["publish", "send", "draft"];

export function enhance(form) {
  const name = BEGIN + form.dataset.title;
  const line = form.querySelector("[data-state]");
  const words = form.dataset;
  const begun = state(form);
  let timer = 0;

  function keep(isSent = false) {
    const now = state(form);
    if (now === begun && !("unsaved" in form.dataset)) return;
    const draft = { at: Date.now(), base: form.dataset.base, form: now, isSent };
    try {
      localStorage.setItem(name, JSON.stringify(draft));
      if (!navigator.onLine) line.textContent = words.offline;
    } catch {
      // Full or forbidden: the form itself still holds all.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("edit:changed", () => keep());
  form.addEventListener("submit", (event) => {
    keep(SAVING.includes(event.submitter?.value));
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      line.textContent = words.offline;
    }
  }, { capture: true });
  for (const type of ["offline", "edit:offline"]) {
    (type === "offline" ? window : form).addEventListener(type, () => {
      keep();
      line.textContent = words.offline;
    });
  }
  for (const type of ["online", "edit:online"]) {
    (type === "online" ? window : form).addEventListener(type, () => {
      if (line.textContent === words.offline) line.textContent = "";
    });
  }
  form.querySelector("[data-cancel]")?.addEventListener("click", () => forget(name));
  const found = read(name);
  if (found && isOver(found, form)) forget(name);
  else if (found && found.form !== begun && !("unsaved" in form.dataset)) offer(form, name, found);
  sweep();
}

function isOver(draft, form) {
  return draft.isSent && draft.base !== form.dataset.base;
}

function offer(form, name, draft) {
  const notice = form.querySelector("[data-draft]");
  const language = document.documentElement.lang;
  const at = new Date(draft.at).toLocaleString(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeStyle: "short",
  });
  notice.querySelector("[data-at]").textContent = at;
  notice.hidden = false;
  notice.querySelector("[data-continue]").addEventListener("click", () => {
    send(form, draft);
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    forget(name);
    notice.hidden = true;
    form.querySelector("input:not([type=hidden])").focus();
  });
}

// The server makes a form of the draft, as it does of every form that is sent.
function send(form, draft) {
  const other = document.createElement("form");
  other.method = "post";
  other.action = form.action;
  other.hidden = true;
  const fields = new URLSearchParams(draft.form);
  for (const name of ["csrfmiddlewaretoken", "submission"]) {
    fields.set(name, form.elements[name].value);
  }
  fields.set("do", "restore");
  for (const [name, value] of fields) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    other.append(field);
  }
  document.body.append(other);
  other.submit();
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept, then.
  }
}

function sweep() {
  try {
    for (const name of Object.keys(localStorage).filter((key) => key.startsWith(BEGIN))) {
      const draft = read(name);
      if (!draft || Date.now() - draft.at > KEPT_FOR) forget(name);
    }
  } catch {
    // No storage, no drafts.
  }
}
