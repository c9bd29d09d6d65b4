// Asks before typed text is left, keeps a form from being sent twice, and says that it is on its way.
export function enhance(form) {
  const before = state(form);
  let isSent = false;

  window.addEventListener("beforeunload", (event) => {
    if (!isSent && ("unsaved" in form.dataset || state(form) !== before)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    isSent = true;
    const { submitter } = event;
    if (!submitter?.dataset.busy) return;
    submitter.style.inlineSize = `${submitter.offsetWidth}px`;
    submitter.dataset.words = submitter.textContent;
    submitter.textContent = submitter.dataset.busy;
  });
  // Back from the next page, the form is as it was.
  window.addEventListener("pageshow", () => {
    isSent = false;
    for (const button of form.querySelectorAll("[data-words]")) {
      button.textContent = button.dataset.words;
    }
  });
}

export function state(form) {
  const data = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "submission"]) data.delete(name);
  return data.toString();
}
