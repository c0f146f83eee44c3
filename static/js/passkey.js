/* Where the browser knows passkeys, show what needs them and hide what stands in their place.
   When a passkey does not work (or the person changes their mind), say so in words. */
function show(selector, shown) {
  for (const piece of document.querySelectorAll(selector)) piece.hidden = !shown;
}

if (window.PublicKeyCredential) {
  show("[data-passkey]", true);
  show("[data-no-passkey]", false);
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  show("[data-passkey-trouble]", true);
});
