// Closes an open menu on Escape, giving focus back, and on a click beside it.
export function enhance(page) {
  const menus = page.querySelectorAll("details[data-part=menu]");
  if (!menus.length) return;
  page.addEventListener("click", (event) => {
    for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  for (const menu of menus) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
