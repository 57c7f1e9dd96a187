import { Plot } from "./explorer-plot.js"
import { Pointing } from "./explorer-pointing.js"
import { isArea, Rows } from "./explorer-rows.js"
import { Span, spoken } from "./explorer-span.js"

const rest = 300 // a month on which the keys rest so long is read out
const steps = {
  ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -Infinity, End: Infinity,
}
const moves = { "+": "closer", "=": "closer", "-": "wider", 0: "whole", Escape: "whole" }

// The picture of a statistic, to be read month by month. Text is the server's; this chooses which of it is shown.
class Explorer {
  #data
  #span
  #plot
  #rows
  #at
  #find
  #notes
  #timer

  constructor(figure, root, data) {
    this.#data = data
    this.#span = new Span(data.months.length)
    this.#find = selector => root.querySelector(selector)
    this.#notes = [...figure.querySelectorAll(".events > li")]
    this.#plot = new Plot(this.#find(".chart"), data, this.#span, line => this.#rows?.near(line))
    const [own, areas] = root.querySelectorAll(".lines")
    this.#rows = new Rows(own, areas, data.lines, (line, slot) => this.#show(line, slot))
    for (const line of data.lines.filter(line => !isArea(line))) this.#rows.set(line, true)
    this.#find(".compare").hidden = areas.children.length === 0
    this.#listen(root)
    this.read(data.months.length - 1)
    this.#see()
  }

  // The month at a place, and the line nearest to it.
  read(at, high) {
    this.#at = Math.min(Math.max(Math.round(at), 0), this.#data.months.length - 1)
    this.#plot.mark(this.#at, high)
    this.#find(".month").textContent = this.#data.months[this.#at]
    this.#rows.read(this.#at)
    for (const [i, note] of this.#notes.entries()) note.classList.toggle("at", this.#data.notes[i]?.at === this.#at)
    const chart = this.#find(".chart")
    chart.ariaValueNow = this.#at
    chart.ariaValueText = this.#data.months[this.#at]
  }

  // A sum beside its parts would press them flat: it gives way to the first of them, and comes back after the last.
  #show(line, slot) {
    this.#plot.set(line, slot)
    if (this.#at === undefined) return

    const parts = this.#rows.shown.filter(isArea).length
    if (this.#data.sum && isArea(line) && parts === (slot === null ? 0 : 1))
      for (const sum of this.#data.lines.filter(line => line.drawn && !isArea(line))) this.#rows.set(sum, slot === null)

    this.#rows.read(this.#at)
    this.#plot.mark(this.#at)
  }

  // Draws the part that is looked at, and says which it is.
  #see() {
    this.#plot.show()
    this.#plot.mark(this.#at)
    const [from, to] = this.#find(".period").querySelectorAll("span")
    const { months } = this.#data
    from.textContent = months[Math.round(this.#span.from)]
    to.textContent = months[Math.min(Math.round(this.#span.to), months.length - 1)]
    for (const name of ["earlier", "later", "wider", "whole"]) this.#button(name).ariaDisabled = this.#span.isWhole
  }

  #button(value) {
    return this.#find(`button[value=${value}]`)
  }

  #move(how) {
    if (how === "whole") this.#span.whole()
    else if (how === "earlier") this.#span.move(-this.#span.width / 2)
    else if (how === "later") this.#span.move(this.#span.width / 2)
    else this.#span.zoom(how === "closer" ? .5 : 2, this.#at)
    this.#see()
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return

    const step = steps[event.key]
    if (step) {
      this.read(this.#at + step)
      this.#span.reach(this.#at)
      this.#see()
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#speak(), rest)
    } else if (moves[event.key]) this.#move(moves[event.key])
    else return
    event.preventDefault()
  }

  #speak() {
    this.#find("[aria-live]").textContent = spoken(this.#data, this.#at, this.#rows.shown)
  }

  #listen(root) {
    const chart = this.#find(".chart")
    chart.ariaValueMin = 0
    chart.ariaValueMax = this.#data.months.length - 1
    chart.addEventListener("keydown", event => this.#press(event))
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("button")
      if (!button) return

      if (button.ariaExpanded) button.ariaExpanded = button.ariaExpanded === "false"
      else if (["all", "none"].includes(button.value)) this.#rows.setAreas(button.value === "all")
      else this.#move(button.value)
    })
    const month = x => this.#plot.u.posToVal(x, "x")
    new Pointing(this.#plot.over, {
      read: (x, y) => this.read(month(x), y),
      band: (from, to) => this.#plot.band(from, to),
      monthAt: month,
      choose: (...ends) => this.#look(...ends.sort((one, other) => one - other).map(end => Math.round(month(end)))),
      hold: ([one, other], [left, right]) => {
        const each = (other - one) / Math.max(right - left, 1)
        const from = one - left * each
        this.#look(from + .5, from + this.#plot.over.clientWidth * each - .5)
      },
    })
    new ResizeObserver(() => this.#plot.fit()).observe(chart)
    const inks = () => this.#plot.takeInks()
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
      matchMedia(query).addEventListener("change", inks)
    document.fonts.ready.then(inks)
    new MutationObserver(inks).observe(document.documentElement, { attributeFilter: ["data-theme"] })
  }

  #look(from, to) {
    this.#span.set(from, to)
    this.#see()
  }
}

async function start(figure) {
  const data = await (await fetch(figure.dataset.lines)).json()
  const root = figure.querySelector(".explorer")
  root.hidden = false
  figure.classList.add("explored")
  new Explorer(figure, root, data)
}

// The picture comes back where anything fails, as the library that was not loaded: it says the same.
function stop(figure) {
  figure.querySelector(".explorer").hidden = true
  figure.classList.remove("explored")
  figure.classList.add("plain")
}

const figure = document.querySelector("[data-lines]")
if (figure) start(figure).catch(() => stop(figure))
