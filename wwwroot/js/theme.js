// Light or dark as the reader chose, before the first paint; without a choice the system decides.
// A classic script in the head on purpose: a module would come after the paint.
(() => {
  const root = document.documentElement
  const stored = read()
  if (stored) root.dataset.theme = stored

  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-switch]")) return

    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
    root.dataset.theme = dark ? "light" : "dark"
    try { localStorage.setItem("theme",
        root.dataset.theme) } catch { /* storage may be forbidden: then for this page only */ }
  })

  function read() {
    try { return localStorage.getItem("theme") } catch { return null }
  }
})()
