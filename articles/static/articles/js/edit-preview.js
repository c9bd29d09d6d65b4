// Shows the preview beside the text where the page is wide enough: the whole form goes to the
// server after a pause, so that numbers, references and infobox are right. Without this, or on
// narrow pages, the Preview button shows the same.
const PAUSE = 600;
const WIDE = 74.5;

export function enhance(form) {
  const pane = form.querySelector("[data-live]");
  let timer = 0;
  let running = null;

  function plan() {
    clearTimeout(timer);
    if (!pane.hidden) timer = setTimeout(refresh, PAUSE);
  }

  async function refresh() {
    running?.abort();
    running = new AbortController();
    const data = new URLSearchParams(new FormData(form));
    data.set("part", "1");
    try {
      const { signal } = running;
      const response = await fetch(form.dataset.preview, { method: "POST", body: data, signal });
      const type = response.headers.get("Content-Type") || "";
      if (response.status === 429 || !type.startsWith("text/html")) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("edit--preview");
      if (!fresh) return;
      fresh.id = "edit--live"; // the one above the form has the id
      for (const link of fresh.querySelectorAll("a[href^='/'], a[href^='http']")) {
        link.target = "_blank"; // so that no text is left behind
      }
      // One stop for the keyboard, to scroll it by, between the text and what follows.
      for (const stop of fresh.querySelectorAll("a, summary, [tabindex]")) stop.tabIndex = -1;
      fresh.tabIndex = 0;
      const top = pane.scrollTop;
      pane.replaceChildren(fresh);
      pane.scrollTop = top;
      form.dispatchEvent(new CustomEvent("edit:online"));
    } catch (error) {
      if (error.name !== "AbortError") form.dispatchEvent(new CustomEvent("edit:offline"));
    }
  }

  function fit() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const isAbove = document.getElementById("edit--preview") !== null; // once is enough
    const isWide = form.clientWidth >= WIDE * rem && !isAbove;
    if (isWide !== pane.hidden) return;
    pane.hidden = !isWide;
    if (isWide) refresh();
  }

  fit();
  new ResizeObserver(fit).observe(form);
  form.addEventListener("input", plan);
  form.addEventListener("edit:changed", plan);
}
