import { Connection } from "./live-connection.js"
import { Announcer, Patches } from "./live-figures.js"
import { Places } from "./places.js"
import { Sections } from "./sections.js"
import { StatusRow } from "./status-row.js"

// Keeps the page live over one connection: figures as they come, and how fresh they are.
class Live {
  #page = document.documentElement.dataset
  #narrow = matchMedia("(width < 48em)")
  #places = new Places()
  #sections = new Sections(this.#places)
  #row = new StatusRow()
  #patches = new Patches()
  #announcer = new Announcer("live")
  #clock = document.querySelector("[data-clock]").textContent
  #clockAt = performance.now()
  #paused = sessionStorage.getItem("paused") === "1"
  #patching
  #patchedAt = 0
  #connection

  constructor(signalR) {
    this.#connection = new Connection(signalR, document.documentElement, {
      frame: frame => this.#take(frame),
      beat: beat => this.#beat(beat),
      changed: () => this.#tick()
    })
  }

  start() {
    this.#listen()
    this.#row.paused = this.#paused
    this.#tick()
    setInterval(() => this.#tick(), 1000)
    this.#connection.start()
  }

  #listen() {
    const retry = () => this.#connection.now()
    const actions = { pause: () => this.#pause(true), resume: () => this.#pause(false), retry }
    document.addEventListener("click", event => actions[event.target.closest("[data-do]")?.dataset.do]?.())
    document.addEventListener("selectionchange", () => this.#schedule())
    document.addEventListener("focusout", () => this.#schedule())
  }

  // ---- what comes

  #beat(beat) {
    this.#page.build = beat.build
    this.#setClock(beat.clock)
  }

  #take(frame) {
    this.#setClock(frame.clock)
    this.#patches.add(frame.figures)
    if (this.#paused) this.#row.held = this.#patches.frames
    this.#schedule()
  }

  // ---- what is shown

  #schedule() {
    if (this.#paused || this.#patching || this.#patches.size === 0) return

    // On a phone figures change at most every 2 s, so that nobody loses the line.
    const wait = this.#narrow.matches ? Math.max(0, this.#patchedAt + 2000 - performance.now()) : 0
    this.#patching = setTimeout(() => requestAnimationFrame(now => this.#patch(now)), wait)
  }

  #patch(now) {
    this.#patching = null
    if (this.#paused) return

    this.#patchedAt = now
    for (const figure of this.#patches.take(key => this.#places.isHeld(key))) this.#places.show(figure, now)
  }

  #pause(paused) {
    this.#paused = paused
    this.#row.pausedClock = this.#clock
    this.#row.held = 0
    this.#row.paused = paused
    try { sessionStorage.setItem("paused", paused ? "1" : "") } catch { /* then for this page only */ }
    this.#schedule()
    document.querySelector(`[data-do=${paused ? "resume" : "pause"}]`).focus({ preventScroll: true }) // it is where the other was
  }

  #setClock(clock) {
    this.#clock = clock
    this.#clockAt = performance.now()
    this.#row.clock = clock
  }

  #tick() {
    const now = performance.now()
    const state = this.#connection.state()
    this.#row.state = state
    this.#row.age = now - this.#clockAt
    const words = this.#announcer.next(state, now)
    if (words) this.#row.announce(words)
    if (!this.#paused) this.#sections.tick(now)
  }
}

// Without the hub's client the page stays what it is without script: correct, as at its time.
if (globalThis.signalR) new Live(globalThis.signalR).start()
