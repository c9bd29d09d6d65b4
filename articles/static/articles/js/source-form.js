// Shows of the source form the fields of the chosen type, and whatever is filled in. Without this
// all show. A type that no field names shows all, too.
export function enhance(form) {
  show(form);
  form.addEventListener("change", (event) => {
    if (event.target.name === "source_type") show(form);
  });
  form.addEventListener("edit:changed", () => show(form));
}

function show(form) {
  const chosen = form.elements.source_type?.value;
  if (!chosen) return;
  const fields = [...form.querySelectorAll("[data-types]")];
  const named = new Set(fields.flatMap((field) => field.dataset.types.split(" ")));
  for (const field of fields) {
    const types = field.dataset.types;
    const isMeant = !types || !named.has(chosen) || types.split(" ").includes(chosen);
    field.hidden = !isMeant && !field.querySelector("input, textarea").value;
  }
}
