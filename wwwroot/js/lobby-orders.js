// What staff ask of a paired screen, and what it says of itself. An order is done when the screen shows it: it is looked
// up in the page, not in the message. What stands ends by this device's monotonic clock, also without a connection.
const kept = 50 // orders of which it is remembered that they were carried out
const sayEvery = 9_000

export class Orders {
  #have = -1
  #wanted = 0
  #standing = []
  #busy = false
  #tryAt = 0
  #handled = []
  #told = ""
  #toldAt = -Infinity
  #saying = false
  #page = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2)

  // on: { revoked } when the screen's token is no good, { cloned } when another device speaks for it
  constructor(on) {
    this.on = on
    try { this.#handled = JSON.parse(sessionStorage.getItem("handled") ?? "[]") } catch { /* none is known */ }
  }

  // The number that the board names.
  heard(version) {
    this.#wanted = Math.max(this.#wanted, Number(version) || 0)
  }

  // The profile of the screen, once it is known.
  profile = null

  // The newest of a kind that holds now; null: none.
  standing(kind, now) {
    return this.#standing.findLast(order => order.kind === kind && order.until > now) ?? null
  }

  // What is to be done once and was not yet.
  pending(now) {
    return this.#standing.filter(order =>
      ["next", "identify", "reload"].includes(order.kind) && order.until > now && !this.#handled.includes(order.id))
  }

  handle(order) {
    this.#handled = [...this.#handled, order.id].slice(-kept)
    try { sessionStorage.setItem("handled", JSON.stringify(this.#handled)) } catch { /* for this page only */ }
  }

  async tick(now) {
    if (this.#busy || this.#have >= this.#wanted && this.#have >= 0 || now < this.#tryAt) return

    this.#busy = true
    this.#tryAt = now + 2_000 + 3_000 * Math.random()
    try {
      const answer = await fetch("/screen/orders", { cache: "no-store", signal: AbortSignal.timeout(5_000) })
      if (answer.status === 401) this.on.revoked()
      if (answer.ok) this.#take(await answer.json(), performance.now())
    } catch { /* the next tick tries again */ }
    this.#busy = false
  }

  #take(answer, now) {
    this.#have = answer.version
    this.profile = answer.profile
    this.#standing = answer.orders.map(order => ({ ...order, until: now + (order.endsAt - answer.now) }))
    this.#tryAt = now
  }

  // What of it is seen now, by its ids; look: whether an order's effect can be seen.
  effects(now, look) {
    const done = this.#standing.filter(order => order.until > now && (
      ["next", "identify", "reload"].includes(order.kind) ? this.#handled.includes(order.id) : look(order) === "seen"))
    const refused = this.#standing.filter(order => order.until > now && look(order) === "impossible")
    return { done: done.map(order => order.id), refused: refused.map(order => order.id) }
  }

  // Tells the server what is shown: when that changes, and every few seconds.
  async say(now, shows) {
    const text = JSON.stringify(shows)
    if (this.#saying || now - this.#toldAt < 500 || (text === this.#told && now - this.#toldAt < sayEvery)) return

    this.#saying = true
    this.#toldAt = now
    try {
      const answer = await fetch("/screen/report", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...shows, instance: this.#page }),
        signal: AbortSignal.timeout(5_000)
      })
      if (answer.ok) {
        this.#told = text
        this.heard((await answer.json()).orders)
      }
      if (answer.status === 401) this.on.revoked()
      if (answer.status === 409) this.on.cloned()
    } catch { /* staff see that it is silent */ }
    this.#saying = false
  }
}
