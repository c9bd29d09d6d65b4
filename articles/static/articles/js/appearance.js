// Offers theme and text size, kept on this device alone. theme.js applies them before first paint.
const root = document.documentElement;

function kept() {
  try {
    return JSON.parse(localStorage.getItem("appearance") || "{}");
  } catch {
    return {};
  }
}

export function enhance(page) {
  const form = page.querySelector("[data-part=appearance]");
  if (!form) return;
  const choices = kept();
  for (const select of form.querySelectorAll("select")) {
    select.value = choices[select.name] ?? "";
    select.addEventListener("change", () => {
      choices[select.name] = select.value;
      if (select.value) root.dataset[select.name] = select.value;
      else delete root.dataset[select.name];
      try {
        localStorage.setItem("appearance", JSON.stringify(choices));
      } catch {
        // Storage is closed: the choice holds for this page.
      }
    });
  }
  form.hidden = false;
}
