import { readPage } from "./read.js"

// What the screens say of themselves, anew every few seconds, without disturbing who is about to press something.
const every = 5_000

async function look() {
  const list = document.getElementById("list")
  const made = document.hidden ? null : await readPage(location.pathname)
  const fresh = made?.getElementById("list")
  if (fresh && !list.contains(document.activeElement) && !fresh.isEqualNode(list)) list.replaceChildren(...fresh.childNodes)
  setTimeout(look, every)
}

setTimeout(look, every)
