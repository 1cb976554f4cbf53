// A month's page without reloading: days, months, lengths and zones change in place. Everything here is a link or a
// form that works by itself; this only shortens the way.
import { prepare, swap } from "./swap.js";
import { adopt, rememberClock, rememberZone } from "./habits.js";

const isPlain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

/** Whether the address shows another state of this very page. */
const isHere = (url) => url.origin === location.origin && url.pathname === location.pathname && !url.searchParams.has("start");

/** Where a link leads, if that can be shown in place. */
function place(link) {
  const url = link && new URL(link.href);
  return url && isHere(url) ? url : null;
}

document.addEventListener("pointerover", (event) => {
  const url = place(event.target.closest(".month a:not([aria-current]), .step a"));
  if (url) prepare(url);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-swap] a[href]");
  const url = place(link);
  if (!url || !isPlain(event)) return;
  event.preventDefault();
  if (url.searchParams.has("clock")) rememberClock(url.searchParams.get("clock"));
  swap(url, { leadsToTimes: link.closest(".month") !== null });
});

const submit = (form) => {
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  rememberZone(url.searchParams.get("tz"));
  swap(url);
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-swap] form[method=get]")) return;
  event.preventDefault();
  submit(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-swap] #tz")) submit(event.target.form);
});

// A step within the page, as the skip link's, is one in the history too; it shows no other state.
let shown = location.search;
addEventListener("popstate", () => {
  if (location.search !== shown) swap(new URL(location.href), { isBack: true });
});
document.addEventListener("swapped", () => (shown = location.search));

adopt();
