// Draws a figure's value into a chart, as the server drew it at first (FigureTagHelper.cs and Charts/Marks.cs).

const svg = "http://www.w3.org/2000/svg"

export function draw(element, { text, value = "" }) {
  switch (element.dataset.draw) {
    case "mark":
    case "icon": return mark(element, value, text)
    case "dots": return dots(element, value)
    case "twenty": return twenty(element, value)
    default: {
      const values = value.split(";")
      element.dataset.draw.split(";").forEach((name, i) => set(element, name, values[Math.min(i, values.length - 1)]))
    }
  }
}

function mark(element, value, text) {
  const [look, icon] = value.split(" ")
  set(element, "class", `mark ${look}`)
  set(element.querySelector("use"), "href", `#i-${icon}`)

  const words = element.querySelector("span")
  if (words.textContent !== text) words.textContent = text
}

// "86.67 0 over,43.06 -1 open": place, lane, kind. One near the promise is half full: two circles.
function dots(element, value) {
  if (element.dataset.drawn === value) return

  element.dataset.drawn = value
  element.replaceChildren(...value.split(",").filter(Boolean).flatMap(dot => {
    const [x, lane, kind] = dot.split(" ")
    const place = { cx: `${x}%`, cy: "46%", transform: `translate(0 ${11 * lane})` }
    const circles = [circle({ class: `dot ${kind}`, ...place, r: 8 })]
    if (kind === "near") circles.push(circle({ class: "half", ...place, r: 4, pathLength: 2 }))
    return circles
  }))
}

function twenty(element, value) {
  const done = Number(value)
  set(element, "visibility", value ? "visible" : "hidden")
  element.querySelectorAll("circle").forEach((dot, i) => set(dot, "class", i < done ? "dot done" : "dot over"))

  const promise = element.querySelector("line")
  for (const end of ["x1", "x2"]) set(promise, end, `${5 * done}%`)
}

function circle(attributes) {
  const circle = document.createElementNS(svg, "circle")
  for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, value)
  return circle
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
