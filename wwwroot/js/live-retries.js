// When to try again, without connection or clock: both are handed in, so node can test it. All times are milliseconds.

// How long to wait before the next try. The first is spread over 0.5 to 5 s, so that a crowd does not come back at once;
// then full jitter under a doubling bound that ends at 20 s: with 30 s the unlucky of 5,000 were back too late. There is
// no last try.
export function retryDelay(attempt, random = Math.random) {
  const longest = attempt === 0 ? 5_000 : Math.min(20_000, 1_000 * 2 ** Math.min(attempt + 2, 10))
  return 500 + random() * (longest - 500)
}

// How long until figures are fetched again where no connection can be had, give or take a fifth. A server that names a
// time (Retry-After, in seconds) is obeyed if it is longer.
export function pollDelay(every, retryAfter = null, random = Math.random) {
  return Math.max((every * (4 + 2 * random())) / 5, 1_000 * (Number(retryAfter) || 0))
}

// How long until a part of the page is fetched that a frame said is old. All pages hear that in the same instant: they are
// spread over 2 to 10 s, and wider each time it was in vain. Never under a second, for which the server keeps its answer.
export function renewDelay(tries = 0, random = Math.random) {
  return 2_000 + random() * Math.min(60_000, 8_000 * 2 ** Math.min(tries, 10))
}

// What the tries so far mean for the next one.
export class Retries {
  #attempt = 0
  #failed = 0
  #connectedAt = null
  #planned = null

  constructor(random = Math.random, { stableAfter = 60_000, pollAfter = 3 } = {}) {
    this.random = random
    this.stableAfter = stableAfter
    this.pollAfter = pollAfter
  }

  connected(now) {
    this.#connectedAt = now
    this.#failed = 0
    this.#planned = null
  }

  // The server ends soon and says when to come back.
  planned(afterMilliseconds) {
    this.#planned = afterMilliseconds
  }

  // True from the announcement until the connection is back: no news, unless it takes longer than a page may be silent.
  get isPlanned() {
    return this.#planned !== null
  }

  // A try failed or a connection ended; how long to wait now. Only a connection that held begins anew.
  lost(now) {
    const wasConnected = this.#connectedAt !== null
    if (wasConnected && now - this.#connectedAt >= this.stableAfter) this.#attempt = 0
    this.#connectedAt = null
    if (wasConnected && this.#planned !== null) return this.#planned

    if (!wasConnected) this.#failed++
    return retryDelay(this.#attempt++, this.random)
  }

  // After some failures in a row it may be that WebSockets are blocked on the way.
  get shouldPoll() {
    return this.#failed >= this.pollAfter
  }
}
