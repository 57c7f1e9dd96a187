// Keeps the room's code on the hall's screen at the present one. A code that nobody takes any more is not shown.
export class RoomCode {
  #ends = new WeakMap() // of the place, as the picture is made anew: when its code is the one before
  #askedAt = -Infinity

  async tick(now) {
    const place = document.querySelector("[data-room]")
    if (!place) return

    if (!this.#ends.has(place)) this.#ends.set(place, now + Number(place.dataset.left))
    const over = now - this.#ends.get(place)
    if (over < 0) return

    if (over > 60_000) place.querySelector("b").textContent = "····"
    if (now - this.#askedAt < 2_000) return

    this.#askedAt = now
    const next = await ask(place.dataset.room)
    if (!next) return

    place.querySelector("b").textContent = next.code
    this.#ends.set(place, performance.now() + next.left)
  }
}

async function ask(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) })
    return answer.ok ? await answer.json() : null
  } catch {
    return null // asked again, as the last code ends
  }
}
