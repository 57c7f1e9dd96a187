import "./print.js"

// Signing up for an event, and what a code opens: the code behind # goes into the form, never into an address.

const one = name => document.querySelector(`[data-${name}]`)

open()
for (const form of document.querySelectorAll("[data-once]")) form.addEventListener("submit", once)
receipt()
one("focus")?.focus()
addEventListener("hashchange", () => location.reload())

function open() {
  const form = document.getElementById("open")
  const code = location.hash.slice(1)
  if (!form || !/^[0-9A-Za-z-]{12,}$/.test(code)) return
  history.replaceState(null, "", location.pathname) // the code stays in no history
  form.elements.code.value = code
  one("opening").hidden = false
  form.submit()
}

function once(event) {
  if (event.target.dataset.sent) return event.preventDefault()
  event.target.dataset.sent = "yes"
  setTimeout(() => delete event.target.dataset.sent, 10_000)
}

function receipt() {
  const copy = one("copy")
  if (!copy) return
  copy.hidden = !navigator.clipboard
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copy)
    copy.querySelector("span").textContent = one("announcer").textContent = copy.dataset.copied
  })
}
