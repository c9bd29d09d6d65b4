// Adds to each password field a button that shows what is typed. Pasting is never hindered.
export function enhance(page) {
  for (const button of page.querySelectorAll("[data-part=password]")) {
    const input = page.getElementById(button.getAttribute("aria-controls"));
    if (!input) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    });
    // What was shown goes out hidden, so that no browser keeps it as ordinary text.
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}
