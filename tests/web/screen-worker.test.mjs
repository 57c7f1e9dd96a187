import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import vm from "node:vm"

const code = readFileSync(new URL("../../wwwroot/screen-worker.js", import.meta.url), "utf8")
const page = '<html data-paired="yes" data-cold="no">'
let stores
let online
let keep
let open

// Caches that answer a turn later, as a browser's do, and a cache that was deleted while it is filled.
class Store extends Map {
  async match(path) { return this.get(path)?.clone() }
  async put(path, answer) { await turn(); this.set(path, answer) }
  async addAll(files) { for (const file of files) await this.put(file.path, await fetched(file.path)) }
}

const turn = () => new Promise(done => setImmediate(done))

async function fetched(path) {
  await turn()
  if (!online) throw new TypeError("no network")
  return new Response(path === "/screen" ? page : path)
}

beforeEach(() => {
  stores = new Map()
  online = true
  const handlers = {}
  let now = 1_000_000_000_000
  vm.runInNewContext(code, {
    addEventListener: (name, handler) => { handlers[name] = handler },
    skipWaiting: () => {}, clients: {}, location: new URL("http://lobby.example"), URL, AbortSignal, Response, Headers,
    Date: { now: () => ++now },
    Request: class { constructor(path) { this.path = path } },
    fetch: request => fetched(request.path ?? request),
    caches: {
      keys: async () => [...stores.keys()],
      open: async name => { await turn(); if (!stores.has(name)) stores.set(name, new Store()); return stores.get(name) },
      delete: async name => { await turn(); return stores.delete(name) },
    },
  })
  keep = async files => { let whole; handlers.message({ data: { keep: "/screen", files }, waitUntil: it => { whole = it } }); await whole }
  open = async (path, mode = "navigate") => {
    let given
    handlers.fetch({
      request: { url: `http://lobby.example${path}`, path, method: "GET", mode, headers: new Headers() },
      respondWith: answer => { given = answer },
    })
    return (await given).text()
  }
})

test("A page that asks twice at once, as when it is loaded anew, is kept", async () => {
  await Promise.all([keep(["/css/base.css"]), keep(["/css/base.css"])])
  online = false
  assert.match(await open("/screen"), /data-cold="yes"/)
  assert.equal(await open("/css/base.css", "cors"), "/css/base.css")
})

test("Two are kept, the newest is given, and one that failed is thrown away", async () => {
  for (const file of ["/css/a.css", "/css/b.css", "/css/c.css"]) await keep([file])
  const pages = () => [...stores.keys()].filter(name => name.startsWith("screen-page-")).length
  assert.equal(pages(), 2)
  online = false
  await keep(["/css/d.css"])
  assert.equal(pages(), 2)
  assert.equal(await open("/css/c.css", "cors"), "/css/c.css")
  await assert.rejects(open("/css/b.css", "cors"))
})

test("What a power cut left half kept takes no whole page's place", async () => {
  await keep(["/css/a.css"])
  stores.set("screen-page-2000000000000", new Store([["/css/half.css", new Response("half")]]))
  await keep(["/css/b.css"])
  assert.ok(!stores.has("screen-page-2000000000000"))
  assert.equal([...stores.keys()].filter(name => name.startsWith("screen-page-")).length, 2)
  online = false
  assert.equal(await open("/css/b.css", "cors"), "/css/b.css")
})

test("What lobby-kiosk looks for is there only when the page is kept whole", async () => {
  online = false
  await keep([])
  assert.ok(!stores.has("screen-kept"))
  online = true
  await keep([])
  assert.ok(stores.has("screen-kept"))
})

test("While there is a network it only passes on", async () => {
  await keep([])
  assert.match(await open("/screen"), /data-cold="no"/)
})
