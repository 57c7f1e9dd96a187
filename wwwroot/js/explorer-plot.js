import { lookOf, looksAt } from "./explorer-looks.js"
import { scaleOf, timeMarks } from "./explorer-span.js"

// The drawing, which knows nothing of words but where they stand. Colours and letters are the page's own.
export class Plot {
  #box
  #data
  #span
  #ink = {}
  #slots = new Map() // line -> what it looks like
  #drawn
  #near

  // near: told which line the pointer is nearest to, or undefined.
  constructor(box, data, span, near) {
    this.#near = near
    this.#box = box
    this.#data = data
    this.#span = span
    this.#drawn = data.lines.filter(line => line.drawn)
    this.takeInks()
    const table = [data.months.map((_, i) => i), ...this.#drawn.map(line => line.drawn)]
    this.u = new window.uPlot(this.#options(), table, box)
    this.show()
  }

  get over() {
    return this.u.over
  }

  // Draws with the colours as they are now.
  takeInks() {
    this.#ink = looksAt(this.#box)
    this.font = `${this.#ink.size}px ${this.#ink.family}`
    if (!this.u) return

    for (const axis of this.u.axes) axis.font[0] = this.font
    this.u.redraw(false)
  }

  // Shows a line in one of the looks, or not at all.
  set(line, slot) {
    this.#slots.set(line, slot)
    const i = this.#drawn.indexOf(line) + 1
    if (i === 0) return

    const { width, dash } = lookOf(slot)
    Object.assign(this.u.series[i], { width, dash })
    this.u.setSeries(i, { show: slot !== null }, false)
  }

  // Draws what the span says now, at once: what is marked next has its place from it.
  show() {
    this.u.batch(u => u.setScale("x", { min: this.#span.from - .5, max: this.#span.to + .5 }))
  }

  // Marks a month; high: where the pointer is, for the line nearest to it.
  mark(at, high = -10) {
    this.u.setCursor({ left: this.u.valToPos(at, "x"), top: high }, false)
  }

  // The part that is being chosen, from one place to another; nothing without them.
  band(from = 0, to = 0) {
    const height = this.over.clientHeight
    this.u.setSelect({ left: Math.min(from, to), width: Math.abs(to - from), top: 0, height }, false)
  }

  fit() {
    const { width, height } = this.#size()
    if (width > 0 && (width !== this.u.width || height !== this.u.height)) this.u.setSize({ width, height })
  }

  #size() {
    return { width: this.#box.clientWidth, height: this.#box.clientHeight }
  }

  #wide = text => {
    const { ctx } = this.u
    ctx.font = this.font
    return ctx.measureText(text).width
  }

  #options() {
    const axis = { stroke: () => this.#ink.muted, font: this.font, ticks: { show: false } }
    const { scale } = this.#data
    const inTime = u => timeMarks(this.#data, this.#span, u.bbox.width / devicePixelRatio, this.#wide)
    const inNumber = u => scaleOf(scale, u.scales.y.max).marks
    const ats = marks => marks.map(({ at }) => at)
    const says = marks => marks.map(({ say }) => say)
    return {
      ...this.#size(),
      padding: [28, 16, 0, 0],
      legend: { show: false },
      focus: { alpha: .3 },
      cursor: {
        y: false, drag: { x: false, y: false }, focus: { prox: 12 },
        bind: Object.fromEntries(["mousedown", "mouseup", "click", "dblclick", "mousemove", "mouseleave", "mouseenter"]
          .map(name => [name, () => null])), // pointers of all kinds are read in one place
      },
      scales: {
        x: { time: false, range: (_, min, max) => [min, max] },
        y: { range: (_, __, max) => [0, scaleOf(scale, max ?? 0).top] },
      },
      axes: [
        {
          ...axis, size: 34, gap: 8, grid: { show: false },
          splits: u => ats(inTime(u)),
          values: (u, splits) => says(inTime(u).filter(({ at }) => splits.includes(at))),
        },
        {
          ...axis, gap: 10, // as wide as the widest of its texts, so that it does not move when others are shown
          size: () => this.u ? Math.ceil(Math.max(...scale.at(-1).say.map(this.#wide))) + 14 : 60,
          grid: { stroke: () => this.#ink.rule, width: 1 },
          splits: u => ats(inNumber(u)),
          values: u => says(inNumber(u)),
        },
      ],
      series: [{}, ...this.#drawn.map(line => this.#series(line))],
      hooks: {
        drawAxes: [u => this.#notes(u)],
        setSeries: [(_, i, { focus }) => focus && this.#near(this.#drawn[i - 1])],
      },
    }
  }

  // A month alone between two gaps is a dot; the others are points of a line.
  #series({ drawn }) {
    const alone = drawn.flatMap((n, i) => n !== null && drawn[i - 1] == null && drawn[i + 1] == null ? [i] : [])
    const stroke = (_, i) => this.#ink[lookOf(this.#slots.get(this.#drawn[i - 1])).ink]
    return { show: false, stroke, points: { show: true, size: 5, stroke, fill: stroke, filter: () => alone } }
  }

  // A letter over a dashed line at each month of which something is noted.
  #notes(u) {
    const { ctx, bbox } = u
    ctx.save()
    ctx.font = `650 ${this.#ink.size * devicePixelRatio}px ${this.#ink.family}`
    ctx.textAlign = "center"
    ctx.lineWidth = 1.5 * devicePixelRatio
    ctx.setLineDash([2, 3].map(n => n * devicePixelRatio))
    for (const [i, { at }] of this.#data.notes.entries()) {
      const x = u.valToPos(at, "x", true)
      if (x < bbox.left || x > bbox.left + bbox.width) continue

      ctx.strokeStyle = this.#ink.ui
      ctx.beginPath()
      ctx.moveTo(x, bbox.top)
      ctx.lineTo(x, bbox.top + bbox.height)
      ctx.stroke()
      ctx.fillStyle = this.#ink.ink
      ctx.fillText(String.fromCharCode(65 + i), x, bbox.top - 8 * devicePixelRatio)
    }
    ctx.restore()
  }
}
