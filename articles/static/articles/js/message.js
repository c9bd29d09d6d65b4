// Gives each message a button that closes it. Focus goes to the content, where one was headed.
export function enhance(page) {
  for (const message of page.querySelectorAll("[data-part=message]")) {
    const button = message.querySelector("[data-close]");
    button.hidden = false;
    button.addEventListener("click", () => {
      message.remove();
      page.getElementById("content")?.focus({ preventScroll: true });
    });
  }
}
