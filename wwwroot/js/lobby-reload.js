// Loads the page anew, and never blindly: a browser's error page has no script that could bring us back.
export class Reloader {
  #wants = new Map()
  #trying = false

  // reach: whether the page and the server can be had; reload: does it.
  constructor({ reach = reachable, reload = () => location.reload(), random = Math.random } = {}) {
    this.reach = reach
    this.reload = reload
    this.random = random
  }

  // reason: each is wanted once. within: spread over so many milliseconds, so that a building's screens do not come together.
  want(reason, now, within = 0) {
    if (!this.#wants.has(reason)) this.#wants.set(reason, now + this.random() * within)
  }

  get reasons() {
    return [...this.#wants.keys()]
  }

  // At a moment at which it may be: between two panels, with nothing going on. False: nothing is due, or it cannot be had.
  async tick(now) {
    if (this.#trying || ![...this.#wants.values()].some(from => now >= from)) return false

    this.#trying = true
    const here = await this.reach()
    this.#trying = false
    if (here) this.reload([...this.#wants.keys()])
    else for (const reason of this.#wants.keys()) this.#wants.set(reason, now + 30_000 * (1 + this.random()))
    return here
  }
}

// Whether the page and a server that is ready can be had within five seconds.
export async function reachable() {
  try {
    const [page, ready] = await Promise.all([location.href, "/health/ready"].map(address =>
      fetch(address, { cache: "no-store", signal: AbortSignal.timeout(5_000), headers: { "X-Probe": "1" } })))
    return page.ok && ready.ok && page.headers.get("X-Kept") === null
  } catch {
    return false
  }
}
