import assert from "node:assert/strict"
import { test } from "node:test"
import { scaleOf, Span, spoken, timeMarks } from "../../wwwroot/js/explorer-span.js"

const place = span => [span.from, span.to]
const steps = [1, 2, 5, 10, 20, 50].map(step => ({ step, say: [0, 1, 2, 3, 4, 5].map(i => `${i * step}`) }))

test("coming closer keeps the month that is read where it is, and never leaves the months or fewer than six", () => {
  const span = new Span(100)
  span.zoom(.5, 20)
  assert.deepEqual(place(span), [10, 59.5])
  assert.equal(span.isWhole, false)
  for (let i = 0; i < 10; i++) span.zoom(.5, 20)
  assert.equal(span.width, Span.least - 1)
  assert.ok(span.from <= 20 && span.to >= 20)
  for (let i = 0; i < 10; i++) span.zoom(2, 20)
  assert.deepEqual(place(span), [0, 99])
  assert.equal(span.isWhole, true)
})

test("a part beyond the end is moved into it, and one turned round is one", () => {
  const span = new Span(100)
  span.set(80, 120)
  assert.deepEqual(place(span), [59, 99])
  span.move(-1000)
  assert.deepEqual(place(span), [0, 40])
  span.reach(60)
  assert.deepEqual(place(span), [20, 60])
  span.reach(5)
  assert.deepEqual(place(span), [5, 45])
  span.whole()
  assert.deepEqual(place(span), [0, 99])
})

test("a series of one month or three has a part too", () => {
  for (const count of [1, 3]) {
    const span = new Span(count)
    span.zoom(.5, 0)
    assert.equal(span.isWhole, true)
  }
})

test("the axis begins at zero, takes the finest division that reaches the top, and says the server's texts", () => {
  assert.deepEqual(scaleOf(steps, 43), { top: 50, marks: [0, 10, 20, 30, 40, 50].map(at => ({ at, say: `${at}` })) })
  assert.deepEqual(scaleOf(steps, 5).top, 5)
  assert.deepEqual(scaleOf(steps, 0), { top: 1, marks: [{ at: 0, say: "0" }, { at: 1, say: "1" }] })
  assert.equal(scaleOf(steps, 250).top, 250)
})

test("marks of time are years from afar and months from near, and never nearer than they are wide", () => {
  const months = Array.from({ length: 188 }, (_, i) => `month ${i}`)
  const years = Array.from({ length: 15 }, (_, i) => ({ at: 9 + 12 * i, say: `${2011 + i}` }))
  const wide = say => 8 * say.length
  for (const room of [250, 700, 1200])
    for (const [from, to] of [[0, 187], [0, 40], [100, 123], [100, 106]]) {
      const marks = timeMarks({ months, years }, { from, to }, room, wide)
      assert.ok(marks.length > 0, `${room} ${from}`)
      for (const [i, mark] of marks.slice(1).entries())
        assert.ok((mark.at - marks[i].at) * room / (to - from + 1) >= wide(mark.say), `${room} ${from} ${mark.say}`)
      assert.ok(marks.every(({ at }) => at >= from - .5 && at <= to + .5))
    }
  assert.match(timeMarks({ months, years }, { from: 0, to: 187 }, 700, wide)[0].say, /^20/)
  assert.match(timeMarks({ months, years }, { from: 100, to: 111 }, 700, wide)[0].say, /^month/)
})

test("a month is spoken with what is shown and noted, and what cannot be told is left out", () => {
  const data = { months: ["May 2025", "June 2025"], notes: [{ at: 1, say: "Counted anew" }] }
  const lines = [{ name: "Offences", say: ["40", "too few to show"] }, { name: "Twelve months", say: ["–", "480"] }]
  assert.equal(spoken(data, 0, lines), "May 2025. Offences 40")
  assert.equal(spoken(data, 1, lines), "June 2025. Offences too few to show. Twelve months 480. Counted anew")
})
