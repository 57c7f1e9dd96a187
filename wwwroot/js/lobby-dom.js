// What a lobby screen's page holds and shows.
export function text(selector) {
  return document.querySelector(selector)?.textContent ?? ""
}

export function seen(selector) {
  return (document.querySelector(selector)?.getClientRects().length ?? 0) > 0
}

export function set(element, text) {
  if (element.textContent !== text) element.textContent = text
}
