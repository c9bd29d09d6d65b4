// Lets the buttons of rows change the form in place. Without this each posts the whole form and
// gets the whole page back; here the same answer is fetched, and the parts that changed are taken.
export function enhance(form) {
  let isBusy = false;
  for (const part of form.querySelectorAll("[data-swap]")) prepare(part);

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-swap] button[name=do]");
    if (!button) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    const answer = await press(form, button);
    isBusy = false;
    // Signed out, refused or off line: the page itself says what happened.
    if (!answer) form.requestSubmit(button);
    else take(form, answer);
  });

  form.addEventListener("change", (event) => {
    const sends = event.target.dataset.sends;
    if (sends) form.querySelector(`button[name=do][value="${sends}"]`)?.click();
  });

  // Enter in a row does what the row is for, and does not leave the page.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    const part = event.target.closest("[data-part=source-form], .reference-row, [data-swap]");
    if (!part) return;
    event.preventDefault();
    part.querySelector("button[value=source-add], button[value=key-set]")?.click();
  });
}

function prepare(part) {
  for (const chooser of part.querySelectorAll("[data-sends]")) {
    const button = part.querySelector(`button[name=do][value="${chooser.dataset.sends}"]`);
    if (button) button.hidden = true;
  }
}

async function press(form, button) {
  try {
    const response = await fetch(form.action, { method: "POST", body: sent(form, button) });
    if (response.redirected || ![200, 422].includes(response.status)) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById(form.id);
  } catch {
    return null;
  }
}

function sent(form, button) {
  const data = new URLSearchParams(new FormData(form));
  data.set("do", button.value);
  return data;
}

function take(form, answer) {
  let next = null;
  for (const part of form.querySelectorAll("[data-swap]")) {
    const fresh = answer.querySelector(`#${part.id}`);
    if (!fresh) continue;
    if (part.open) fresh.open = true;
    if (part.querySelector("[data-fold]")?.open) fresh.querySelector("[data-fold]").open = true;
    prepare(fresh);
    for (const one of [fresh, ...fresh.querySelectorAll("[autofocus]")]) {
      if (!one.autofocus) continue;
      one.removeAttribute("autofocus"); // for pages that load, not for parts of one
      next = one;
    }
    part.replaceWith(fresh);
  }
  const text = form.elements.text;
  const other = answer.querySelector("textarea[name=text]").value;
  if (text.value !== other) text.value = other; // a key was changed
  form.querySelector("[data-state]").textContent = answer.querySelector("[data-state]").textContent;
  next?.focus();
  form.dispatchEvent(new CustomEvent("edit:changed"));
}
