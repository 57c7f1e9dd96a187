import { draw } from "./draw.js"

const freshEvery = 10_000
const freshFor = 1_500

// The places of the page that show figures, by key. Showing a figure touches only what differs.
export class Places {
  #elements = new Map()
  #freshUntil = new Map()

  constructor(root) {
    for (const element of root.querySelectorAll("[data-key]")) {
      const { key } = element.dataset
      this.#elements.set(key, [...this.#elements.get(key) ?? [], element])
    }
  }

  // Whether the reader is busy with a figure: it is selected, or the focus is inside.
  isHeld(key) {
    const selection = getSelection()
    return this.#of(key).some(element =>
      element.contains(document.activeElement) ||
      (selection && !selection.isCollapsed && selection.containsNode(element, true)))
  }

  show(figure, now) {
    for (const element of this.#of(figure.key)) {
      if (element.dataset.draw) draw(element, figure)
      if (element.dataset.draw ? element.localName === "text" && !("still" in element.dataset) : true) {
        if (write(element, figure) && !element.dataset.draw) this.#freshen(element, figure.key, now)
      }
    }
  }

  #of(key) {
    return this.#elements.get(key) ?? []
  }

  // One fading underline, at most every ten seconds for each figure.
  #freshen(element, key, now) {
    if (now < (this.#freshUntil.get(key) ?? 0) && !element.parentElement?.querySelector("[data-fresh]")) return

    this.#freshUntil.set(key, now + freshEvery)
    element.dataset.fresh = ""
    setTimeout(() => delete element.dataset.fresh, freshFor)
  }
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
