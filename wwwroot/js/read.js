// A page as a document and no text: the page's policy lets no text become elements. Null when it cannot be had.
export function readPage(address) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open("GET", address)
    request.responseType = "document"
    request.timeout = 10_000
    request.onloadend = () => resolve(request.status === 200 ? request.response : null)
    request.send()
  })
}
