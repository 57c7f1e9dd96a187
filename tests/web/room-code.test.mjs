import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { RoomCode } from "../../wwwroot/js/room-code.js"

// A place on the hall's screen, and a server that answers or does not.
let place, letters, answer, asked
globalThis.document = { querySelector: () => place }
globalThis.fetch = async address => {
  asked.push(address)
  if (!answer) throw new TypeError("no network")
  return { ok: true, json: async () => answer }
}
const made = left => ({ dataset: { room: "/f/482913/projector/room?room=key", left }, querySelector: () => letters })

beforeEach(() => {
  asked = []
  answer = null
  letters = { textContent: "KWPF" }
  place = made(30_000)
})

test("a code is shown until it ends, and then the next", async () => {
  const code = new RoomCode()
  answer = { code: "BCDF", left: 60_000 }
  await code.tick(1_000)
  await code.tick(30_900)
  assert.deepEqual([asked.length, letters.textContent], [0, "KWPF"])
  await code.tick(31_000)
  assert.deepEqual([asked, letters.textContent], [["/f/482913/projector/room?room=key"], "BCDF"])
})

test("without a network it is asked again and a code that nobody takes is not shown", async () => {
  const code = new RoomCode()
  await code.tick(0)
  for (let now = 30_000; now <= 90_000; now += 250) await code.tick(now)
  assert.equal(letters.textContent, "KWPF")
  assert.equal(asked.length, 31) // every two seconds
  await code.tick(90_250)
  assert.equal(letters.textContent, "····")
})

test("a picture that was made anew says itself when its code ends", async () => {
  const code = new RoomCode()
  await code.tick(0)
  place = made(50_000)
  await code.tick(20_000)
  await code.tick(69_000)
  assert.equal(asked.length, 0)
  answer = { code: "QRTV", left: 60_000 }
  await code.tick(70_000)
  assert.equal(letters.textContent, "QRTV")
})

test("a screen without the room's code asks for none", async () => {
  place = null
  await new RoomCode().tick(1_000_000)
  assert.equal(asked.length, 0)
})
