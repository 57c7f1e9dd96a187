import assert from "node:assert/strict"
import { test } from "node:test"
import { StationClock } from "../../wwwroot/js/lobby-clock.js"
import { after, age, dwell, isDay, reloadMinute, shift } from "../../wwwroot/js/lobby-playlist.js"
import { Reloader } from "../../wwwroot/js/lobby-reload.js"

const minute = 60_000

test("A panel stays for its words, and never less than twelve seconds", () => {
  assert.equal(dwell(10), 12_000)
  assert.equal(dwell(40), 19_000)
  assert.equal(dwell(40, { languages: 2 }), 1.6 * 19_000)
  assert.equal(dwell(40, { fixed: 30 }), 30_000)
})

test("With few panels each stays longer, so that none is back within 45 s", () => {
  assert.equal(dwell(5, { panels: 1 }), 45_000)
  assert.equal(dwell(5, { panels: 3 }), 15_000)
  assert.equal(dwell(5, { panels: 6 }), 12_000)
})

test("What cannot be shown is skipped, and one that is alone stays", () => {
  const turns = ["a", "b", "c"]
  assert.equal(after(turns, "a", turn => turn !== "b"), "c")
  assert.equal(after(turns, "c", () => true), "a")
  assert.equal(after(turns, "b", turn => turn === "b"), "b")
  assert.equal(after(turns, "b", () => false), null)
})

test("The picture visits nine places in fifteen minutes, none more than eight pixels away", () => {
  const places = new Set()
  for (let now = 0; now < 15 * minute; now += 1_000) {
    const [x, y] = shift(now)
    places.add(`${x} ${y}`)
    assert.ok(Math.hypot(x, y) <= 8)
  }
  assert.equal(places.size, 9)
})

test("The day may end after midnight", () => {
  assert.ok(isDay(0, 0, 0))
  assert.ok(isDay(6 * 60 + 30, 390, 1320))
  assert.ok(!isDay(1320, 390, 1320))
  assert.ok(isDay(30, 600, 60) && isDay(1400, 600, 60))
  assert.ok(!isDay(120, 600, 60))
})

test("Night follows the station's wall clock on both days on which it is set", () => {
  const clock = new StationClock("Europe/London")
  const night = at => !isDay(clock.minutes(Date.parse(at)), 6 * 60 + 30, 22 * 60)
  // 29 March 2026: 01:00 UTC is 02:00 there; 25 October: 01:00 UTC is 01:00 again.
  assert.ok(night("2026-03-29T05:29:00Z") && !night("2026-03-29T05:31:00Z"))
  assert.ok(night("2026-10-25T06:29:00Z") && !night("2026-10-25T06:31:00Z"))
  assert.ok(!night("2026-03-28T21:59:00Z") && night("2026-03-29T21:01:00Z"))
  assert.equal(clock.time(Date.parse("2026-10-25T00:30:00Z")), clock.time(Date.parse("2026-10-25T01:30:00Z")))
})

test("Every screen loads itself anew at its own minute between four and twenty past", () => {
  const minutes = new Set()
  for (let i = 0; i < 200; i++) minutes.add(reloadMinute(`screen-${i}`))
  assert.ok(Math.min(...minutes) >= 240 && Math.max(...minutes) <= 260 && minutes.size > 10)
})

test("Old figures are first summed up and then taken away", () => {
  assert.deepEqual([0, 9, 10, 14, 15, 600].map(minutes => age(minutes * minute)),
      ["fresh", "fresh", "paused", "paused", "gone", "gone"])
})

test("The station's clock is nobody's guess: it is what the server said and how long ago", () => {
  const clock = new StationClock("Europe/London")
  assert.ok(!clock.isKnown)
  const server = Date.parse("2026-06-10T12:00:00Z")
  clock.heard(server, 5_000) // the device's own clock is not asked at all
  assert.equal(clock.time(clock.at(65_000)), "13:01")
  clock.heard(server + 10_000 - 400, 15_000) // that message took longer
  assert.equal(clock.at(15_000), server + 10_000)
  clock.heard(server + 3 * 3_600_000, 20_000)
  assert.equal(clock.time(clock.at(20_000)), "16:00")
})

test("A time of another day is told with its day", () => {
  const clock = new StationClock("Europe/London")
  const at = Date.parse("2026-06-10T12:00:00Z")
  assert.equal(clock.moment(at, 0, "en"), "Wednesday 10 June, 13:00") // before the server was heard
  clock.heard(at, 0)
  assert.equal(clock.moment(at, 60_000, "en"), "13:00")
  assert.equal(clock.moment(at, 24 * 60 * minute, "fr"), "mercredi 10 juin, 13:00")
})

test("The page is loaded anew only when it can be had, and is asked for ever", async () => {
  let reached = false
  const loaded = []
  const reloader = new Reloader({ reach: async () => reached, reload: why => loaded.push(why), random: () => 0.5 })
  assert.equal(await reloader.tick(0), false)
  reloader.want("build", 0, 2 * minute)
  assert.equal(await reloader.tick(minute - 1), false) // spread over two minutes
  for (let now = minute; now < 100 * minute; now += 45_000) assert.equal(await reloader.tick(now), false)
  assert.deepEqual(loaded, [])
  reached = true
  assert.equal(await reloader.tick(200 * minute), true)
  assert.deepEqual(loaded, [["build"]])
})
