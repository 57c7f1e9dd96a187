import { Countdown } from "./forum-clock.js"
import { replaceMain } from "./forum-scene.js"
import { Votes } from "./forum-vote.js"
import { Connection } from "./live-connection.js"
import { readPage } from "./read.js"

const page = document.documentElement.dataset
const main = () => document.getElementById("main")

// Keeps a participant's page at what is on now. Without a connection it keeps the last picture and says so.
class Room {
  #connection
  #countdown = new Countdown()
  #wanted = main().dataset.scene
  #fetching = null
  #fetchedAt = performance.now()
  #waiting

  constructor(signalR) {
    new Votes(address => this.renew(address))
    document.addEventListener("submit", event => this.#quiet(event))
    document.addEventListener("visibilitychange", () => document.hidden || this.renew())
    addEventListener("online", () => this.renew())
    addEventListener("pageshow", event => event.persisted && this.renew())
    this.#connection = new Connection(signalR, document.documentElement, {
      frame: frame => this.#take(frame),
      changed: () => this.#tick()
    })
    setInterval(() => this.#tick(), 1000)
    this.#tick()
    if (page.board) this.#connection.start()
  }

  #take(frame) {
    for (const { key, text, drawing } of frame.figures) this.#show(key, text, drawing ?? text)
  }

  #show(key, text, drawing) {
    if (key === "scene") this.#wanted = drawing
    else if (key === "closes") this.#countdown.closes(drawing)
    else {
      for (const place of main().querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) place.textContent = text
      for (const bar of main().querySelectorAll(`[data-bar="${CSS.escape(key)}"]`)) bar.setAttribute("width", drawing)
    }
  }

  // ---- the picture

  #tick() {
    const now = performance.now()
    page.conn = page.board ? this.#connection.state() : "static"
    this.#countdown.tick()
    if (document.hidden || !page.board) return

    // All phones hear of a new scene in one instant: they ask for it within the next second, and not together.
    if (this.#wanted !== main().dataset.scene) this.#waiting ??= setTimeout(() => this.renew(), 50 + 700 * Math.random())
    else if (now - this.#fetchedAt > this.#every) this.renew()
  }

  // How many support a question is in no scene, and what cannot be pushed must be asked for.
  get #every() {
    return main().querySelector("[data-questions], [data-own] [data-key]") ? 10_000 : Infinity
  }

  // Fetches the page as the server makes it now, and shows it. Who names an address wants what is there from now on, and
  // not what is on its way.
  renew(address) {
    if (address && this.#fetching) return this.#fetching.then(() => this.renew(address))

    return this.#fetching ??= readPage(address ?? location.pathname + location.search, true).then(fresh => {
      this.#waiting = this.#fetching = null
      this.#fetchedAt = performance.now()
      if (!fresh?.getElementById("main")) return false

      replaceMain(fresh)
      this.#wanted = main().dataset.scene
      this.#countdown.find()
      if (!fresh.documentElement.dataset.board) this.#end()
      return true
    })
  }

  #end() {
    delete page.board
    this.#connection.end()
    page.conn = "static"
  }

  // Small forms whose page stays where it is.
  async #quiet(event) {
    const form = event.target.closest("form[data-quiet]")
    if (!form) return

    event.preventDefault()
    try {
      await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
    } catch { /* the button stays as it was: nothing was done */ }
    this.renew()
  }
}

// What was said once is not said of the next question.
const search = new URLSearchParams(location.search)
if (search.has("said")) {
  search.delete("said")
  history.replaceState(null, "", location.pathname + (search.size > 0 ? `?${search}` : ""))
}
new Room(globalThis.signalR)
