// The row that says how fresh the page is. Every word of it is in the HTML; here only the state, times and counts
// change.
export class StatusRow {
  #root = document.documentElement

  set state(state) {
    if (this.#root.dataset.conn !== state) this.#root.dataset.conn = state
    document.body.classList.toggle("stale", state === "stale" || state === "offline")
  }

  set paused(paused) {
    this.#root.toggleAttribute("data-paused", paused)
  }

  // Station time of the last word from the server.
  set clock(clock) {
    for (const time of document.querySelectorAll("[data-clock]")) write(time, clock)
  }

  set pausedClock(clock) {
    write(document.querySelector("[data-paused-clock]"), clock)
  }

  // Only minutes up to an hour are told as an age; after that the time of day says it better.
  set age(ms) {
    const minutes = Math.floor(ms / 60_000)
    for (const part of document.querySelectorAll("[data-ago]")) part.hidden = minutes < 1 || minutes >= 60
    for (const part of document.querySelectorAll("[data-ago-minutes]")) write(part, String(minutes))
  }

  set held(count) {
    document.querySelector("[data-held=one]").hidden = count !== 1
    document.querySelector("[data-held=other]").hidden = count < 2
    write(document.querySelector("[data-held-count]"), String(count))
  }

  announce(state) {
    const words = document.querySelector(`[data-say="${state}"]`)
    if (words) document.querySelector("[data-announcer]").textContent = words.textContent
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}
