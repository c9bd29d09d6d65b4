// Counts what is settled, as one chooses; and keeps what was typed on the device until it is saved.
const BEGIN = "draft:"; // as edit-draft.js names it

const form = document.querySelector("form[data-part=clashes]");
if (form) {
  const clashes = [...form.querySelectorAll("[data-clash]")];
  const counter = form.querySelector("[data-counter]");
  form.addEventListener("change", () => {
    const settled = clashes.filter((one) => one.querySelector(":checked")).length;
    counter.textContent = form.dataset.settled
      .replace("{settled}", settled)
      .replace("{total}", clashes.length);
  });
  mark(false);
  form.addEventListener("submit", ({ submitter }) => mark(submitter?.value !== "back"));
}

// A form that was sent, and whose article has moved on, counts as saved; this one is not yet.
function mark(isSent) {
  const name = BEGIN + form.dataset.title;
  try {
    const draft = JSON.parse(localStorage.getItem(name));
    if (draft) localStorage.setItem(name, JSON.stringify({ ...draft, isSent }));
  } catch {
    // Nothing is kept on this device.
  }
}
