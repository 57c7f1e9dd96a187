import { after, dwell } from "./lobby-playlist.js"

// The panels, of which one is seen at a time. All of them are in the page from the beginning; their number never grows.
export class Stage {
  #root = document.documentElement
  #panels = document.querySelector(".panels")
  #current = null
  #until = 0
  #turns = []
  #told = new Map()

  // How many turns there have been, and how old the figures are (lobby-playlist.js).
  turns = 0
  age = "fresh"

  // canTell: whether figures of a language that is not the connection's may be shown now.
  constructor(canTell) {
    this.canTell = canTell
    this.find()
    this.#current = this.#turns.find(turn => !turn.hidden) ?? null
  }

  find() {
    this.#turns = [...this.#panels.querySelectorAll("[data-panel]")]
  }

  get panel() {
    return this.#current ? `${this.#current.dataset.panel}@${this.#current.lang}` : ""
  }

  get current() {
    return this.#current
  }

  // Whether there is something in it that may be told at this age of the figures.
  canBeShown(turn, age = this.age) {
    const { panel, empty, ages, needs } = turn.dataset
    if (panel === "paused") return age !== "fresh"
    if (empty === "yes") return false
    if (ages !== "yes") return empty === "no" || !this.#turns.some(one => one.dataset.empty === "no" && one !== turn && one.dataset.panel !== "paused" && this.canBeShown(one, age))
    if (age === "gone" || !this.canTell(turn.lang)) return false
    return !needs || turn.querySelector(`[data-key="${needs}"]`)?.dataset.state === "ok"
  }

  get shown() {
    return this.#turns.filter(turn => this.canBeShown(turn))
  }

  // Shows what is to be shown now. age: see lobby-playlist.js; pinned: the name of a panel that stays; null: none.
  tick(now, age, pinned) {
    const worse = this.age !== age && age === "paused"
    this.age = age
    const stays = pinned && this.#turns.filter(turn => turn.dataset.panel === pinned && this.canBeShown(turn))
    if (stays?.length) {
      if (this.#current?.dataset.panel !== pinned || !this.canBeShown(this.#current)) this.#show(stays[0], now)
      else if (now >= this.#until) this.#show(stays[(stays.indexOf(this.#current) + 1) % stays.length], now)
      return
    }
    if (!this.#until && this.#current && this.canBeShown(this.#current)) return this.#show(this.#current, now)
    if (worse) return this.#show(this.#turns.find(turn => turn.dataset.panel === "paused"), now)
    if (this.#current && now < this.#until && this.canBeShown(this.#current)) return this.#mark()
    this.next(now)
  }

  next(now) {
    const next = after(this.#turns, this.#current, turn => this.canBeShown(turn))
    // With nothing to show there is still who we are.
    this.#show(next ?? this.#turns.find(turn => turn.dataset.panel === "reach") ?? this.#current ?? this.#turns[0], now)
  }

  // The panel stays for as long again.
  hold(now, milliseconds) {
    this.#until = now + milliseconds
  }

  // What is about to come, for figures in another language that must be fetched before.
  coming(now, within) {
    return this.#until - now < within ? after(this.#turns, this.#current, turn => this.canBeShown(turn)) : null
  }

  // Other panels from a page that was fetched: those that differ.
  renew(fresh) {
    for (const made of fresh.querySelectorAll("[data-panel]")) {
      const here = this.#turns.find(turn => turn.dataset.panel === made.dataset.panel && turn.lang === made.lang)
      if (!here || (here.dataset.signature === made.dataset.signature && here.dataset.empty === made.dataset.empty)) continue
      made.hidden = here.hidden
      const taken = document.adoptNode(made)
      here.replaceWith(taken)
      if (this.#current === here) this.#current = taken
    }
    this.find()
    this.fit()
  }

  // Texts that are too long shrink, but not below what is read from five metres.
  fit() {
    const body = this.#current
    if (!body) return

    let fit = 1
    const set = () => this.#root.style.setProperty("--fit", fit)
    for (set(); fit > 0.5 && overflows(body); set()) fit = Math.round(100 * fit - 5) / 100
  }

  #show(turn, now) {
    if (!turn) return

    this.turns++
    const other = turn !== this.#current
    if (other || !this.#until) {
      if (other && turn.querySelector("[data-one]")) this.#turn(turn)
      turn.hidden = false
      if (other && this.#current) this.#current.hidden = true
      this.#current = turn
      for (const one of this.#turns) if (one !== turn) one.hidden = true
      this.fit()
    }
    const shown = this.shown
    const same = shown.filter(one => one.dataset.panel === turn.dataset.panel)
    const panels = new Set(shown.map(one => one.dataset.panel)).size
    const whole = dwell(words(turn), { languages: same.length, fixed: Number(this.#root.dataset.dwell), panels })
    this.#until = now + whole / Math.max(1, same.length)
    this.#mark()
  }

  // One of several texts at each turn.
  #turn(turn) {
    const ones = [...turn.querySelectorAll("[data-one]")]
    const at = (this.#told.get(turn.lang) ?? -1) + 1
    this.#told.set(turn.lang, at % ones.length)
    ones.forEach((one, i) => one.hidden = i !== at % ones.length)
  }

  #mark() {
    const marks = document.querySelector(".marks")
    const names = [...new Set(this.shown.map(turn => turn.dataset.panel))]
    const at = names.indexOf(this.#current?.dataset.panel)
    const told = `${at} ${names.length}`
    if (marks.dataset.told === told) return

    marks.dataset.told = told
    marks.replaceChildren(...names.map((_, i) => {
      const mark = document.createElement("span")
      if (i === at) mark.className = "on"
      return mark
    }))
    marks.setAttribute("aria-label", marks.dataset.of.replace("{0}", at + 1).replace("{1}", names.length))
  }
}

// How many words there are to read: without charts, and without what only screen readers say.
export function words(panel) {
  let count = 0
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT)
  while (texts.nextNode())
    if (!texts.currentNode.parentElement.closest("svg, .vh, [hidden]:not([data-panel])"))
      count += texts.currentNode.textContent.split(/\s+/).filter(Boolean).length
  return count
}

function overflows(body) {
  const box = body.getBoundingClientRect()
  if (body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1) return true
  return [...body.querySelectorAll(".figure, .code, dd")].some(one => one.getBoundingClientRect().right > box.right + 1)
}
