import { read } from "./desk-read.js"

const every = 5_000

// The queue, fetched again every few seconds. Lines that stay are kept as they are, so that nothing that has the focus,
// is selected or is being written is touched.
export class Queue {
  #section
  #tag

  constructor(section) {
    this.#section = section
    this.#tag = section.dataset.tag
    this.#state("live")
    setInterval(() => this.look(), every)
    addEventListener("online", () => this.look())
    addEventListener("offline", () => this.#state("not"))
    this.#undo()
  }

  async look() {
    if (document.hidden) return
    const { status, page, tag } = await read(this.#section.dataset.live, this.#tag)
    const fresh = page?.querySelector("[data-live]")
    if (status !== 304 && !fresh) return this.#state("not")
    this.#state("live")
    if (!fresh) return // to the minute nothing changed, so the time that is shown is right
    this.#tag = tag
    this.#part("now").textContent = fresh.querySelector('[data-part="now"]').textContent
    for (const name of ["count", "alerts", "more"]) {
      const [old, next] = [this.#part(name), fresh.querySelector(`[data-part="${name}"]`)]
      if (old.textContent !== next.textContent && !old.contains(document.activeElement)) old.replaceChildren(...next.childNodes)
    }
    this.#lines(fresh.querySelector('[data-part="items"]'))
  }

  // The line that has the focus is never moved: the others are put around it.
  #lines(fresh) {
    const list = this.#part("items")
    const held = list.contains(document.activeElement) ? document.activeElement.closest("[data-id]") : null
    const old = new Map([...list.children].map(line => [line.dataset.id, line]))
    const next = [...fresh.children].map(line => {
      const known = old.get(line.dataset.id)
      old.delete(line.dataset.id)
      if (known) refresh(known, line)
      return known ?? line
    })
    for (const line of old.values()) if (line !== held) line.remove()
    const at = next.indexOf(held)
    next.forEach((line, i) => {
      if (line === held) return
      if (at >= 0 && i < at) list.insertBefore(line, held)
      else list.append(line)
    })
  }

  #state(name) {
    for (const line of this.#section.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== name
    if (name === "live") this.#section.querySelector("[data-last]").textContent = this.#part("now").textContent
  }

  // The button goes when it can do nothing any more.
  #undo() {
    const told = this.#section.querySelector("[data-undo]")
    setTimeout(() => told?.querySelector("button")?.remove(), 1000 * Number(told?.dataset.undo))
  }

  #part(name) {
    return this.#section.querySelector(`[data-part="${name}"]`)
  }
}

function refresh(known, line) {
  const [old, next] = [known.querySelector(".item"), line.querySelector(".item")]
  if (old.outerHTML === next.outerHTML) return
  if (old.tagName !== next.tagName) return old.replaceWith(next)
  old.className = next.className
  old.replaceChildren(...next.childNodes)
}
