import { Connection } from "./live-connection.js"
import { Places } from "./places.js"
import { readPage } from "./read.js"
import { RoomCode } from "./room-code.js"

// The big screen: shows the scene that the server says, and what ticks in it. It never goes blank: without a connection
// the last picture stays, and says so.
class Projector {
  #connection
  #root = document.documentElement
  #page = document.documentElement.dataset
  #places = new Places()
  #offset = Number(document.documentElement.dataset.now) - Date.now()
  #wanted = stage().dataset.scene
  #shown = stage().dataset.scene
  #fetching = false
  #figures = new Map()
  #room = new RoomCode()
  #size = 1
  #askedAt = -1000
  #notice

  constructor(signalR) {
    this.#connection = new Connection(signalR, this.#root, {
      frame: frame => this.#take(frame),
      beat: beat => this.#beat(beat),
      joined: () => this.#acknowledge() // a server that has started again has forgotten what was told
    })
  }

  start() {
    document.addEventListener("keydown", event => this.#key(event))
    addEventListener("resize", () => this.#fit())
    document.fonts?.ready.then(() => this.#fit())
    setInterval(() => this.#tick(), 250)
    this.#tick()
    this.#fit()
    this.#acknowledge()
    this.#connection.start()
  }

  #beat(beat) {
    // The message that was least long on its way; a demonstration's beats tell another time than its meetings go by.
    const offset = beat.at - Date.now()
    if (Math.abs(offset - this.#offset) < 30_000) this.#offset = Math.max(this.#offset, offset)
  }

  #take(frame) {
    for (const figure of frame.figures) {
      this.#figures.set(figure.key, figure)
      if (figure.key === "scene") this.#wanted = figure.value
    }
    if (this.#wanted !== this.#shown) this.#renew()
    else this.#show()
  }

  // ---- the scene

  async #renew() {
    const [state, , cover] = this.#wanted.split(" ")
    if (state === "ended") return this.#end()
    if (cover === "frozen") return this.#freeze()
    if (this.#fetching) return

    this.#fetching = true
    // What ticked in the scene before is no number of the next one: its rows are called the same.
    for (const key of [...this.#figures.keys()]) if (key.startsWith("row-")) this.#figures.delete(key)
    const made = await readPage(location.pathname + location.search)
    const fresh = made?.getElementById("stage")
    if (fresh) {
      stage().replaceWith(document.adoptNode(fresh))
      // After an end: the code is another forum's, which ends in its own words.
      document.querySelector("[data-ended]").replaceWith(document.adoptNode(made.querySelector("[data-ended]")))
      document.title = made.title
      this.#shown = stage().dataset.scene
      this.#page.frozen = "no"
      this.#places.find()
      this.#show()
      this.#fit()
      requestAnimationFrame(() => requestAnimationFrame(() => this.#acknowledge()))
    }
    this.#fetching = false
  }

  #freeze() {
    this.#page.frozen = "yes"
    this.#shown = this.#wanted
    this.#acknowledge()
  }

  #end() {
    this.#shown = this.#wanted
    document.querySelector("[data-ended]").hidden = false
    stage().hidden = true
  }

  #show() {
    const now = performance.now()
    for (const figure of this.#figures.values())
      if (this.#page.frozen !== "yes" || figure.key === "here") this.#places.show(figure, now)
    const notice = this.#figures.get("notice")?.text
    if (notice !== this.#notice) this.#fit()
    this.#notice = notice
  }

  // The host sees that the big screen shows what it should.
  #acknowledge() {
    fetch(`${location.pathname}/seen?scene=${encodeURIComponent(this.#shown)}`, { method: "POST" })
      .catch(() => { /* the host sees that too */ })
  }

  // ---- every quarter of a second

  #tick() {
    const now = performance.now()
    this.#page.conn = this.#connection.state()
    this.#room.tick(now)
    for (const timer of document.querySelectorAll("[data-closes]")) {
      const left = Math.max(0, Math.ceil((Number(timer.dataset.closes) - Date.now() - this.#offset) / 1000))
      const text = timer.dataset.closes ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : ""
      if (timer.textContent !== text) timer.textContent = text
    }
    if (this.#wanted !== this.#shown && now - this.#askedAt > 1000) {
      this.#askedAt = now
      this.#renew()
    }
  }

  // Long texts shrink until they fit, but not below what the last row can read.
  #fit() {
    const body = document.querySelector("[data-fit]")
    if (!body) return

    let fit = 1
    const set = () => this.#root.style.setProperty("--fit", fit * this.#size)
    for (set(); fit > 0.5 && (body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1); set()) fit -= 0.05
  }

  #key(event) {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return

    const keys = document.querySelector("[data-keys]")
    const acts = {
      f: () => document.fullscreenElement ? document.exitFullscreen() : this.#root.requestFullscreen(),
      "+": () => this.#resize(0.1),
      "-": () => this.#resize(-0.1),
      "?": () => keys.hidden = !keys.hidden,
      h: () => keys.hidden = !keys.hidden,
      Escape: () => keys.hidden = true
    }
    acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.()
  }

  #resize(by) {
    this.#size = Math.min(1.6, Math.max(0.6, this.#size + by))
    this.#fit()
  }
}

function stage() {
  return document.getElementById("stage")
}

new Projector(globalThis.signalR).start()
