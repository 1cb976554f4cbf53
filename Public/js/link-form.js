// A link's form: the preview follows what is typed, and nothing typed is left by mistake. Without this a button shows the
// preview, and the form is as good.
import "./copy.js";

const form = document.querySelector("[data-link-form]");

/** How long the writer pauses before the preview follows, in milliseconds. */
const PAUSE = 400;

let timer;
let latest = 0;

/** Asks for the form as it is now, with nothing saved, and takes the preview out of the answer. */
async function refresh() {
  const turn = ++latest;
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "preview");
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  if (!answer.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-preview]");
  if (!fresh || turn !== latest) return;
  document.querySelector("[data-preview]").replaceWith(document.adoptNode(fresh));
  colour();
}

/** The link's own colour at once: the answer's style element stays with the answer. */
function colour() {
  document.querySelector("[data-preview]").style.setProperty("--own", form.elements.color.value);
}

let isChanged = "unsaved" in form.dataset;

form.addEventListener("input", (event) => {
  isChanged = true;
  if (event.target.name === "color") colour();
  clearTimeout(timer);
  timer = setTimeout(() => refresh().catch(() => {}), PAUSE);
});

// What is sent is saved, or comes back as it was typed.
form.addEventListener("submit", () => (isChanged = false));

addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

document.querySelector("[data-preview-button]").hidden = true;
