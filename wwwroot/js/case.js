import { readPage } from "./read.js"

// A resident's own case: opened by the codes behind #, which no browser sends; new entries are offered and never push
// aside what is being read.

const one = name => document.querySelector(`[data-${name}]`)
const part = (name, page = document) => page.querySelector(`[data-part="${name}"]`)
const main = document.querySelector("main")

if (document.getElementById("open")) open()
else follow()
one("focus")?.focus()
addEventListener("hashchange", () => location.reload())

function open() {
  const form = document.getElementById("open")
  const [reference, code] = location.hash.slice(1).split(".")
  if (!code) return
  history.replaceState(null, "", location.pathname) // the codes stay in no history
  form.elements.reference.value = reference
  form.elements.code.value = code
  one("opening").hidden = false
  form.submit()
}

function follow() {
  if (location.hash.includes(".")) leaveFor(location.hash)
  if (location.search) history.replaceState(null, "", location.pathname)
  state("live")
  setInterval(look, 1000 * Number(main.dataset.lookAfter))
  addEventListener("online", look)
  addEventListener("offline", () => state("not"))
  one("show-news").addEventListener("click", show)
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", once)
}

// The link of another case, while one is open.
function leaveFor(hash) {
  history.replaceState(null, "", location.pathname)
  const form = document.createElement("form")
  form.method = "post"
  form.action = `${location.pathname}?handler=Open`
  const [reference, code] = hash.slice(1).split(".")
  for (const [name, value] of Object.entries({ reference, code })) {
    const input = document.createElement("input")
    Object.assign(input, { type: "hidden", name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}

function once(event) {
  if (event.target.dataset.sent) return event.preventDefault()
  if (!navigator.onLine) {
    event.preventDefault() // the words stay where they are
    return state("not")
  }
  event.target.dataset.sent = "yes"
  setTimeout(() => delete event.target.dataset.sent, 10_000)
}

let fresh = null

async function look() {
  if (document.hidden) return
  const page = await readPage(location.pathname)
  const standing = page && part("standing", page)
  if (!standing) return state("not")
  state("live", page)
  swap(part("standing"), standing)
  const shown = Number(main.dataset.newest)
  const entries = [...page.querySelectorAll("[data-seq]")].filter(entry => Number(entry.dataset.seq) > shown)
  if (entries.length === 0) return
  const button = one("show-news")
  const text = (entries.length === 1 ? main.dataset.newsOne : main.dataset.newsOther).replace("{0}", entries.length)
  if (button.textContent !== text) one("announcer").textContent = text
  button.textContent = text
  button.hidden = false
  fresh = page
}

// Only at the reader's wish. What was written into the form stays.
function show() {
  const first = Number(main.dataset.newest) + 1
  const written = document.getElementById("body")?.value
  part("timeline").replaceWith(part("timeline", fresh))
  document.querySelector(".split > .stack").replaceWith(fresh.querySelector(".split > .stack"))
  const body = document.getElementById("body")
  if (body && written) body.value = written
  main.dataset.newest = fresh.querySelector("main").dataset.newest
  one("show-news").hidden = true
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", once)
  const entry = [...document.querySelectorAll("[data-seq]")].find(item => Number(item.dataset.seq) >= first)
  entry?.setAttribute("tabindex", "-1")
  entry?.focus()
}

// Nothing is replaced while somebody marks it.
function swap(old, next) {
  if (old.innerText === next.innerText || !getSelection().isCollapsed) return
  old.replaceWith(next)
}

function state(name, page) {
  for (const line of document.querySelectorAll("[data-live]")) line.hidden = line.dataset.live !== name
  if (!page) return
  const now = page.querySelector("[data-now]")?.textContent
  one("now").textContent = one("last").textContent = now
}
