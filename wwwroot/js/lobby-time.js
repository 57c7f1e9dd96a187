import { set } from "./lobby-dom.js"
import { shift } from "./lobby-playlist.js"

// Writes the station's time, and that of the figures, into the page, and moves the picture a little (burn-in).
export function showTime(clock, asOf, now) {
  const root = document.documentElement
  const { lang } = root
  const at = clock.isKnown ? clock.at(now) : null
  for (const place of document.querySelectorAll("[data-clock]")) set(place, at === null ? "" : clock.time(at))
  set(document.querySelector("[data-day]"), at === null ? "" : clock.day(at, lang))
  for (const place of document.querySelectorAll("[data-as-of]"))
    set(place, clock.moment(asOf, now, place.closest("[lang]").lang))
  if (root.dataset.shift === "on") {
    root.style.setProperty("--shift", shift(now).map(one => `${one}px`).join(" "))
    root.style.setProperty("--drift", shift(now).map(one => `${3 * one}px`).join(" "))
    root.dataset.mirror = at !== null && Math.floor(clock.minutes(at) / 60) % 2 ? "yes" : "no"
  }
}
