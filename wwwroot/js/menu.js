// The phone menu closes when it has served, and the language link keeps the place on the page.
const menu = document.querySelector(".menu")

document.addEventListener("click", event => {
  if (menu?.open && (event.target.closest(".menu a") || !event.target.closest(".menu"))) menu.open = false

  const link = event.target.closest("[data-language]")
  if (link) link.hash = location.hash
})

document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !menu?.open) return

  menu.open = false
  menu.querySelector("summary").focus()
})
