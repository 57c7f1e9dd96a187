// The countdown, on the server's clock. It is spoken at 60, 30 and 10 seconds and at the end, and at no other time.
export class Countdown {
  #ahead = 0
  #place
  #left = null

  constructor() {
    this.find()
  }

  find() {
    const main = document.getElementById("main")
    this.#ahead = Number(main.dataset.now) - Date.now()
    this.#place = main.querySelector("[role=timer]")
    this.tick()
  }

  // The host has given more time, or none.
  closes(at) {
    if (this.#place) this.#place.dataset.closes = at
    this.tick()
  }

  tick() {
    if (!this.#place) return

    const closes = Number(this.#place.dataset.closes)
    if (!closes) {
      this.#place.textContent = ""
      return
    }
    const left = Math.max(0, Math.ceil((closes - Date.now() - this.#ahead) / 1000))
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    this.#place.textContent = left > 0 ? this.#place.dataset.left.replace("#", clock) : this.#place.dataset.over
    for (const mark of [60, 30, 10, 0])
      if (this.#left > mark && left <= mark && left > mark - 5)
        document.querySelector("[data-spoken]").textContent = this.#place.getAttribute(`data-say-${mark}`)
    this.#left = left
  }
}
