// A page as a document and no text: the page's policy lets no text become elements. Null when it cannot be had.
// With "any", also what comes with another status than 200, as the page of what is gone.
export function readPage(address, any = false) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open("GET", address)
    request.responseType = "document"
    request.timeout = 10_000
    request.onloadend = () => resolve(any || request.status === 200 ? request.response : null)
    request.send()
  })
}
