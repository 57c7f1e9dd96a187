import { Frames, Freshness } from "./live-figures.js"
import { Retries } from "./live-retries.js"
import { Countdown } from "./forum-clock.js"
import { replaceMain } from "./forum-scene.js"
import { readPage } from "./read.js"
import { Votes } from "./forum-vote.js"

const page = document.documentElement.dataset
const main = () => document.getElementById("main")

// Keeps a participant's page at what is on now. Without a connection it keeps the last picture and says so.
class Room {
  #hub
  #frames = new Frames("", 0)
  #retries = new Retries()
  #freshness = new Freshness(performance.now(), {
    reconnectingAfter: 1000 * Number(page.reconnectingAfter),
    staleAfter: 1000 * Number(page.staleAfter),
    polledFor: 2000 * Number(page.pollAfter)
  })
  #countdown = new Countdown()
  #wanted = main().dataset.scene
  #fetching = null
  #fetchedAt = performance.now()
  #waiting
  #retry

  constructor(signalR) {
    new Votes(address => this.renew(address))
    document.addEventListener("submit", event => this.#quiet(event))
    document.addEventListener("visibilitychange", () => document.hidden || this.#now())
    addEventListener("online", () => this.#now())
    addEventListener("offline", () => this.#tick())
    addEventListener("pageshow", event => event.persisted && this.#now())
    setInterval(() => this.#tick(), 1000)
    this.#tick()
    if (!signalR) return

    this.#hub = new signalR.HubConnectionBuilder()
      .withUrl("/live", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
      .configureLogging(signalR.LogLevel.None)
      .build()
    this.#hub.on("Frame", frame => this.#take(frame))
    this.#hub.on("Heartbeat", beat => this.#beat(beat))
    this.#hub.on("Drain", ({ afterMilliseconds }) => this.#retries.planned(afterMilliseconds))
    this.#hub.onclose(() => this.#lost())
    this.#connect()
  }

  async #connect() {
    clearTimeout(this.#retry)
    this.#retry = null
    try {
      await this.#hub.start()
      const frame = await this.#hub.invoke("Watch", page.board, document.documentElement.lang, this.#frames.epoch, this.#frames.version)
      this.#retries.connected(performance.now())
      this.#freshness.heard(performance.now())
      if (frame) this.#take(frame)
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
    this.#retry = setTimeout(() => this.#connect(), wait)
    this.#tick()
  }

  #now() {
    this.renew()
    if (this.#hub?.state === "Disconnected") this.#connect()
  }

  #beat(beat) {
    this.#freshness.heard(performance.now())
    if (this.#frames.isBehind(beat)) this.#snapshot()
    this.#tick()
  }

  #take(frame) {
    this.#freshness.heard(performance.now())
    const verdict = this.#frames.take(frame)
    if (verdict === "snapshot") return this.#snapshot()
    if (verdict === "skip") return

    for (const { key, text, drawing } of frame.figures) this.#show(key, text, drawing ?? text)
    this.#tick()
  }

  async #snapshot() {
    try {
      const answer = await fetch(`/api/v1/boards/${page.board}?lang=${document.documentElement.lang}`, { cache: "no-cache" })
      if (answer.ok) this.#take(await answer.json())
    } catch { /* the next heartbeat asks again */ }
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
    page.conn = page.board ? this.#freshness.state(now, navigator.onLine) : "static"
    this.#countdown.tick()
    if (document.hidden || !page.board) return

    // All phones hear of a new scene in one instant: they ask for it within the next second, and not together.
    if (this.#wanted !== main().dataset.scene) this.#waiting ??= setTimeout(() => this.renew(), 50 + 700 * Math.random())
    else if (now - this.#fetchedAt > this.#every) this.renew()
  }

  // How many support a question is in no scene, and what cannot be pushed must be asked for.
  get #every() {
    if (this.#retries.shouldPoll) return 1000 * Number(page.pollAfter)
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
      if (this.#retries.shouldPoll || !this.#hub) this.#freshness.polled(performance.now())
      if (!fresh.documentElement.dataset.board) this.#end()
      return true
    })
  }

  #end() {
    delete page.board
    this.#hub?.stop()
    clearTimeout(this.#retry)
    this.#retry = -1
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
