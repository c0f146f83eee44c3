/* After a swap took away what had the focus, put the reader somewhere sensible: where the control
   says (data-focus holds an id), or at the line that says what happened. */
let next = "told";

document.addEventListener("htmx:beforeRequest", (event) => {
  next = event.detail.elt.closest("[data-focus]")?.dataset.focus ?? "told";
});

document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = document.getElementById(next);
  if (!place) return;
  if (!place.matches("a[href], button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1;
  place.focus();
});

/* What htmx was refused is asked for plainly: a link is followed, a form is sent. Their page says what
   to do, and gives back what was typed. Where there is no connection, the words stay and a line says so. */
document.addEventListener("htmx:responseError", (event) => {
  const link = event.detail.elt.closest("a[href]");
  if (link) window.location.assign(link.href);
  else event.detail.elt.closest("form")?.submit();
});

document.addEventListener("htmx:sendError", () => {
  const told = document.getElementById("told");
  if (told) told.textContent = told.dataset.unsent;
});

/* A button that prints is there only where it works; elsewhere the line beside it says how. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
