// The way out of a page that nobody else should see: a button, or Shift pressed three times.

const exit = document.querySelector("[data-exit]")
let pressed = []

addEventListener("click", event => {
  const link = event.target.closest?.("[data-exit]")
  if (!link) return
  event.preventDefault()
  location.replace(link.href) // not a step that Back leads to
})

addEventListener("keyup", event => {
  if (event.key !== "Shift") pressed = []
  else pressed = [...pressed, event.timeStamp].filter(at => event.timeStamp - at < 3000)
  if (pressed.length >= 3) location.replace(exit.href)
})
