import assert from "node:assert/strict"
import { afterEach, beforeEach, mock, test } from "node:test"

// What a browser has around a page, as far as a connection asks for it.
let listeners, fetched, answers
const root = { lang: "en", dataset: { board: "home", epoch: "a", version: "7", reconnectingAfter: "20", staleAfter: "60", pollAfter: "15" } }
const listen = (name, act) => (listeners[name] ??= []).push(act)
const happens = (name, event = {}) => listeners[name]?.forEach(act => act(event))
globalThis.document = { hidden: false, addEventListener: listen }
globalThis.addEventListener = listen
Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true })
const { Connection } = await import("../../wwwroot/js/live-connection.js")

// The hub's client, whose server is up or not.
class Hub {
  state = "Disconnected"
  isUp = true
  starts = 0
  heard = {}
  watched = []

  withUrl() { return this }
  configureLogging() { return this }
  build() { return this }
  on(name, act) { this.heard[name] = act }
  onclose(act) { this.closed = act }

  async start() {
    this.starts++
    if (!this.isUp) throw new Error("nobody there")
    this.state = "Connected"
  }

  async invoke(...words) {
    this.watched.push(words)
    return null
  }

  async stop() { this.drop() }

  drop() {
    this.state = "Disconnected"
    this.closed()
  }
}

// Lets pass whatever waits for nothing but its turn.
async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

async function pass(milliseconds) {
  for (let gone = 0; gone < milliseconds; gone += 500) {
    mock.timers.tick(500)
    await settle()
  }
}

async function started(hub, on = {}) {
  const signalR = hub && { HubConnectionBuilder: function () { return hub }, HttpTransportType: {}, LogLevel: {} }
  const connection = new Connection(signalR, root, { frame() {}, ...on })
  connection.start()
  await settle()
  return connection
}

beforeEach(() => {
  [listeners, fetched, document.hidden] = [{}, [], false]
  answers = async () => ({ ok: true, json: async () => ({ epoch: "a", from: 0, to: 9, figures: [] }) })
  globalThis.fetch = (...request) => (fetched.push(request[0]), answers())
  mock.timers.enable({ apis: ["setTimeout"] })
})
afterEach(() => mock.timers.reset())

test("It asks for the board from the version that the page shows", async () => {
  const hub = new Hub()
  await started(hub)
  assert.deepEqual(hub.watched, [["Watch", "home", "en", "a", 7]])
})

test("A first try that fails is followed by others, without end", async () => {
  const hub = Object.assign(new Hub(), { isUp: false })
  await started(hub)
  await pass(600_000)
  assert.ok(hub.starts > 15, `${hub.starts} tries in ten minutes`)
  hub.isUp = true
  await pass(30_000)
  assert.equal(hub.state, "Connected")
})

test("Where connections keep failing the figures are fetched, until one stands", async () => {
  const hub = Object.assign(new Hub(), { isUp: false })
  const connection = await started(hub)
  await pass(120_000)
  assert.equal(connection.mustPoll, true)
  assert.equal(connection.state(), "polled")
  assert.ok(fetched.length >= 3)
  hub.isUp = true
  await pass(60_000)
  const before = fetched.length
  await pass(60_000)
  assert.equal(fetched.length, before)
})

test("Without the hub's client the figures are fetched", async () => {
  const frames = []
  const connection = await started(null, { frame: frame => frames.push(frame) })
  await pass(60_000)
  assert.ok(fetched.length >= 3)
  assert.equal(frames.length, 1) // only the first was news
  assert.equal(connection.state(), "polled")
})

test("Two gaps at once fetch everything once", async () => {
  const hub = new Hub()
  await started(hub)
  hub.heard.Frame({ epoch: "a", from: 8, to: 9, figures: [] })
  hub.heard.Frame({ epoch: "a", from: 9, to: 10, figures: [] })
  await settle()
  assert.deepEqual(fetched, ["/api/v1/boards/home?lang=en"])
})

test("A page that nobody sees waits, and connects when somebody looks", async () => {
  const hub = new Hub()
  await started(hub)
  document.hidden = true
  hub.drop()
  await pass(60_000)
  assert.equal(hub.starts, 1)
  document.hidden = false
  happens("visibilitychange")
  await settle()
  assert.equal(hub.starts, 2)
})

test("A planned restart is no news, and is waited for as long as was said", async () => {
  const hub = new Hub()
  const connection = await started(hub)
  hub.heard.Drain({ afterMilliseconds: 9_000 })
  hub.drop()
  assert.equal(connection.state(), "live")
  await pass(8_500)
  assert.equal(hub.starts, 1)
  await pass(1_000)
  assert.equal(hub.starts, 2)
})

test("After the end nothing is tried or fetched", async () => {
  const hub = new Hub()
  const connection = await started(hub)
  connection.end()
  happens("online")
  await pass(120_000)
  assert.deepEqual([hub.starts, fetched.length], [1, 0])
})

test("A server that is busy says when to ask again", async () => {
  answers = async () => ({ ok: false, headers: { get: () => "100" } })
  await started(null)
  await pass(99_000)
  assert.equal(fetched.length, 1)
  await pass(2_000)
  assert.equal(fetched.length, 2)
})
