import assert from "node:assert/strict"
import { test } from "node:test"
import { Announcer, Frames, Freshness, Patches } from "../../wwwroot/js/live-figures.js"

const frame = (from, to, epoch = "a") => ({ epoch, from, to })

test("A frame that starts where the page is brings it on", () => {
  const frames = new Frames("a", 7)
  assert.equal(frames.take(frame(7, 8)), "apply")
  assert.equal(frames.version, 8)
})

test("A frame that starts earlier is applied too, because figures are absolute", () => {
  assert.equal(new Frames("a", 7).take(frame(5, 9)), "apply")
})

test("An old or repeated frame is never shown", () => {
  const frames = new Frames("a", 7)
  assert.equal(frames.take(frame(6, 7)), "skip")
  assert.equal(frames.take(frame(2, 3)), "skip")
  assert.equal(frames.take(frame(0, 6)), "skip")
  assert.equal(frames.version, 7)
})

test("A gap asks for everything and leaves the version alone", () => {
  const frames = new Frames("a", 7)
  assert.equal(frames.take(frame(8, 9)), "snapshot")
  assert.equal(frames.version, 7)
})

test("A frame of another run of the server asks for everything, whatever its numbers", () => {
  assert.equal(new Frames("a", 7).take(frame(7, 8, "b")), "snapshot")
})

test("A snapshot of another run is taken even with a lower version", () => {
  const frames = new Frames("a", 700)
  assert.equal(frames.take(frame(0, 3, "b")), "apply")
  assert.deepEqual([frames.epoch, frames.version], ["b", 3])
})

test("A page that was made before anything was measured takes the first snapshot", () => {
  assert.equal(new Frames("", 0).take(frame(0, 1)), "apply")
})

test("A heartbeat tells a page that it is behind", () => {
  const frames = new Frames("a", 7)
  assert.equal(frames.isBehind({ epoch: "a", version: 7 }), false)
  assert.equal(frames.isBehind({ epoch: "a", version: 8 }), true)
  assert.equal(frames.isBehind({ epoch: "b", version: 1 }), true)
})

test("A page is connecting for three seconds, and then says so", () => {
  const freshness = new Freshness(0)
  assert.equal(freshness.state(2_999), "connecting")
  assert.equal(freshness.state(3_000), "reconnecting")
  assert.equal(freshness.state(60_000), "stale")
})

test("Live lasts twenty seconds from the last word", () => {
  const freshness = new Freshness(0)
  freshness.heard(1_000)
  assert.equal(freshness.state(20_999), "live")
  assert.equal(freshness.state(21_000), "reconnecting")
  assert.equal(freshness.state(61_000), "stale")
  freshness.heard(70_000)
  assert.equal(freshness.state(70_001), "live")
})

test("A connection that closed is not live, however young the figures", () => {
  const freshness = new Freshness(0)
  freshness.heard(1_000)
  freshness.lost()
  assert.equal(freshness.state(1_001), "reconnecting")
})

test("Offline comes before everything", () => {
  const freshness = new Freshness(0)
  freshness.heard(1_000)
  assert.equal(freshness.state(1_001, false), "offline")
})

test("Thresholds can be set", () => {
  const freshness = new Freshness(0, { reconnectingAfter: 2_000, staleAfter: 4_000 })
  freshness.heard(0)
  assert.deepEqual([1_999, 2_000, 4_000].map(now => freshness.state(now)), ["live", "reconnecting", "stale"])
})

test("Only the newest of each figure waits, and the frames are counted", () => {
  const patches = new Patches()
  patches.add([{ key: "n", text: "1" }, { key: "m", text: "2" }])
  patches.add([{ key: "n", text: "3" }])
  assert.equal(patches.frames, 2)
  assert.deepEqual(patches.take(() => false).map(figure => figure.text), ["3", "2"])
  assert.deepEqual([patches.size, patches.frames], [0, 0])
})

test("A figure that the reader holds waits until it is released", () => {
  const patches = new Patches()
  patches.add([{ key: "n", text: "1" }, { key: "m", text: "2" }])
  assert.deepEqual(patches.take(key => key === "n").map(figure => figure.key), ["m"])
  assert.deepEqual(patches.take(() => false).map(figure => figure.key), ["n"])
})

test("Announcements: not while connecting, not the same twice, at most one in thirty seconds", () => {
  const announcer = new Announcer("live")
  assert.equal(announcer.next("connecting", 0), null)
  assert.equal(announcer.next("live", 1_000), null)
  assert.equal(announcer.next("reconnecting", 2_000), "reconnecting")
  assert.equal(announcer.next("live", 5_000), null)
  assert.equal(announcer.next("live", 32_000), "live")
})

test("A page that fetches its figures says so, for as long as they come; live is better and offline is worse", () => {
  const freshness = new Freshness(0)
  freshness.polled(10_000)
  assert.equal(freshness.state(39_999), "polled")
  assert.equal(freshness.state(40_000), "reconnecting")
  assert.equal(freshness.state(70_000), "stale")
  freshness.polled(71_000)
  assert.equal(freshness.state(71_000, false), "offline")
  freshness.heard(72_000)
  assert.equal(freshness.state(72_001), "live")
})
