import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Orders } from "../../wwwroot/js/lobby-orders.js"

const kept = new Map()
globalThis.sessionStorage = { getItem: key => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }
let asked
let answer

beforeEach(() => {
  kept.clear()
  asked = []
  globalThis.fetch = async (path, request) => {
    asked.push([path, request.body && JSON.parse(request.body)])
    return answer(path)
  }
})

const given = (orders, version = 5) => ({ status: 200, ok: true, json: async () => ({ now: 1_000_000, version, profile: 3, orders }) })
const takeover = { id: "t", kind: "takeover", value: "Closed", other: "", by: "Ada", endsAt: 1_060_000, ends: "16:00" }

test("What stands ends by this device's monotonic clock, also when nobody is heard any more", async () => {
  answer = () => given([takeover])
  const orders = new Orders({})
  await orders.tick(performance.now())
  const now = performance.now()
  assert.equal(orders.standing("takeover", now).value, "Closed")
  answer = () => { throw new Error("no network") }
  assert.ok(orders.standing("takeover", now + 59_000))
  assert.equal(orders.standing("takeover", now + 60_100), null)
})

test("Orders are fetched when the board names a higher number, and not otherwise", async () => {
  answer = () => given([])
  const orders = new Orders({})
  await orders.tick(0)
  await orders.tick(100_000)
  assert.equal(asked.length, 1)
  orders.heard("4")
  await orders.tick(200_000)
  assert.equal(asked.length, 1)
  orders.heard("6")
  await orders.tick(300_000)
  assert.equal(asked.length, 2)
})

test("A token that is no good, and one that another device has, are told", async () => {
  const told = []
  const orders = new Orders({ revoked: () => told.push("revoked"), cloned: () => told.push("cloned") })
  answer = () => ({ status: 401, ok: false })
  await orders.tick(0)
  answer = () => ({ status: 409, ok: false })
  await orders.say(10_000, { panel: "reply@en" })
  assert.deepEqual(told, ["revoked", "cloned"])
})

test("An order is done when its effect is seen, and once is done once, also after a reload", async () => {
  const identify = { id: "i", kind: "identify", value: "", other: "", endsAt: 1_060_000 }
  answer = () => given([takeover, identify])
  const orders = new Orders({})
  await orders.tick(0)
  const now = performance.now()
  assert.deepEqual(orders.effects(now, () => "awaited").done, [])
  assert.deepEqual(orders.effects(now, order => order.kind === "takeover" ? "seen" : "other").done, ["t"])
  orders.handle(orders.pending(now)[0])
  assert.deepEqual(orders.effects(now, () => "other").done, ["i"])
  const later = new Orders({})
  await later.tick(0)
  assert.deepEqual(later.pending(performance.now()), [])
  assert.deepEqual(later.effects(performance.now(), () => "other").done, ["i"])
})

test("It says what it shows when that changes, and every few seconds", async () => {
  answer = () => ({ status: 200, ok: true, json: async () => ({ orders: 7 }) })
  const orders = new Orders({})
  await orders.say(1_000, { panel: "reply@en" })
  await orders.say(2_000, { panel: "reply@en" })
  await orders.say(3_000, { panel: "waiting@en" })
  await orders.say(12_500, { panel: "waiting@en" })
  assert.deepEqual(asked.map(([, body]) => body.panel), ["reply@en", "waiting@en", "waiting@en"])
})
