// Menus that unfold, closed as any other: by Escape, and by whatever is done elsewhere.

const unfolded = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of unfolded()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const doing of ["click", "focusin"]) {
  document.addEventListener(doing, (event) => {
    for (const menu of unfolded()) menu.open = menu.contains(event.target);
  });
}
