import { readDraft, storeDraft, dropDraft, canStore } from "./draft.js"

// A message on its way: a draft on this device until it is acknowledged, and a last step that survives a network that
// fails. Without this the form is a plain one and works the same.

const one = name => document.querySelector(`[data-${name}]`)
const form = () => document.getElementById("send")
let keeping = canStore() && !new URLSearchParams(location.search).has("shared")

start()

function start() {
  if (one("sent")) sent()
  else if (form()) write()
  one("focus")?.focus()
}

function write() {
  offer()
  form().addEventListener("input", () => { keep(); count() })
  form().addEventListener("submit", submit)
  for (const button of document.querySelectorAll("[data-draft-drop]")) button.addEventListener("click", drop)
  one("draft-open").addEventListener("click", open)
  one("no-draft").addEventListener("click", () => { keeping = false; drop(); one("shared").hidden = true })
  one("shared").hidden = !keeping
  keep()
  count()
}

function keep() {
  if (!keeping) return
  const fields = [...new FormData(form())].filter(([name]) => name !== "step")
  if (!fields.some(([name, value]) => name === "text" && value)) return
  const at = storeDraft({ step: form().dataset.step, fields })
  if (at === null) return
  one("kept-at").textContent = clock(at)
  one("kept").hidden = false
}

function drop() {
  dropDraft()
  one("kept").hidden = one("draft").hidden = true
}

// A draft of an earlier visit. Nobody but the person sends it.
function offer() {
  const draft = readDraft()
  const mine = form().elements.form.value
  if (!draft || draft.fields.some(([name, value]) => name === "form" && value === mine)) return
  one("draft-at").textContent = clock(draft.at)
  one("draft").hidden = false
}

function open() {
  const draft = readDraft()
  if (!draft) return
  const again = document.createElement("form")
  again.method = "post"
  again.action = form().action
  const step = draft.step === "kind" ? "text" : draft.step
  for (const [name, value] of [...draft.fields, ["step", step], ["to", step]]) {
    const input = document.createElement("input")
    Object.assign(input, { type: "hidden", name, value })
    again.append(input)
  }
  document.body.append(again)
  again.submit()
}

// Steps in between are plain forms. The last one must not end on a browser's error page, with the text gone.
async function submit(event) {
  const button = form().querySelector(".btn[type=submit]")
  if (button.getAttribute("aria-disabled")) return event.preventDefault()
  if (event.submitter !== button) return
  if (form().dataset.step !== "check") {
    if (navigator.onLine) return
    event.preventDefault()
    return offline()
  }
  event.preventDefault()
  button.setAttribute("aria-disabled", "true")
  const label = button.textContent
  button.textContent = button.dataset.busy
  const slow = setTimeout(() => say(button.dataset.slow), 8000)
  const answer = await post(form().action, new URLSearchParams(new FormData(form())))
  clearTimeout(slow)
  button.removeAttribute("aria-disabled")
  button.textContent = label
  if (answer?.querySelector("main")) show(answer)
  else offline()
}

function offline() {
  keep()
  one("offline").hidden = false
  one("offline").focus()
}

function show(answer) {
  document.querySelector("main").replaceChildren(...answer.querySelector("main").childNodes)
  document.querySelector("header.mast").replaceWith(answer.querySelector("header.mast"))
  scrollTo(0, 0)
  start()
}

function sent() {
  dropDraft()
  const copy = one("copy")
  copy.hidden = !navigator.clipboard
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copy)
    copy.querySelector("span").textContent = copy.dataset.copied
    say(copy.dataset.copied)
  })
  one("print").hidden = false
  one("print").addEventListener("click", () => print())
}

function count() {
  const place = one("left")
  if (!place) return
  const left = Number(place.dataset.left) - form().elements.text.value.length
  const number = new Intl.NumberFormat(document.documentElement.lang).format(left)
  const text = left === 1 || (left === 0 && document.documentElement.lang === "fr") ? place.dataset.leftOne : place.dataset.leftOther
  place.textContent = text.replace("{0}", number)
  if (left === 50 || left === 10) say(place.textContent)
}

// A document and no text: the page's policy lets no text become elements.
function post(address, fields) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open("POST", address)
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded")
    request.responseType = "document"
    request.timeout = 60_000
    request.onloadend = () => resolve(request.response)
    request.send(fields.toString())
  })
}

function say(text) {
  one("announcer").textContent = text
}

function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
}
