import { readPage } from "./read.js"

// A moderator's list, fetched anew every few seconds unless somebody is busy in it.
const every = 4_000

const isBusy = queue => document.hidden || queue.querySelector("details[open]") || queue.contains(document.activeElement)

async function renew() {
  if (isBusy(document.getElementById("queue"))) return

  const fresh = (await readPage(location.pathname))?.getElementById("queue")
  const now = document.getElementById("queue")
  if (fresh && !isBusy(now)) now.replaceWith(document.adoptNode(fresh))
}

setInterval(renew, every)
