// Buttons that print the page: without script there are none, and the browser's own prints the same.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => print())
}
