// What the reader's browser knows of them, kept in two cookies: the zone they live in, and how they count hours.
import { swap } from "./swap.js";

const YEAR = 365 * 24 * 60 * 60;

function remember(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
}

const remembered = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));

export function rememberZone(zone) {
  if (/^[A-Za-z0-9_+\-/]+$/.test(zone ?? "")) remember("tz", zone);
}

export function rememberClock(clock) {
  if (clock === "12" || clock === "24") remember("clock", clock);
}

/** Shows times in the browser's own zone, once: neither an address that names a zone nor a choice is overruled. */
export function adopt() {
  const url = new URL(location.href);
  if (url.searchParams.has("tz") || remembered("tz") || document.querySelector("[data-keeps-zone]")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  rememberZone(zone);
  const shown = document.getElementById("tz")?.value;
  if (!zone || !shown || zone === shown) return;
  // Where cookies are off the address says it.
  if (!remembered("tz")) url.searchParams.set("tz", zone);
  swap(url, { isBack: true });
}
