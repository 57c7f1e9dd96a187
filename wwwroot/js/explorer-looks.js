// How lines look. They are told apart without their colour too: by dashes. Beyond the slots they are all alike, and
// told apart by pointing at them.
const dashes = [[], [7, 4], [2, 4]]
const looks = {
  months: { ink: "s4", width: 1.5 },
  twelve: { ink: "s1", width: 2.5 },
  rest: { ink: "ui", width: 1 },
}
const inks = ["s1", "s2", "s3", "s4", "ui", "ink", "muted", "rule"]

export const slots = 6
export const lookOf = slot => looks[slot] ?? { ink: slot % 2 ? "s3" : "s2", width: 1.75, dash: dashes[slot >> 1] }

// The page's colours and letters as they are at this place now: light, dark, or the reader's own. A canvas takes no
// style sheet, so they are read from an element that does.
export function looksAt(place) {
  const probe = document.createElement("span")
  place.append(probe)
  const colours = inks.map(name => {
    probe.style.color = `var(--${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.style.fontSize = "var(--t-14)"
  const { fontSize, fontFamily } = getComputedStyle(probe)
  probe.remove()
  return { ...Object.fromEntries(colours), size: parseFloat(fontSize), family: fontFamily }
}
