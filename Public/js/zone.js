// Chooses the zone this browser is set to, where the form asks for one and nobody has chosen yet.
import { rememberZone } from "./habits.js";

const select = document.querySelector("select[data-finds-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (select && zone && /^[A-Za-z0-9_+\-/]+$/.test(zone)) {
  if (![...select.options].some((option) => option.value === zone)) {
    select.prepend(new Option(zone.split("/").pop().replaceAll("_", " "), zone));
  }
  select.value = zone;
  rememberZone(zone);
}
