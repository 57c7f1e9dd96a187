// J and K go through the queue, for who switched it on. Never in a field, never with a modifier.
const key = "desk-keys"

export function followKeys() {
  const choice = document.querySelector("[data-keys]")
  if (choice) {
    choice.closest("[hidden]")?.removeAttribute("hidden")
    choice.checked = isOn()
    choice.addEventListener("change", () => {
      try {
        localStorage.setItem(key, choice.checked ? "on" : "off")
      } catch {
        choice.checked = false // it cannot be remembered here
      }
    })
  }
  addEventListener("keydown", event => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()]
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return
    if (event.target.closest("input, textarea, select, [contenteditable]")) return
    const items = [...document.querySelectorAll("a.item")]
    const now = items.findIndex(item => item === document.activeElement)
    const from = now >= 0 ? now : items.findIndex(item => item.getAttribute("aria-current")) // the open case
    items[Math.min(items.length - 1, Math.max(0, from + step))]?.focus()
    event.preventDefault()
  })
}

function isOn() {
  try {
    return localStorage.getItem(key) === "on"
  } catch {
    return false
  }
}
