import { slots } from "./explorer-looks.js"

export const isArea = ({ key }) => key.startsWith("area-")

// The lines as rows: what a line is, whether it is shown, and what it says of the month that is read.
export class Rows {
  #rows = new Map() // line -> its elements
  #show

  // show(line, slot): a line takes a look, or null.
  constructor(own, areas, lines, show) {
    this.#show = show
    for (const line of lines) (isArea(line) ? areas : own).append(this.#make(line))
  }

  get shown() {
    return [...this.#rows].filter(([, row]) => row.slot !== null).map(([line]) => line)
  }

  // Shows a line, or takes it away; an area takes the first look that is free.
  set(line, on) {
    const row = this.#rows.get(line)
    const taken = new Set([...this.#rows.values()].map(({ slot }) => slot))
    const free = [...Array(slots).keys()].find(slot => !taken.has(slot)) ?? "rest"
    row.slot = !on ? null : isArea(line) ? free : line.key
    row.check.checked = on
    row.item.classList.toggle("on", on)
    row.key.dataset.slot = row.slot ?? ""
    this.#show(line, row.slot)
  }

  setAreas(on) {
    for (const [line, row] of this.#rows)
      if (isArea(line) && on !== (row.slot !== null)) this.set(line, on)
  }

  // Tells the row of the line that the pointer is nearest to.
  near(line) {
    for (const [other, { item }] of this.#rows) item.classList.toggle("near", other === line)
  }

  // Every row says what its line does of a month; an area that is not shown says nothing.
  read(at) {
    for (const [line, { said, slot }] of this.#rows) {
      const say = slot === null && isArea(line) ? "" : line.say[at]
      if (said.textContent !== say) said.textContent = say
    }
  }

  #make(line) {
    const [item, label, check, key, name, said] =
      ["li", "label", "input", "span", "bdi", "b"].map(tag => document.createElement(tag))
    check.type = "checkbox"
    key.className = "key"
    check.hidden = key.hidden = !line.drawn // what has no line is read only
    name.textContent = line.name
    said.className = "num"
    label.append(check, key, name)
    item.append(label, said)
    this.#rows.set(line, { item, check, key, said, slot: null })
    check.addEventListener("change", () => this.set(line, check.checked))
    return item
  }
}
