// The part of the months that is looked at: from one to another, neither outside of all nor closer than a few.
export class Span {
  static least = 6

  constructor(count) {
    this.last = Math.max(count - 1, 1)
    this.whole()
  }

  get width() {
    return this.to - this.from
  }

  get isWhole() {
    return this.width >= this.last
  }

  whole() {
    this.from = 0
    this.to = this.last
  }

  // Keeps the width where it can, and moves what would lie outside.
  set(from, to) {
    const width = Math.min(Math.max(to - from, Math.min(Span.least - 1, this.last)), this.last)
    const middle = (from + to) / 2
    this.from = Math.min(Math.max(middle - width / 2, 0), this.last - width)
    this.to = this.from + width
  }

  // By a factor; what is read stays where it is.
  zoom(factor, about) {
    const at = Math.min(Math.max(about, this.from), this.to)
    this.set(at - (at - this.from) * factor, at + (this.to - at) * factor)
  }

  move(months) {
    this.set(this.from + months, this.to + months)
  }

  // Moves just so far that this month is in it.
  reach(at) {
    if (at < this.from) this.move(at - this.from)
    if (at > this.to) this.move(at - this.to)
  }
}

// The first division of the axis whose marks reach over a height.
export function scaleOf(steps, height) {
  const marks = steps[0].say.length - 1
  const step = steps.find(({ step }) => step * marks >= height) ?? steps.at(-1)
  const count = Math.max(1, Math.ceil(height / step.step))
  return { top: count * step.step, marks: step.say.slice(0, count + 1).map((say, i) => ({ at: i * step.step, say })) }
}

// What stands under the months: years, or months where there is room for their names. wide: of a text, in pixels.
export function timeMarks({ months, years }, { from, to }, room, wide) {
  const place = at => room * (at - from + .5) / (to - from + 1)
  const january = years[0]?.at ?? 0
  const close = to - from < 36 && room * 6 / (to - from + 1) > 60
  const names = close ? months.map((say, at) => ({ at, say })) : years
  const widest = Math.max(...names.map(({ say }) => wide(say))) + 16
  const each = close ? [1, 2, 3, 6, 12] : [1, 2, 5, 10, 20]
  const step = each.find(step => (close ? step : 12 * step) * room / (to - from + 1) >= widest) ?? each.at(-1)
  const fits = ({ at, say }) => place(at) >= wide(say) / 2 - 40 && place(at) <= room + 16 - wide(say) / 2
  return names
    .filter(({ at, say }, i) => (close ? (at - january) % step : (years.length > 2 * step ? say : i) % step) === 0)
    .filter(({ at }) => at >= from - .5 && at <= to + .5)
    .filter(fits)
}

// A month as a sentence: what is shown, and what is noted of it. A dash says nothing.
export function spoken({ months, notes }, at, lines) {
  const read = lines.filter(({ say }) => say[at] !== "–").map(({ name, say }) => `${name} ${say[at]}`)
  const noted = notes.filter(note => note.at === at).map(note => note.say)
  return [months[at], ...read, ...noted].join(". ")
}
