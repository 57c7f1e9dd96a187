// A display that waits to be connected. It asks for ever, says how long its code is good, and moves a little.
const page = document.documentElement.dataset
const left = document.querySelector("[data-left]")
let until = null
let moved = 0
const again = performance.now() + 300_000 // where too many asked from this network

async function ask() {
  try {
    const answer = await fetch("/screen/pairing", { cache: "no-store", signal: AbortSignal.timeout(5_000) })
    page.conn = answer.ok ? "live" : "reconnecting"
    if (answer.ok) take(await answer.json())
  } catch {
    page.conn = "reconnecting"
  }
  setTimeout(ask, 2_000 + 1_000 * Math.random())
}

function take({ state, left: milliseconds }) {
  until = performance.now() + milliseconds
  // The page was just made by a server that answers: approved or over, it gives the next one.
  if (state === "approved" || state === "over" && (page.code || performance.now() > again)) location.replace("/screen")
}

function tick() {
  const minutes = Math.ceil((until - performance.now()) / 60_000)
  if (left && until) left.textContent = minutes <= 1 ? left.dataset.leftOne : left.dataset.left.replace("{0}", minutes)
  document.querySelector("[data-size]").textContent = `${innerWidth} × ${innerHeight}`
}

setInterval(tick, 1_000)
setInterval(() => {
  moved = (moved + 1) % 3
  document.documentElement.style.setProperty("--wander", `${2 * (moved - 1)}rem`)
}, 60_000)
ask()
