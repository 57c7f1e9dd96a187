import { renewDelay } from "./live-retries.js"
import { readPage } from "./read.js"

// A section whose height changes waits for so long until it is out of sight: what stands below would move.
const patience = 60_000

// The breakdowns. Frames swap the texts of rows that are there; when a row has come or changed its place, the section
// is fetched as the server makes it. data-rows names the rows that it shows ("12-3f2a": how many, and which), and
// data-wants, a figure, those that it should. Nothing is announced: it is no news but the order of the old.
export class Sections {
  #places
  #sections = [...document.querySelectorAll("[data-rows]")]
  #oldSince = null
  #due = null
  #tries = 0
  #fetching = false

  constructor(places) {
    this.#places = places
  }

  // Called every second, and not while the page is paused.
  tick(now) {
    if (!this.#sections.some(isOld)) {
      this.#oldSince = this.#due = null
      this.#tries = 0
      return
    }
    this.#oldSince ??= now
    this.#due ??= now + renewDelay(this.#tries)
    if (now >= this.#due && !this.#fetching && this.#ready(now).length > 0) this.#renew()
  }

  async #renew() {
    this.#fetching = true
    this.#places.follow()
    const made = await readPage(`/${document.documentElement.lang}/breakdowns`)
    const paused = "paused" in document.documentElement.dataset
    for (const section of paused ? [] : this.#ready(performance.now())) {
      const fresh = made?.getElementById(section.id)
      if (fresh?.dataset.rows === section.dataset.wants) replace(section, fresh)
    }
    this.#places.find()
    this.#fetching = false
    this.#tries++
    this.#due = null
  }

  // The old ones that nobody is busy with.
  #ready(now) {
    if (document.hidden) return []

    const patient = now - this.#oldSince < patience
    return this.#sections.filter(section =>
      isOld(section) && !this.#places.isHeld(section.dataset.key) && !(patient && isSeen(section) && isResized(section)))
  }
}

const isOld = ({ dataset }) => dataset.rows !== dataset.wants
const isResized = ({ dataset }) => parseInt(dataset.rows) !== parseInt(dataset.wants)

function isSeen(section) {
  const { top, bottom } = section.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

// The row at the top of the window stays where it is; of a section above it, the end does.
function replace(section, fresh) {
  const open = section.querySelector("details")?.open
  const above = section.getBoundingClientRect().top < 0
  const row = [...section.querySelectorAll(".n[data-key]")].find(cell => cell.getBoundingClientRect().top >= 0)?.dataset.key
  const mark = () => section.querySelector(`[data-key="${CSS.escape(row ?? "")}"]`)?.getBoundingClientRect().top ??
    section.getBoundingClientRect().bottom
  const before = mark()

  document.documentElement.style.overflowAnchor = "none" // the browser would correct it a second time
  section.replaceChildren(...fresh.childNodes)
  section.dataset.rows = fresh.dataset.rows
  const rest = section.querySelector("details")
  if (rest && open) rest.open = true
  if (above) scrollBy({ top: mark() - before, behavior: "instant" })
  requestAnimationFrame(() => requestAnimationFrame(() => document.documentElement.style.overflowAnchor = ""))
}
