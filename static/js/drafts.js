/* What somebody types into a form with data-draft stays in this browser until it is saved, so that a
   lost connection, a closed tab or a session that ended takes nothing away. It belongs to who is
   signed in, and for a day at most. Where the browser keeps nothing, the page works as before. */
const ANYBODYS = "draft:";
const MINE = `${ANYBODYS}${document.body.dataset.user}:`;
const SENT = "sent"; // which draft this tab has sent, until a page says what became of it
const A_DAY = 24 * 60 * 60 * 1000;
const A_PAUSE = 300;
const FORMS = "form[data-draft]";
// Hidden values are the page's own, but for the version that somebody saw when they began.
const WORDS =
  "textarea, select, [name=base], input:not([type=hidden], [type=file], [type=password], [autocomplete=one-time-code])";

const drawn = new WeakMap(); // what the server drew into each form; null where it is what was sent
const typing = new Set();
let pause;

/* The browser's store may be closed, full or broken: then nothing is kept, and nothing breaks. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const nameOf = (form) => MINE + form.dataset.draft;
const load = (name) => attempt(() => JSON.parse(localStorage.getItem(name)));
const forget = (name) => attempt(() => localStorage.removeItem(name));

function forgetAll(start, such = () => true) {
  for (const name of attempt(() => Object.keys(localStorage)) ?? []) {
    if (name.startsWith(start) && such(load(name))) forget(name);
  }
}

const isOld = (draft) => !(Math.abs(Date.now() - draft?.at) < A_DAY);
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const fields = (form) => [...form.elements].filter((field) => field.name && field.matches(WORDS));

function read(form) {
  return fields(form)
    .filter((field) => !isChoice(field) || field.checked)
    .map(({ name, value }) => [name, value]);
}

function fill(form, words) {
  for (const field of fields(form)) {
    const said = words.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChoice(field)) put(field, "checked", said.includes(field.value));
    else if (said.length) put(field, "value", said[0]);
  }
}

function put(field, what, said) {
  if (field[what] === said) return;
  field[what] = said;
  field.closest("details")?.setAttribute("open", ""); // nothing is filled in out of sight
}

function same(some, others) {
  const [one, other] = [some, others].map((words) => words.filter(([name]) => name !== "base"));
  return JSON.stringify(one) === JSON.stringify(other);
}

function keep(form) {
  const words = read(form);
  const before = drawn.get(form);
  if (before && same(words, before)) return forget(nameOf(form));
  return attempt(() => localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), words })));
}

function keepWhatIsTyped() {
  clearTimeout(pause);
  for (const form of typing) if (form.isConnected) keep(form);
  typing.clear();
}

function giveBack(form, words) {
  fill(form, words);
  const told = document.getElementById("draft-told").content.firstElementChild.cloneNode(true);
  const line = told.querySelector("[role=status]");
  const sentence = line.textContent;
  line.textContent = "";
  told.querySelector("button").addEventListener("click", () => {
    typing.delete(form);
    forget(nameOf(form));
    fill(form, drawn.get(form));
    told.remove();
    fields(form)
      .find((field) => field.type !== "hidden")
      .focus();
  });
  form.prepend(told);
  setTimeout(() => (line.textContent = sentence), 100); // only what changes is read aloud
}

/* What was sent and came back with something to look at wins over an older draft. */
function meet(cameBack) {
  for (const form of document.querySelectorAll(FORMS)) {
    if (drawn.has(form)) continue;
    const draft = load(nameOf(form));
    if (draft && !cameBack) form.reset(); // some browsers fill in a form before we do
    drawn.set(form, cameBack ? null : read(form));
    if (cameBack) keep(form);
    else if (draft && same(draft.words, drawn.get(form))) forget(nameOf(form));
    else if (draft) giveBack(form, draft.words);
  }
}

const whatIsDone = () => document.querySelector("#told [data-done]");

/* A new page says whether what was sent before it is saved; one from which it is sent again does not. */
function arrive() {
  if (whatIsDone()) forget(attempt(() => sessionStorage.getItem(SENT)));
  if (!document.querySelector("[data-again]")) attempt(() => sessionStorage.removeItem(SENT));
  forgetAll(ANYBODYS, isOld);
  meet("cameBack" in document.body.dataset);
}

function typed({ target: { form } }) {
  if (!form?.matches(FORMS)) return;
  typing.add(form);
  clearTimeout(pause);
  pause = setTimeout(keepWhatIsTyped, A_PAUSE);
}

document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener("visibilitychange", keepWhatIsTyped);
window.addEventListener("pagehide", keepWhatIsTyped);

document.addEventListener("submit", ({ target: form }) => {
  if (form.matches("[data-again]")) return;
  attempt(() => sessionStorage.removeItem(SENT));
  if (form.matches("[data-forget]")) {
    typing.clear();
    forgetAll(form.dataset.forget === "everybody" ? ANYBODYS : MINE);
  } else if (form.matches(FORMS)) {
    typing.delete(form);
    keep(form);
    attempt(() => sessionStorage.setItem(SENT, nameOf(form)));
    whatIsDone()?.removeAttribute("data-done"); // it told of something before this
  }
});

document.addEventListener("htmx:afterSettle", ({ detail: { requestConfig, xhr } }) => {
  const form = requestConfig.elt.closest(FORMS);
  if (form && whatIsDone()) forget(nameOf(form));
  meet(xhr.status === 422);
});

arrive();
