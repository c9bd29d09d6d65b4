// Begins at the section that the reader came from; without this at the top of the text.
export function enhance(form) {
  if (!("line" in form.dataset)) return;
  const text = form.elements.text;
  const whole = text.value;
  const place = whole.split("\n").slice(0, Number(form.dataset.line)).join("\n").length;
  const start = place && place + 1;
  text.value = whole.slice(0, start);
  const top = text.scrollHeight;
  text.value = whole;
  text.setSelectionRange(start, start);
  text.scrollTop = Math.max(0, top - text.clientHeight / 4);
}
