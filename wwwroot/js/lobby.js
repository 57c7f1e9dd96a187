import { Connection } from "./live-connection.js"
import { StationClock } from "./lobby-clock.js"
import { address, forgetPage, keepFigures, keepPage, keptFigures } from "./lobby-keep.js"
import { Cover } from "./lobby-cover.js"
import { Guard } from "./lobby-guard.js"
import { Orders } from "./lobby-orders.js"
import { OtherLanguage } from "./lobby-other.js"
import { age } from "./lobby-playlist.js"
import { Reloader } from "./lobby-reload.js"
import { Renewal } from "./lobby-renewal.js"
import { Stage } from "./lobby-stage.js"
import { showTime } from "./lobby-time.js"
import { Places } from "./places.js"

const minute = 60_000
const keepEvery = 30_000
const heldFor = minute

// A display that nobody touches. It never goes blank by itself and never shows old figures as if they were new.
class Lobby {
  #root = document.documentElement
  #page = document.documentElement.dataset
  #places
  #other = null
  #clock
  #stage
  #orders = null
  #cover
  #reloader = new Reloader({ reload: () => this.#reload() })
  #guard
  #connection
  #figures = new Map() // what came since the page was made, for a start without a network
  #build = document.documentElement.dataset.build
  #loadedAt = performance.now()
  #freshAt = performance.now()
  #asOf
  #keptAt = -Infinity
  #pageKept = false
  #heldUntil = 0
  #renewal
  #turn = null
  #watchdog = null
  #leaving = false

  constructor() {
    const { lang } = this.#root
    this.#places = new Places(`article[lang="${lang}"]`)
    if (this.#page.other)
      this.#other = new OtherLanguage(this.#page.other, this.#page, new Places(`article[lang="${this.#page.other}"]`))
    this.#clock = new StationClock(this.#page.zone)
    this.#asOf = Number(this.#page.at)
    if (this.#page.cold === "no") this.#clock.heard(Number(this.#page.now), performance.now())
    this.#stage = new Stage(language => language === lang || this.#other.mayBeShown(performance.now(), this.#page.conn === "live"))
    if (this.#page.screen) this.#orders = new Orders({ revoked: () => this.#leave("/screen"), cloned: () => this.#leave("/screen?again") })
    this.#cover = new Cover(this.#orders, this.#clock)
    this.#guard = new Guard(this.#clock, this.#reloader, this.#loadedAt)
    this.#renewal = new Renewal(() => this.#places.follow(), panels => {
      this.#stage.renew(panels)
      this.#places.find()
      this.#other?.find()
    })
  }

  async start(signalR) {
    this.#root.style.setProperty("--zoom", this.#page.zoom / 100)
    this.#root.style.setProperty("--safe", `${this.#page.safe / 10}rem`)
    if (this.#page.cold === "yes") await this.#recall()
    this.#connection = new Connection(signalR, this.#root, {
      frame: frame => this.#take(frame),
      beat: beat => this.#beat(beat)
    })
    this.#listen()
    document.fonts?.ready.then(() => this.#stage.fit())
    this.#tick()
    setInterval(() => this.#tick(), 1000)
    this.#watch()
    this.#connection.start()
  }

  #listen() {
    addEventListener("resize", () => this.#stage.fit())
    addEventListener("pointerdown", () => this.#hold())
    addEventListener("keydown", event => {
      this.#root.classList.add("keys") // somebody plugged in a keyboard
      if (event.key === "ArrowRight") this.#stage.next(performance.now())
      if (event.key === " ") this.#hold()
    })
  }

  // Somebody reads: the panel stays for a minute; a second touch goes on.
  #hold() {
    const now = performance.now()
    this.#heldUntil = this.#heldUntil > now ? 0 : now + heldFor
    if (this.#heldUntil) this.#stage.hold(now, heldFor)
    else this.#stage.next(now)
    this.#tick()
  }

  #watch() {
    try {
      this.#watchdog = new Worker(address("/screen-watchdog.js"))
      this.#watchdog.onmessage = () => this.#tick()
    } catch { /* then without it */ }
  }

  // ---- what comes

  #beat(beat) {
    const now = performance.now()
    this.#clock.heard(beat.at, now)
    this.#asOf = beat.at
    // Another build than this page's: loaded at the end of a panel, spread over two minutes.
    if (beat.build !== this.#build) this.#reloader.want("build", now, 2 * minute)
  }

  #take(frame) {
    const now = performance.now()
    this.#asOf = Math.max(this.#asOf, frame.at)
    if (frame.from === 0) this.#figures.clear()
    this.#page.epoch = frame.epoch
    this.#page.version = frame.to
    for (const figure of frame.figures) {
      this.#figures.set(figure.key, figure)
      this.#places.show(figure, now)
      if (figure.key === "lobby-orders") this.#orders?.heard(figure.value)
      this.#renewal.heard(figure)
    }
    this.#other?.change()
  }

  // ---- every second

  #tick() {
    const now = performance.now()
    this.#watchdog?.postMessage("")
    // Before the server was heard at all, as after a start without it, nothing is new.
    const heard = this.#connection.state()
    const state = this.#clock.isKnown || heard === "live" || heard === "polled" || heard === "offline" ? heard : "stale"
    if (state === "live" || state === "polled") this.#fresh(now, state)
    this.#page.conn = state
    this.#orders?.tick(now)
    showTime(this.#clock, this.#asOf, now)
    this.#page.held = this.#heldUntil > now ? "yes" : "no"
    this.#cover.tick(now)
    this.#panels(now)
    this.#renewal.tick(now)
    this.#care(now)
    this.#say(now, state)
  }

  #fresh(now, state) {
    this.#freshAt = now
    if (state === "polled" && this.#clock.isKnown) this.#asOf = this.#clock.at(now)
    if (state !== "live" || !this.#page.screen) return

    if (!this.#pageKept) {
      this.#pageKept = true
      keepPage().catch(() => { /* http, or no room: then without it */ })
    }
    if (now - this.#keptAt < keepEvery) return

    this.#keptAt = now
    const { epoch, version } = this.#page
    keepFigures({ epoch, version, at: this.#asOf, figures: [...this.#figures.values()] }).catch(() => {})
  }

  #panels(now) {
    const coming = this.#stage.coming(now, 5_000)
    const theirs = turn => turn && turn.lang !== this.#root.lang
    if (this.#other && !this.#other.isCurrent && (theirs(coming) || theirs(this.#stage.current))) this.#other.fetch()
    this.#stage.tick(now, age(now - this.#freshAt), this.#pinned(now))
  }

  #pinned(now) {
    const forum = this.#page.pinForum === "yes" && this.#page.forum?.startsWith("open")
    return this.#orders?.standing("pin", now)?.value ?? (forum ? "forum" : null)
  }

  // ---- staying alive

  #care(now) {
    const ended = this.#turn !== this.#stage.turns
    this.#turn = this.#stage.turns
    for (const order of this.#orders?.pending(now) ?? []) this.#do(order, now)
    if (this.#orders?.profile != null && this.#orders.profile !== Number(this.#page.profile)) this.#reloader.want("profile", now, 2_000)
    if (ended) this.#guard.tick(now)
    const urgent = this.#reloader.reasons.some(reason => reason === "order" || reason === "profile")
    if ((ended || urgent) && !this.#orders?.standing("takeover", now)) this.#reloader.tick(now)
  }

  #do(order, now) {
    if (order.kind === "reload") return this.#reloader.want("order", now)
    if (order.kind === "next") this.#stage.next(now)
    if (order.kind === "identify") this.#cover.identify(now)
    this.#orders.handle(order)
  }

  // An order to do so is carried out when the next page says it, which is this browser's.
  #reload() {
    for (const order of this.#orders?.pending(performance.now()) ?? []) if (order.kind === "reload") this.#orders.handle(order)
    location.reload()
  }

  // ---- what it says of itself

  #say(now, state) {
    if (!this.#orders || this.#leaving) return

    const look = order => this.#cover.look(order, now, this.#stage)
    const { done, refused } = this.#orders.effects(now, look)
    this.#orders.say(now, {
      panel: this.#stage.panel, cover: this.#cover.shown, conn: state, build: this.#build,
      epoch: this.#page.epoch, version: Number(this.#page.version), figuresAt: Math.round(this.#asOf / minute) * minute,
      started: Math.round((now - this.#loadedAt) / minute), viewport: `${innerWidth}x${innerHeight}`, done, refused
    })
  }

  // The token is no good any more, or another device has it: to the page that connects a screen, if that can be had.
  async #leave(path) {
    if (this.#leaving) return

    this.#leaving = true
    try {
      const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(5_000), headers: { "X-Probe": "1" } })
      if (answer.ok) {
        await forgetPage().catch(() => {})
        location.replace(path)
      }
    } catch { /* in a while again */ }
    setTimeout(() => this.#leaving = false, 10_000)
  }

  // After a start without a network: the last figures, at their time.
  async #recall() {
    const last = await keptFigures()
    this.#freshAt = performance.now() - 2 * minute
    if (!last) return

    for (const figure of last.figures) {
      this.#figures.set(figure.key, figure)
      this.#places.show(figure, performance.now())
    }
    this.#asOf = last.at
    this.#page.epoch = last.epoch
    this.#page.version = last.version
    this.#other?.change()
  }
}

new Lobby().start(globalThis.signalR)
