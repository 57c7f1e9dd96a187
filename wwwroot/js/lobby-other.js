import { Frames } from "./live-figures.js"

// The figures in a screen's second language. There is one connection, and it speaks the first: these are fetched from the
// server's memory when they are about to be seen, and what was not fetched since the last change is not shown.
export class OtherLanguage {
  #frames
  #places
  #fetching = null
  #wanted = 0
  #shown = 0

  constructor(language, page, places) {
    this.language = language
    this.board = page.board
    this.#frames = new Frames(page.epoch, Number(page.version))
    this.#places = places
  }

  // The board has changed.
  change() {
    this.#wanted++
  }

  // Panels were replaced.
  find() {
    this.#places.find()
  }

  get isCurrent() {
    return this.#shown === this.#wanted
  }

  fetch() {
    return this.#fetching ??= this.#get().finally(() => this.#fetching = null)
  }

  async #get() {
    const wanted = this.#wanted
    try {
      const answer = await fetch(`/api/v1/boards/${this.board}?lang=${this.language}`,
          { cache: "no-cache", signal: AbortSignal.timeout(5_000) })
      if (!answer.ok) return

      const frame = await answer.json()
      const verdict = this.#frames.take(frame)
      if (verdict === "apply") for (const figure of frame.figures) this.#places.show(figure, performance.now())
      this.#shown = wanted
    } catch { /* then these panels are left out */ }
  }
}
