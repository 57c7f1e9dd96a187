// A thread beside the page, whose timers nobody slows down: it wakes the page, and where that has not answered for a
// minute, it asks the service worker to load it anew. Its name puts it into the service worker's scope.
const every = 10_000
const patience = 60_000
let heard = performance.now()

addEventListener("message", () => heard = performance.now())

setInterval(() => {
  postMessage("tick")
  if (performance.now() - heard < patience) return

  heard = performance.now()
  fetch("/screen/rescue", { method: "POST" }).catch(() => { /* in a minute again */ })
}, every)
