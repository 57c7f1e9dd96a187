import { renewDelay } from "./live-retries.js"
import { readPage } from "./read.js"

// Figures that say that there are other panels, and where the page holds what it has of them.
const signatures = {
  "lobby-forum": "forum", "lobby-said": "said", "category-rows": "topics", "initiatives-rows": "initiatives"
}

// Panels whose words, and not only their figures, are others now: had anew from the server, one request at a time.
export class Renewal {
  #page = document.documentElement.dataset
  #wanted = {}
  #at = null
  #tries = 0
  #begin
  #show

  // begin(): a page is about to be asked for; show(panels): puts those of the new page in the place of the old
  constructor(begin, show) {
    this.#begin = begin
    this.#show = show
  }

  heard(figure) {
    if (figure.key in signatures) this.#wanted[signatures[figure.key]] = figure.value
  }

  tick(now) {
    if (Object.entries(this.#wanted).every(([name, value]) => this.#page[name] === value)) return
    if (this.#at === null) this.#at = now + renewDelay(this.#tries++)
    if (now < this.#at) return

    this.#at = Infinity
    this.#fetch().finally(() => this.#at = null)
  }

  async #fetch() {
    this.#begin()
    const made = await readPage(location.pathname + location.search)
    const panels = made?.querySelector(".panels")
    if (!panels) return

    this.#show(panels)
    for (const name of Object.values(signatures)) this.#page[name] = made.documentElement.dataset[name] ?? ""
    this.#tries = 0
  }
}
