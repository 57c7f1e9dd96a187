import { Frames, Freshness } from "./live-figures.js"
import { Retries, pollDelay } from "./live-retries.js"

// A page's connection to its board of figures. It is tried for ever, also when the very first try fails; what was missed
// is fetched; and where no connection can be had, everything is fetched every so often.
//
// on: { frame } with each frame that is news, { beat } with each heartbeat, { joined } when a connection stands, { changed }
// when the state may be another. All but the first may be left out.
export class Connection {
  #hub = null
  #page
  #language
  #on
  #frames
  #freshness
  #retries = new Retries()
  #retry = null
  #poll = null
  #fetching = null
  #ended = false
  #wall = Date.now() - performance.now()

  constructor(signalR, root, on) {
    this.#page = root.dataset
    this.#language = root.lang
    this.#on = { beat() {}, joined() {}, changed() {}, ...on }
    this.#frames = new Frames(this.#page.epoch ?? "", Number(this.#page.version ?? 0))
    this.#freshness = new Freshness(performance.now(), {
      reconnectingAfter: 1000 * Number(this.#page.reconnectingAfter),
      staleAfter: 1000 * Number(this.#page.staleAfter),
      polledFor: 2000 * Number(this.#page.pollAfter)
    })
    if (signalR) this.#hub = this.#build(signalR)
  }

  #build(signalR) {
    const hub = new signalR.HubConnectionBuilder()
      .withUrl("/live", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
      .configureLogging(signalR.LogLevel.None)
      .build()
    hub.on("Frame", frame => this.#receive(frame))
    hub.on("Heartbeat", beat => this.#beat(beat))
    hub.on("Drain", ({ afterMilliseconds }) => this.#retries.planned(afterMilliseconds))
    hub.onclose(() => this.#lost())
    return hub
  }

  start() {
    document.addEventListener("visibilitychange", () => this.#seen())
    addEventListener("pageshow", event => event.persisted && this.now())
    addEventListener("online", () => this.now())
    addEventListener("offline", () => this.#on.changed())
    if (this.#hub) this.#connect()
    else this.#fetchNow() // without the hub's client
  }

  // Nothing comes any more, and nothing is tried.
  end() {
    this.#ended = true
    clearTimeout(this.#retry)
    clearTimeout(this.#poll)
    this.#hub?.stop()
  }

  // Somebody is looking and the page may be old: do not wait for the next try.
  now() {
    if (this.#ended) return

    this.snapshot()
    if (this.#hub?.state === "Disconnected") this.#connect()
  }

  // How fresh the page is. A connection that has said nothing for too long, or outlived a sleep, must prove itself again.
  state() {
    const now = performance.now()
    const state = this.#freshness.state(now, navigator.onLine)
    const old = this.#hasSlept(now) || state === "stale"
    if (old && this.#hub?.state === "Connected") this.#hub.stop()
    return state
  }

  // True where connections have failed so often that they may be blocked on the way.
  get mustPoll() {
    return !this.#hub || this.#retries.shouldPoll
  }

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
      this.#on.joined()
      this.#on.changed()
    } catch {
      if (this.#hub.state === "Disconnected") this.#lost()
      else this.#hub.stop()
    }
  }

  #lost() {
    if (this.#retry || this.#ended) return

    const wait = this.#retries.lost(performance.now())
    if (!this.#retries.isPlanned) this.#freshness.lost()
    this.#retry = setTimeout(() => this.#again(), wait)
    if (this.mustPoll) this.#poll ??= setTimeout(() => this.#fetchNow())
    this.#on.changed()
  }

  // A page that nobody sees waits until somebody does.
  #again() {
    this.#retry = null
    if (!document.hidden) this.#connect()
  }

  #seen() {
    if (!document.hidden && !(this.state() === "live" && this.#hub?.state === "Connected")) this.now()
  }

  async #fetchNow() {
    const retryAfter = document.hidden ? null : await this.snapshot()
    const wait = pollDelay(1000 * Number(this.#page.pollAfter), retryAfter)
    this.#poll = this.mustPoll && !this.#ended ? setTimeout(() => this.#fetchNow(), wait) : null
  }

  #beat(beat) {
    this.#freshness.heard(performance.now())
    this.#on.beat(beat)
    if (this.#frames.isBehind(beat)) this.snapshot()
    this.#on.changed()
  }

  #receive(frame) {
    this.#freshness.heard(performance.now())
    this.#take(frame)
    this.#on.changed()
  }

  #take(frame) {
    const verdict = this.#frames.take(frame)
    if (verdict === "snapshot") this.snapshot()
    if (verdict === "apply") this.#on.frame(frame)
  }

  // Everything, when something was missed or cannot come otherwise. Not a word of the hub, so it does not make the page
  // live. Gives the time that a busy server names.
  snapshot() {
    return this.#fetching ??= this.#fetch().finally(() => this.#fetching = null)
  }

  async #fetch() {
    try {
      const answer = await fetch(`/api/v1/boards/${this.#page.board}?lang=${this.#language}`, { cache: "no-cache" })
      if (!answer.ok) return answer.headers.get("Retry-After")

      this.#take(await answer.json())
      if (this.mustPoll) this.#freshness.polled(performance.now())
      this.#on.changed()
    } catch { /* the next heartbeat or poll asks again */ }
  }

  // The monotonic clock may stand still while a device sleeps. The device's clock is not trusted with ages,
  // but when the two part, the connection is old and must prove itself again.
  #hasSlept(now) {
    const wall = Date.now() - now
    const slept = Math.abs(wall - this.#wall) > 10_000
    this.#wall = wall
    return slept
  }
}
