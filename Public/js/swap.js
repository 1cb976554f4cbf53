// Puts another state of the page in place of this one, and takes the reader along: address, title, focus, and a word for
// those who listen.

let latest = 0;
let ahead = null;

/** How long a page that was asked for ahead may be shown: a pause over a link, not a coffee. In milliseconds. */
const FRESH = 3000;

/** Asks for a page that is likely to be wanted next. */
export function prepare(url) {
  if (ahead?.address === url.href && isFresh(ahead)) return;
  ahead = { address: url.href, since: performance.now(), page: load(url) };
  ahead.page.catch(() => {}); // whoever wants it hears of it
}

const isFresh = ({ since }) => performance.now() - since < FRESH;

async function load(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const text = await answer.text();
  if (!answer.ok || answer.redirected) throw new Error("not this page");
  return text;
}

function take(url) {
  const page = ahead?.address === url.href && isFresh(ahead) ? ahead.page : load(url);
  ahead = null;
  return page;
}

/** Shows `url`; goes there in the plain way when anything stands in between. */
export async function swap(url, { leadsToTimes = false, isBack = false } = {}) {
  const turn = ++latest;
  const focus = describe(document.activeElement);
  document.querySelector("[data-swap]").ariaBusy = "true";
  try {
    const page = new DOMParser().parseFromString(await take(url), "text/html");
    const fresh = page.querySelector("[data-swap]");
    if (!fresh) throw new Error("not this page");
    if (turn !== latest) return;
    document.querySelector("[data-swap]").replaceWith(document.adoptNode(fresh));
    document.title = page.title;
  } catch {
    if (turn === latest) location.assign(url);
    return;
  }
  if (!isBack && url.href !== location.href) history.pushState(null, "", url);
  document.dispatchEvent(new Event("swapped"));
  find(focus)?.focus({ preventScroll: true });
  if (leadsToTimes) showTimes();
  tell();
}

/** What has the focus, so that the same thing can have it again. */
function describe(element) {
  const section = element?.closest("[data-swap] > section");
  if (!section) return null;
  return { section: section.classList[0], id: element.id, rel: element.rel, label: label(element) };
}

function find(focus) {
  if (!focus) return null;
  if (focus.id) return document.getElementById(focus.id);
  if (focus.rel) return document.querySelector(`.step [rel=${focus.rel}]`) ?? document.querySelector(".step a");
  const near = document.querySelectorAll(`[data-swap] > .${focus.section} :is(a, button)`);
  return [...near].find((element) => label(element) === focus.label);
}

const label = (element) => element.ariaLabel ?? element.textContent.trim();

/** On a narrow screen the times lie below what can be seen. */
function showTimes() {
  const times = document.getElementById("times");
  if (!times || times.getBoundingClientRect().top < innerHeight * 0.8) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  times.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "start" });
}

/** Says aloud which day is open now. */
function tell() {
  let voice = document.getElementById("told");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "told";
    voice.className = "hush";
    voice.role = "status";
    document.body.append(voice);
  }
  const [month, day] = ["month", "day"].map((id) => document.getElementById(id)?.textContent.trim());
  voice.textContent = [month, day].filter(Boolean).join(", ");
}
