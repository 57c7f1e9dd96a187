import { seen, set, text } from "./lobby-dom.js"
import { isDay } from "./lobby-playlist.js"

// What lies over the panels: staff's orders, and the night. What of it can be seen is what staff are told.
export class Cover {
  #page = document.documentElement.dataset
  #orders
  #clock
  #identifyUntil = 0

  // orders: null where nobody steers
  constructor(orders, clock) {
    this.#orders = orders
    this.#clock = clock
  }

  identify(now) {
    this.#identifyUntil = now + 10_000
  }

  tick(now) {
    const takeover = this.#orders?.standing("takeover", now)
    const section = document.querySelector("[data-takeover]")
    section.hidden = !takeover
    if (takeover) {
      set(section.querySelector("[data-words]"), takeover.value)
      set(section.querySelector("[data-words-other]"), takeover.other)
      set(section.querySelector("[data-by]"), takeover.by)
      set(section.querySelector("[data-until]"), takeover.ends)
    }
    const notice = this.#orders?.standing("notice", now)
    set(document.querySelector("[data-notice]"), notice ? [notice.value, notice.other].filter(Boolean).join(" · ") : "")
    const day = !this.#clock.isKnown
        || isDay(this.#clock.minutes(this.#clock.at(now)), Number(this.#page.dayFrom), Number(this.#page.dayTo))
    const dark = takeover ? "" : this.#orders?.standing("blank", now) ? "blank" : day ? "" : this.#page.night
    if ((this.#page.dark ?? "") !== dark) this.#page.dark = dark
    document.querySelector("[data-dark]:not(html)").hidden = dark === ""
    this.#page.identify = this.#identifyUntil > now ? "yes" : "no"
  }

  // What is seen of it; "" nothing.
  get shown() {
    if (seen("[data-takeover]")) return "takeover"
    if (seen("[data-dark]:not(html)")) return this.#page.dark === "blank" ? "blank" : "night"
    return seen("[data-notice]") && document.querySelector("[data-notice]").textContent ? "notice" : ""
  }

  // Whether what an order asks for can be seen in the page.
  look(order, now, stage) {
    if (order !== this.#orders.standing(order.kind, now)) return "other"
    const here = {
      takeover: () => seen("[data-takeover]") && text("[data-words]") === order.value,
      notice: () => text("[data-notice]").startsWith(order.value),
      blank: () => this.shown === "blank",
      pin: () => stage.current?.dataset.panel === order.value && stage.canBeShown(stage.current)
    }[order.kind]
    if (!here) return "other"
    if (here()) return "seen"
    return order.kind === "pin" ? "impossible" : "awaited"
  }
}
