// What a paired screen keeps for a start without a network: the page, through its service worker, and the last figures
// with their time. Both are replaced, never added to.
const last = "/screen/last"

// Puts the page and its files aside, once they have proved to work.
export async function keepPage() {
  const worker = await navigator.serviceWorker?.register(address("/screen-worker.js"), { scope: "/screen" })
  if (!worker) return

  const ready = await navigator.serviceWorker.ready
  const files = performance.getEntriesByType("resource").map(entry => new URL(entry.name))
    .filter(file => file.origin === location.origin && /^\/(css|js|lib|fonts)\/|^\/(icon|screen-)/.test(file.pathname))
    .map(file => file.pathname)
  ready.active.postMessage({ keep: "/screen", files: [...new Set([...files, "/screen-watchdog.js"])] })
}

// Nothing is left of it: the screen is nobody's any more.
export async function forgetPage() {
  for (const worker of await navigator.serviceWorker?.getRegistrations() ?? [])
    if (new URL(worker.scope).pathname === "/screen") await worker.unregister()
  for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith("screen")) await caches.delete(name)
}

export async function keepFigures(figures) {
  const cache = await globalThis.caches?.open("screen-last")
  await cache?.put(last, new Response(JSON.stringify(figures), { headers: { "Content-Type": "application/json" } }))
}

// Null when there are none.
export async function keptFigures() {
  try {
    const kept = await (await globalThis.caches?.open("screen-last"))?.match(last)
    return await kept?.json() ?? null
  } catch {
    return null
  }
}

// A script's address, as the page's policy wants it.
const policy = globalThis.trustedTypes?.createPolicy("lobby", { createScriptURL: path => path })

export function address(path) {
  return policy ? policy.createScriptURL(path) : path
}
