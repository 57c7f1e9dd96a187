import { Frames } from "./live-figures.js"

const behindFor = 15_000

// The figures in a screen's second language. There is one connection, and it speaks the first: these are fetched from the
// server's memory when they are about to be seen, and what was not fetched since the last change is not shown.
export class OtherLanguage {
  #frames
  #places
  #fetching = null
  #behindSince = 0
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
    if (this.isCurrent) this.#behindSince = performance.now()
    this.#wanted++
  }

  // Panels were replaced.
  find() {
    this.#places.find()
  }

  get isCurrent() {
    return this.#shown === this.#wanted
  }

  // With a connection a little later than the first language does; without one only what is of the same moment.
  mayBeShown(now, isLive) {
    return this.isCurrent || isLive && now - this.#behindSince < behindFor
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
      this.#behindSince = performance.now()
    } catch { /* then these panels are left out */ }
  }
}
