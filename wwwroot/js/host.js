import { readPage } from "./read.js"

// The host's console between two acts: the figures of the remote, and whether somebody else was quicker. Every act is a
// plain form; this only presses its buttons.
const every = 1500
const main = document.getElementById("main")
let failing = 0

async function look() {
  const made = document.hidden ? null : await readPage(location.pathname)
  const fresh = made?.getElementById("main")
  failing = document.hidden || fresh ? 0 : failing + 1
  if (fresh && fresh.dataset.version !== main.dataset.version) renew(fresh)
  else if (fresh) parts(fresh)
  setTimeout(look, every * 2 ** Math.min(failing, 4))
}

function parts(fresh) {
  for (const part of main.querySelectorAll("[data-part]")) {
    const now = fresh.querySelector(`#${part.id}`)
    if (now && !now.isEqualNode(part) && !part.contains(document.activeElement)) part.replaceChildren(...now.childNodes)
  }
}

// Somebody else acted. What is being written stays: then only a line says that there is news.
function renew(fresh) {
  const busy = [...main.querySelectorAll("details[open] :is(input:not([type=hidden]), textarea)")].some(field => field.matches(":focus"))
  if (busy || !fresh.querySelector("#act")) main.querySelector("[data-newer]").hidden = false
  else location.replace(location.pathname)
}

// Keys, which can be turned off; never from within a field (ux.md 5.2).
const on = document.querySelector("[data-keys-on]")
if (on) {
  try { on.checked = localStorage.getItem("host-keys") !== "off" } catch { /* then as it came */ }
  on.addEventListener("change", () => {
    try { localStorage.setItem("host-keys", on.checked ? "on" : "off") } catch { /* then for this page only */ }
  })
}
const same = { PageDown: "ArrowRight", ".": "b" }
document.addEventListener("keydown", event => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
  if (event.target.closest("input, textarea, select, summary, [contenteditable]")) return

  const key = same[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  if (key.length === 1 && on && !on.checked) return

  const button = document.querySelector(`[data-key-press="${CSS.escape(key)}"]`)
  if (!button) return

  event.preventDefault()
  button.click()
})

// A second press of the same button is one press.
document.addEventListener("submit", event => {
  if (main.dataset.sent) event.preventDefault()
  else main.dataset.sent = "1"
})
addEventListener("pageshow", () => delete main.dataset.sent)

setTimeout(look, every)
