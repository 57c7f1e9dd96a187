import { reloadMinute } from "./lobby-playlist.js"

const minute = 60_000
const mostBytes = 150_000_000
const mostNodes = 5_000

// Asks for the page anew once a day, and where it has grown: whatever leaks ends there.
export class Guard {
  #page = document.documentElement.dataset
  #clock
  #reloader
  #loadedAt

  constructor(clock, reloader, loadedAt) {
    this.#clock = clock
    this.#reloader = reloader
    this.#loadedAt = loadedAt
  }

  tick(now) {
    const old = now - this.#loadedAt
    const heap = performance.memory?.usedJSHeapSize ?? 0
    if (old > 10 * minute && (heap > mostBytes || document.getElementsByTagName("*").length > mostNodes))
      this.#reloader.want("memory", now)
    if (!this.#clock.isKnown || old < 120 * minute || this.#page.forum?.startsWith("open")) return

    const past = this.#clock.minutes(this.#clock.at(now)) - reloadMinute(this.#page.screen)
    if (past >= 0 && past < 30) this.#reloader.want("daily", now)
  }
}
