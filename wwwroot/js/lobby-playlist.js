// What a lobby screen decides about its panels and its day, without DOM or clock, so node can test it. Times are
// milliseconds; times of day are minutes after midnight at the station.

const minute = 60_000
const notAgainWithin = 45_000

// How long a panel stays in all its languages together (docs/lobby.md): read at leisure by who has just come in. In two
// languages it stays 1.6 times as long, half of that in each. With few panels each stays longer, lest one is back too soon.
export function dwell(words, { languages = 1, fixed = 0, panels = 7 } = {}) {
  const read = fixed > 0 ? 1000 * fixed : Math.max(12_000, 3_000 + 400 * words)
  return Math.max(languages > 1 ? 1.6 * read : read, notAgainWithin / Math.max(1, panels))
}

// The turn after this one: the next in the list that can be shown; with none there is none, with one it stays.
export function after(turns, current, canBeShown) {
  const at = turns.indexOf(current)
  for (let i = 1; i <= turns.length; i++) {
    const next = turns[(at + i + turns.length) % turns.length]
    if (canBeShown(next)) return next
  }
  return null
}

// Where the picture stands, in CSS pixels: nine points around the middle, another every 90 s, never more than 8 away.
const orbit = [[0, 0], [8, 0], [5, 5], [0, 8], [-5, 5], [-8, 0], [-5, -5], [0, -8], [5, -5]]

export function shift(now) {
  return orbit[Math.floor(now / (1.5 * minute)) % orbit.length]
}

// Whether it is day: from one minute of the day to another, over midnight too. The same for both: always.
export function isDay(minutes, from, to) {
  if (from === to) return true
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to
}

// When a screen loads itself anew every day: 04:10 at the station, give or take ten minutes, each at its own.
export function reloadMinute(screen) {
  let hash = 0
  for (const letter of screen) hash = (31 * hash + letter.codePointAt(0)) >>> 0
  return 4 * 60 + (hash % 21)
}

// How old figures may be: after a minute the connection's own state says so; then numbers are summed up on a card, and at
// last they are taken away.
export function age(milliseconds) {
  return milliseconds >= 15 * minute ? "gone" : milliseconds >= 10 * minute ? "paused" : "fresh"
}
