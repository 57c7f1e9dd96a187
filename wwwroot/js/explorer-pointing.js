const still = 5 // so far a pointer may stray and still only point

// Pointers over the chart: each reads the month under it; one that drags chooses a part; two fingers come closer.
// A finger that moves reads, as it would else hide what it reads behind a band.
export class Pointing {
  #over
  #chart
  #held = new Map() // pointer -> where it is
  #from = null
  #pinch = null

  // chart: read(x, y), band(from, to), choose(from, to), monthAt(x), hold(months, places)
  constructor(over, chart) {
    this.#over = over
    this.#chart = chart
    over.addEventListener("pointerdown", event => this.#down(event))
    over.addEventListener("pointermove", event => this.#move(event))
    over.addEventListener("pointerup", event => this.#up(event, true))
    over.addEventListener("pointercancel", event => this.#up(event, false))
  }

  #down(event) {
    if (event.button !== 0) return

    this.#over.setPointerCapture(event.pointerId)
    this.#held.set(event.pointerId, this.#place(event))
    this.#from = event.pointerType === "mouse" ? this.#place(event).x : null
    this.#pinch = this.#held.size === 2 ? this.#places().map(({ x }) => this.#chart.monthAt(x)) : null
    if (!this.#pinch) this.#read(event)
  }

  #move(event) {
    if (this.#held.has(event.pointerId)) this.#held.set(event.pointerId, this.#place(event))
    if (this.#pinch) return this.#chart.hold(this.#pinch, this.#places().map(({ x }) => x))

    this.#read(event)
    if (this.#dragged(event)) this.#chart.band(this.#from, this.#place(event).x)
  }

  #up(event, done) {
    if (!this.#held.delete(event.pointerId)) return

    if (done && this.#dragged(event)) this.#chart.choose(this.#from, this.#place(event).x)
    this.#chart.band()
    this.#from = this.#pinch = null
  }

  #read(event) {
    const { x, y } = this.#place(event)
    this.#chart.read(x, y)
  }

  #dragged(event) {
    return this.#from !== null && Math.abs(this.#place(event).x - this.#from) > still
  }

  #places() {
    return [...this.#held.values()].sort((one, other) => one.x - other.x)
  }

  #place({ clientX, clientY }) {
    const { left, top, width } = this.#over.getBoundingClientRect()
    return { x: Math.min(Math.max(clientX - left, 0), width), y: clientY - top }
  }
}
