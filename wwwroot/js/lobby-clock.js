// The station's clock on a device whose own may be wrong: only what the server said counts, and how long ago that was.
// Nothing is told before the server was heard.
export class StationClock {
  #offset = null
  #formats = {}

  constructor(zone) {
    this.#formats = {
      time: new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
      date: new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" })
    }
    this.zone = zone
  }

  // Server time, and this device's monotonic clock at that instant. A small difference is the way here: the message that
  // was least long on it counts. A large one is another time: a clock was set, or a demonstration runs faster.
  heard(at, now) {
    const offset = at - now
    this.#offset = this.#offset !== null && Math.abs(offset - this.#offset) < 30_000 ? Math.max(this.#offset, offset) : offset
  }

  get isKnown() {
    return this.#offset !== null
  }

  at(now) {
    return now + this.#offset
  }

  // "14:02", in every language.
  time(at) {
    return this.#formats.time.format(at)
  }

  minutes(at) {
    const [hours, minutes] = this.time(at).split(":").map(Number)
    return 60 * hours + minutes
  }

  day(at, language) {
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language,
        { timeZone: this.zone, weekday: "long", day: "numeric", month: "long" }).format(at)
  }

  // The time alone, or with its day where that is another one than now, or nobody knows.
  moment(at, now, language) {
    const today = this.isKnown && this.#formats.date.format(at) === this.#formats.date.format(this.at(now))
    return today ? this.time(at) : `${this.day(at, language)}, ${this.time(at)}`
  }
}
