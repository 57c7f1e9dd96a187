import { read } from "./desk-read.js"

const every = 5_000
const renewEvery = 60_000
const typedEvery = 8_000
const draftLife = 86_400_000

// An open case: keeps the claim while the page is open, tells the others that somebody writes, shows the answer as the
// resident will see it, and keeps what is written on this device until it is sent.
export class OpenCase {
  #main
  #tag = null
  #held = 0
  #typed = false
  #form = document.getElementById("answer")

  constructor(main) {
    this.#main = main
    setInterval(() => this.#look(), every)
    addEventListener("online", () => this.#look())
    addEventListener("offline", () => this.#connected(false))
    if (!this.#form) return
    this.#body.addEventListener("input", () => this.#written())
    this.#form.addEventListener("submit", event => this.#once(event))
    this.#form.querySelector("[data-preview-do]").hidden = true
    this.#templates()
    this.#recover()
    this.#held = Date.now()
    setInterval(() => this.#hold(), 1_000)
    this.#show()
  }

  get #body() {
    return this.#form.elements.body
  }

  get #key() {
    return `desk:${this.#main.dataset.member}:${this.#main.dataset.case}`
  }

  async #look() {
    if (document.hidden) return
    const held = document.getElementById("held")
    const { status, page, tag } = await read(held.dataset.statePath, this.#tag)
    const fresh = page?.getElementById("held")
    this.#connected(status === 304 || fresh)
    if (!fresh) return
    this.#tag = tag
    const [old, standing] = [this.#main, page].map(where => where.querySelector('[data-part="standing"]'))
    if (old.outerHTML !== standing.outerHTML && getSelection().isCollapsed) old.replaceWith(standing)
    const news = Number(fresh.dataset.newestNow) > Number(this.#main.dataset.newest)
    fresh.querySelector("[data-news]").hidden = !news
    if (held.contains(document.activeElement)) return
    if (held.textContent !== fresh.textContent || news) {
      held.replaceWith(fresh)
      this.#main.querySelector("[data-announcer]").textContent = [...fresh.querySelectorAll(".mark, [data-news]:not([hidden])")]
        .map(part => part.textContent.trim()).join(" ")
    }
  }

  // Sooner while something is typed, so that the others see it.
  async #hold() {
    if (document.getElementById("held").dataset.mine !== "yes" && !this.#typed) return
    if (Date.now() - this.#held < (this.#typed ? typedEvery : renewEvery)) return
    this.#held = Date.now()
    const form = new FormData()
    form.set("__RequestVerificationToken", this.#form.elements.__RequestVerificationToken.value)
    form.set("writing", this.#typed ? "true" : "false")
    const headers = this.#typed ? {} : { "X-Background": "1" }
    this.#typed = false
    try {
      await fetch(this.#form.dataset.hold, { method: "POST", body: form, headers })
    } catch {
      this.#connected(false)
    }
  }

  #written() {
    if (!this.#typed) this.#held = Math.min(this.#held, Date.now() - typedEvery) // the first key is told at once
    this.#typed = true
    this.#show()
    store(this.#key, { body: this.#body.value, at: Date.now() })
  }

  #show() {
    const place = this.#main.querySelector("[data-preview]")
    place.textContent = this.#body.value.trim() || place.dataset.none
  }

  #templates() {
    const select = this.#form.elements.template
    if (!select) return
    this.#form.querySelector("[formaction*='handler=Template']").hidden = true
    select.addEventListener("change", () => {
      const text = select.selectedOptions[0].dataset.body
      if (!text) return
      this.#body.value = this.#body.value.trim() ? `${this.#body.value.trim()}\n\n${text}` : text
      this.#written()
    })
  }

  // What was written here and neither sent nor stored.
  #recover() {
    const draft = fetchStored(this.#key)
    if (new URL(location.href).searchParams.get("done") === "replied" || (draft && Date.now() - draft.at > draftLife)) return drop(this.#key)
    if (draft?.body && !this.#body.value) {
      this.#body.value = draft.body
      this.#form.querySelector("[data-kept]").hidden = false
    }
  }

  #once(event) {
    if (this.#form.dataset.sent) return event.preventDefault()
    this.#form.dataset.sent = "yes"
    setTimeout(() => delete this.#form.dataset.sent, 10_000)
  }

  #connected(yes) {
    if (!this.#form) return
    this.#form.querySelector("[data-unsent]").hidden = Boolean(yes)
    for (const button of this.#form.querySelectorAll("button")) button.disabled = !yes
    this.#form.querySelector("[data-kept]").hidden = Boolean(yes) || !this.#body.value
  }
}

function store(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // full or switched off: what is on the page stays there
  }
}

function fetchStored(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // there is none where none can be
  }
}
