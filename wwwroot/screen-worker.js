// Behind a paired screen's page. With a network it only passes on; without one it gives the page and the files that were
// last known to work. Figures are never kept here: the page keeps its last ones, with their time (lobby-keep.js).
const patience = 3_000
let keeping = Promise.resolve()

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))

addEventListener("message", event => {
  // One after the other: a page that is loaded anew at once asks again, and two would each throw the other's away.
  if (event.data?.keep) event.waitUntil(keeping = keeping.then(() => keep(event.data.keep, event.data.files)))
})

addEventListener("fetch", event => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin !== location.origin) return
  if (pathname === "/screen/rescue") return event.respondWith(rescue())
  if (event.request.method !== "GET" || event.request.headers.has("X-Probe")) return
  if (event.request.mode === "navigate" ? pathname === "/screen" : /^\/(css|js|lib|fonts)\/|^\/(icon|screen-)/.test(pathname))
    event.respondWith(give(event.request, pathname))
})

async function give(request, pathname) {
  const kept = await match(pathname)
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(patience) } : {})
    if (answer.status < 500 && answer.status !== 429 || !kept) return answer
  } catch (error) {
    if (!kept) throw error
  }
  return request.mode === "navigate" ? cold(kept) : kept
}

// The page is told that it did not come from the server.
async function cold(kept) {
  const html = (await kept.text()).replace('data-cold="no"', 'data-cold="yes"')
  return new Response(html, { headers: { ...Object.fromEntries(kept.headers), "X-Kept": "1" } })
}

async function match(pathname) {
  const [name] = await whole()
  return name && (await caches.open(name)).match(pathname)
}

async function pages() {
  return (await caches.keys()).filter(name => name.startsWith("screen-page-"))
}

// The newest first. The page itself is put aside last: without it something came in between.
async function whole() {
  const names = []
  for (const name of (await pages()).sort().reverse()) {
    const cache = await caches.open(name)
    if (await cache.match("/screen")) names.push(name)
  }
  return names
}

// All of it or nothing. The one before goes only when there is another again: the browser writes down what it holds seconds
// later, and a power cut may come first.
async function keep(page, files) {
  const name = `screen-page-${Date.now()}`
  try {
    const made = await fetch(page, { cache: "no-store" })
    if (!made.ok || !(await made.clone().text()).includes('data-paired="yes"')) return

    const cache = await caches.open(name)
    await cache.addAll(files.map(file => new Request(file, { cache: "no-cache" })))
    await cache.put(page, made)
    await caches.open("screen-kept") // a name that lobby-kiosk finds in what the browser wrote down
    const last = (await whole()).slice(0, 2)
    for (const other of await pages()) if (!last.includes(other)) await caches.delete(other)
  } catch {
    await caches.delete(name)
  }
}

// The page has not answered its watchdog for a minute: it is loaded anew, if it can be had.
async function rescue() {
  try {
    const ready = await fetch("/health/ready", { cache: "no-store", signal: AbortSignal.timeout(5_000) })
    if (!ready.ok) return new Response(null, { status: 503 })

    for (const client of await clients.matchAll({ type: "window" })) await client.navigate(client.url)
    return new Response(null, { status: 204 })
  } catch {
    return new Response(null, { status: 503 })
  }
}
