// Buttons that copy an address. They are hidden until this runs: where it doesn't, the address beside is marked by hand.

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2000;

let voice;

/** Says it to those who listen. */
function tell(text) {
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "hush";
    voice.role = "status";
    document.body.append(voice);
  }
  voice.textContent = "";
  requestAnimationFrame(() => (voice.textContent = text));
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("done");
  tell(button.dataset.done);
  setTimeout(() => button.classList.remove("done"), SAID);
}

export function prepareCopying() {
  // Only pages that came safely may write to the clipboard.
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button).catch(() => (button.hidden = true));
});

prepareCopying();
