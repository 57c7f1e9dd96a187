import { Announcer, Frames, Freshness, Patches } from "./live-figures.js"
import { Retries, pollDelay } from "./live-retries.js"
import { Places } from "./places.js"
import { Sections } from "./sections.js"
import { StatusRow } from "./status-row.js"

// Keeps the page live over one connection: figures as they come, and how fresh they are.
class Live {
  #hub
  #page = document.documentElement.dataset
  #language = document.documentElement.lang
  #narrow = matchMedia("(width < 48em)")
  #places = new Places()
  #sections = new Sections(this.#places)
  #row = new StatusRow()
  #patches = new Patches()
  #announcer = new Announcer("live")
  #frames = new Frames(this.#page.epoch, Number(this.#page.version))
  #freshness = new Freshness(performance.now(), {
    reconnectingAfter: 1000 * Number(this.#page.reconnectingAfter),
    staleAfter: 1000 * Number(this.#page.staleAfter),
    polledFor: 2000 * Number(this.#page.pollAfter)
  })
  #clock = document.querySelector("[data-clock]").textContent
  #clockAt = performance.now()
  #paused = sessionStorage.getItem("paused") === "1"
  #retries = new Retries()
  #retry
  #poll
  #fetching
  #patching
  #patchedAt = 0
  #wall = Date.now() - performance.now()

  constructor(signalR) {
    this.#hub = new signalR.HubConnectionBuilder()
      .withUrl("/live", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
      .configureLogging(signalR.LogLevel.None)
      .build()
    this.#hub.on("Frame", frame => this.#receive(frame))
    this.#hub.on("Heartbeat", beat => this.#beat(beat))
    this.#hub.on("Drain", ({ afterMilliseconds }) => this.#retries.planned(afterMilliseconds))
    this.#hub.onclose(() => this.#lost())
  }

  start() {
    this.#listen()
    this.#row.paused = this.#paused
    this.#tick()
    setInterval(() => this.#tick(), 1000)
    this.#connect()
  }

  #listen() {
    const actions = { pause: () => this.#pause(true), resume: () => this.#pause(false), retry: () => this.#now() }
    document.addEventListener("click", event => actions[event.target.closest("[data-do]")?.dataset.do]?.())
    document.addEventListener("selectionchange", () => this.#schedule())
    document.addEventListener("focusout", () => this.#schedule())
    document.addEventListener("visibilitychange", () => this.#seen())
    addEventListener("pageshow", event => event.persisted && this.#now())
    addEventListener("online", () => this.#now())
    addEventListener("offline", () => this.#tick())
  }

  // ---- the connection: tried for ever, also when the very first try fails

  async #connect() {
    clearTimeout(this.#retry)
    this.#retry = null
    try {
      await this.#hub.start()
      const frame =
          await this.#hub.invoke("Watch", this.#page.board, this.#language, this.#frames.epoch, this.#frames.version)
      this.#retries.connected(performance.now())
      this.#freshness.heard(performance.now())
      if (frame) this.#receive(frame)
      this.#tick()
    } catch {
      if (this.#hub.state === "Disconnected") this.#lost()
      else this.#hub.stop()
    }
  }

  #lost() {
    if (this.#retry) return

    const wait = this.#retries.lost(performance.now())
    if (!this.#retries.isPlanned) this.#freshness.lost()
    this.#retry = setTimeout(() => this.#again(), wait)
    if (this.#retries.shouldPoll) this.#poll ??= setTimeout(() => this.#fetchNow())
    this.#tick()
  }

  // A page that nobody sees waits until somebody does.
  #again() {
    this.#retry = null
    if (!document.hidden) this.#connect()
  }

  // Where WebSockets are blocked: the figures every so often, while the connection is still being tried.
  async #fetchNow() {
    const retryAfter = document.hidden ? null : await this.#snapshot()
    const wait = pollDelay(1000 * Number(this.#page.pollAfter), retryAfter)
    this.#poll = this.#retries.shouldPoll ? setTimeout(() => this.#fetchNow(), wait) : null
  }

  #seen() {
    if (!document.hidden && !(this.#isLive && this.#hub.state === "Connected")) this.#now()
  }

  // Somebody is looking and the page is old: do not wait for the next try.
  #now() {
    this.#snapshot()
    if (this.#hub.state === "Disconnected") this.#connect()
  }

  // ---- what comes

  #beat(beat) {
    this.#freshness.heard(performance.now())
    this.#page.build = beat.build
    this.#setClock(beat.clock)
    if (this.#frames.isBehind(beat)) this.#snapshot()
    this.#tick()
  }

  #receive(frame) {
    this.#freshness.heard(performance.now())
    this.#take(frame)
    this.#tick()
  }

  #take(frame) {
    const verdict = this.#frames.take(frame)
    if (verdict === "snapshot") return this.#snapshot()
    if (verdict === "skip") return

    this.#setClock(frame.clock)
    this.#patches.add(frame.figures)
    if (this.#paused) this.#row.held = this.#patches.frames
    this.#schedule()
  }

  // Everything, when something was missed or cannot come otherwise. Not a word of the hub, so it does not make the page
  // live. Gives the time that a busy server names.
  #snapshot() {
    return this.#fetching ??= this.#fetch().finally(() => this.#fetching = null)
  }

  async #fetch() {
    try {
      const answer = await fetch(`/api/v1/boards/${this.#page.board}?lang=${this.#language}`, { cache: "no-cache" })
      if (!answer.ok) return answer.headers.get("Retry-After")

      this.#take(await answer.json())
      if (this.#retries.shouldPoll) this.#freshness.polled(performance.now())
      this.#tick()
    } catch { /* the next heartbeat or poll asks again */ }
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
    document.querySelector(`[data-do=${paused ? "resume" : "pause"}]`).focus()
  }

  #setClock(clock) {
    this.#clock = clock
    this.#clockAt = performance.now()
    this.#row.clock = clock
  }

  get #isLive() {
    return this.#freshness.state(performance.now(), navigator.onLine) === "live"
  }

  #tick() {
    const now = performance.now()
    const state = this.#freshness.state(now, navigator.onLine)
    this.#row.state = state
    this.#row.age = now - this.#clockAt
    const words = this.#announcer.next(state, now)
    if (words) this.#row.announce(words)
    if (!this.#paused) this.#sections.tick(now)
    if (this.#hasSlept(now) || (state === "stale" && this.#hub.state === "Connected")) this.#hub.stop()
  }

  // The monotonic clock may stand still while a device sleeps. The device's clock is not trusted with ages,
  // but when the two part, the connection is old and must prove itself again.
  #hasSlept(now) {
    const wall = Date.now() - now
    const slept = Math.abs(wall - this.#wall) > 10_000
    this.#wall = wall
    return slept && this.#hub.state === "Connected"
  }
}

// Without the hub's client the page stays what it is without script: correct, as at its time.
if (globalThis.signalR) new Live(globalThis.signalR).start()
