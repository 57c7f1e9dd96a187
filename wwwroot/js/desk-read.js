// A part of a page, if it is another than the one with this tag: a document and no text, as the page's policy lets no
// text become elements. Gives the status with it, 0 when there was no answer. It says of itself that nobody asked for it,
// so that a page that is left open keeps nobody signed in.
export function read(address, tag) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open("GET", address)
    request.responseType = "document"
    request.timeout = 10_000
    request.setRequestHeader("X-Background", "1")
    if (tag) request.setRequestHeader("If-None-Match", tag)
    request.onloadend = () => resolve({
      status: request.status,
      page: request.status === 200 ? request.response : null,
      tag: request.status === 200 ? request.getResponseHeader("ETag") : tag,
    })
    request.send()
  })
}
