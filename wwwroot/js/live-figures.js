// What a live page decides, without DOM, connection or clock: all three are handed in, so node can test it.

// Which version the page shows, and what a message from the server means for it.
// Figures are absolute: a frame may be applied by any page at or after its "from".
export class Frames {
  constructor(epoch, version) {
    this.epoch = epoch
    this.version = version
  }

  // "apply", "skip" (nothing new), or "snapshot": something was missed, so ask for everything.
  take({ epoch, from, to }) {
    if (from !== 0 && epoch !== this.epoch) return "snapshot"
    if (epoch === this.epoch && to <= this.version) return "skip"
    if (from > this.version) return "snapshot"

    this.epoch = epoch
    this.version = to
    return "apply"
  }

  isBehind({ epoch, version }) {
    return epoch !== this.epoch || version > this.version
  }
}

// How fresh the page is. Live is earned by messages, never assumed from a connection that seems open.
// All times are milliseconds of one monotonic clock.
export class Freshness {
  #started
  #heard = null
  #polled = -Infinity
  #connected = false

  constructor(
    now, { reconnectingAfter = 20_000, staleAfter = 60_000, connectingFor = 3_000, polledFor = 30_000 } = {}
  ) {
    this.#started = now
    this.reconnectingAfter = reconnectingAfter
    this.staleAfter = staleAfter
    this.connectingFor = connectingFor
    this.polledFor = polledFor
  }

  heard(now) {
    this.#heard = now
    this.#connected = true
  }

  lost() {
    this.#connected = false
  }

  // The newest figures were fetched, for want of a connection.
  polled(now) {
    this.#polled = now
  }

  // Since the last word from the server; before the first one, since the page was opened.
  age(now) {
    return now - Math.max(this.#heard ?? this.#started, this.#polled)
  }

  state(now, online = true) {
    if (!online) return "offline"

    const isLive = this.#connected && now - this.#heard < this.reconnectingAfter
    if (!isLive && now - this.#polled < this.polledFor) return "polled"

    const age = this.age(now)
    if (age >= this.staleAfter) return "stale"
    if (this.#heard === null && age < this.connectingFor) return "connecting"
    return isLive ? "live" : "reconnecting"
  }
}

// Figures that have come and are not shown yet: the newest of each key.
export class Patches {
  #waiting = new Map()
  frames = 0

  add(figures) {
    for (const figure of figures) this.#waiting.set(figure.key, figure)
    this.frames++
  }

  // Hands out what may be shown now; what the reader holds (a selection, the focus) stays for later.
  take(isHeld) {
    const free = [...this.#waiting.values()].filter(figure => !isHeld(figure.key))
    for (const { key } of free) this.#waiting.delete(key)
    this.frames = 0
    return free
  }

  get size() {
    return this.#waiting.size
  }
}

// At most one announcement in 30 s, and only of a state that still holds and was not said last.
export class Announcer {
  #saidAt = -Infinity
  #said

  constructor(first, every = 30_000) {
    this.#said = first
    this.every = every
  }

  // The state to announce now, or null.
  next(state, now) {
    if (state === "connecting" || state === this.#said || now - this.#saidAt < this.every) return null

    this.#said = state
    this.#saidAt = now
    return state
  }
}
