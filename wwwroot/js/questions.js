// A moderator's list, fetched anew every few seconds unless somebody is busy in it.
const every = 4_000

function renew() {
  const queue = document.getElementById("queue")
  if (document.hidden || queue.querySelector("details[open]") || queue.contains(document.activeElement)) return

  const request = new XMLHttpRequest()
  request.open("GET", location.pathname)
  request.responseType = "document"
  request.timeout = 10_000
  request.onload = () => {
    const fresh = request.response?.getElementById("queue")
    const now = document.getElementById("queue")
    if (fresh && !now.querySelector("details[open]") && !now.contains(document.activeElement)) now.replaceWith(document.adoptNode(fresh))
  }
  request.send()
}

setInterval(renew, every)
