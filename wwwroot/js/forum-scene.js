// Puts a freshly made page in the place of the one that is shown. What somebody is in the middle of stays: a form that
// asks for the same thing is moved over as it is, and questions do not change their order under the thumb.
export function replaceMain(fresh) {
  const old = document.getElementById("main")
  const made = document.adoptNode(fresh.getElementById("main"))
  const focused = document.activeElement
  const moved = keepForms(old, made)
  const hold = keepQuestions(old, made)
  old.replaceWith(made)
  hold?.()
  markOwn(made)
  keepReceipts(made)

  const isNew = old.dataset.step !== made.dataset.step
  if (moved.some(form => form.contains(focused))) focused.focus({ preventScroll: true })
  else if (focused?.id && document.getElementById(focused.id)) document.getElementById(focused.id).focus({ preventScroll: true })
  else if (isNew && old.contains(focused)) made.querySelector("[data-head]")?.focus()
  if (isNew) {
    document.querySelector("[data-announcer]").textContent = made.dataset.says
    scrollTo({ top: 0, behavior: "instant" })
  }
}

function keepForms(old, made) {
  const moved = []
  for (const form of old.querySelectorAll("form[data-form]")) {
    const place = made.querySelector(`form[data-form="${CSS.escape(form.dataset.form)}"]`)
    if (!place) continue

    place.replaceWith(form)
    moved.push(form)
  }
  return moved
}

// Those that are shown keep their places and get their new counts; new ones wait until they are asked for.
function keepQuestions(old, made) {
  const [shown, fresh] = [old, made].map(main => main.querySelector("[data-questions]"))
  if (!shown?.children.length || !fresh) return

  const order = [...fresh.children]
  const known = new Set([...shown.children].map(({ dataset }) => dataset.q))
  const count = order.filter(({ dataset }) => !known.has(dataset.q)).length
  for (const item of [...shown.children]) {
    const now = order.find(({ dataset }) => dataset.q === item.dataset.q)
    if (now) item.replaceWith(now.cloneNode(true))
    else item.remove()
  }
  fresh.replaceWith(shown)
  const more = made.querySelector("[data-more]")
  return () => {
    more.hidden = count === 0
    more.textContent = (count === 1 ? more.dataset.one : more.dataset.other).replace("#", count)
    more.onclick = () => {
      shown.replaceChildren(...order)
      more.hidden = true
      shown.querySelector("button")?.focus()
    }
  }
}

// What was answered in an anonymous round only this phone knows, once voting has closed.
export function markOwn(main = document.getElementById("main")) {
  const list = main.querySelector("[data-own]")
  const own = list && stored(`own ${list.dataset.own}`)
  if (!own || list.querySelector(".me:not([hidden])")) return

  for (const choice of own.split(" "))
    list.querySelector(`[data-choice="${CSS.escape(choice)}"] .me`)?.removeAttribute("hidden")
  const cut = list.querySelector(".me:not([hidden])") && main.querySelector("[data-cut]")
  if (cut) cut.hidden = true
}

// The receipt of an anonymous ballot, too: it marks one's own in the list of all.
export function keepReceipts(main = document.getElementById("main")) {
  const receipt = main.querySelector("[data-receipt]")
  if (receipt) store(`receipt ${receipt.dataset.receipt}`, receipt.dataset.id)
  const list = main.querySelector("[data-list]")
  const own = list && stored(`receipt ${list.dataset.list}`)
  if (!own) return

  list.hash = `b-${own}`
  main.querySelector("[data-list-own]").hidden = false
}

export function remember(round, choices) {
  store(`own ${round}`, choices.join(" "))
}

function store(key, value) {
  try { sessionStorage.setItem(key, value) } catch { /* then nobody knows it */ }
}

function stored(key) {
  try { return sessionStorage.getItem(key) } catch { return null }
}
