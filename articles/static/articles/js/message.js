// Gives each message a button that closes it. Focus goes to the content, where one was headed. Of
// an edit that is saved, no draft is kept on the device any longer.
export function enhance(page) {
  for (const message of page.querySelectorAll("[data-part=message]")) {
    if (message.dataset.saved) forget(message.dataset.saved);
    const button = message.querySelector("[data-close]");
    button.hidden = false;
    button.addEventListener("click", () => {
      message.remove();
      page.getElementById("content")?.focus({ preventScroll: true });
    });
  }
}

function forget(title) {
  try {
    localStorage.removeItem(`draft:${title}`); // as edit-draft.js names it
  } catch {
    // Nothing was kept, then.
  }
}
