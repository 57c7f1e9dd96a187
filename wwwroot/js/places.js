import { draw } from "./draw.js"

const freshEvery = 10_000
const freshFor = 1_500

// The places of the page that show figures, by key. Showing a figure touches only what differs.
export class Places {
  #elements = new Map()
  #restsUntil = new Map()
  #meanwhile = new Map()

  // within: begins the selector of those that count, where a page has figures in more than one language.
  constructor(within = "") {
    this.within = within
    this.find()
  }

  // New places are on their way: what is shown until find() is shown in them too. What came before them is in them.
  follow() {
    this.#meanwhile.clear()
  }

  find() {
    this.#elements = new Map()
    for (const element of document.querySelectorAll(`${this.within} [data-key]`)) {
      const { key } = element.dataset
      this.#elements.set(key, [...this.#elements.get(key) ?? [], element])
    }
    for (const figure of this.#meanwhile.values()) this.#of(figure.key).forEach(element => update(element, figure))
  }

  // Whether the reader is busy with a figure: it is selected, or the focus is inside.
  isHeld(key) {
    const selection = getSelection()
    return this.#of(key).some(element =>
      element.contains(document.activeElement) ||
      (selection && !selection.isCollapsed && selection.containsNode(element, true)))
  }

  // A figure that changed gets one fading underline, at most every ten seconds.
  show(figure, now) {
    this.#meanwhile.set(figure.key, figure)
    const changed = this.#of(figure.key).filter(element => update(element, figure))
    if (changed.length === 0 || now < (this.#restsUntil.get(figure.key) ?? 0)) return

    this.#restsUntil.set(figure.key, now + freshEvery)
    for (const element of changed) element.dataset.fresh = ""
    setTimeout(() => changed.forEach(element => delete element.dataset.fresh), freshFor)
  }

  #of(key) {
    return this.#elements.get(key) ?? []
  }
}

// True when text outside the charts has changed.
function update(element, figure) {
  if (!element.dataset.draw) return write(element, figure)

  draw(element, figure)
  if (element.localName === "text" && !("still" in element.dataset)) write(element, figure)
  return false
}

// Writes text, spoken words and state; true when something changed.
function write(element, { text, spoken, state }) {
  const before = element.textContent
  if ("state" in element.dataset && element.dataset.state !== state) element.dataset.state = state

  if (spoken && element.localName !== "text") {
    if (element.children.length !== 2) element.replaceChildren(span("aria-hidden", "true"), span("class", "vh"))
    set(element.children[0], text)
    set(element.children[1], spoken)
  } else {
    set(element, text)
  }
  return element.textContent !== before
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function span(name, value) {
  const span = document.createElement("span")
  span.setAttribute(name, value)
  return span
}
