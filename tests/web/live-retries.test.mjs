import assert from "node:assert/strict"
import { test } from "node:test"
import { Retries, pollDelay, renewDelay, retryDelay } from "../../wwwroot/js/live-retries.js"

const least = () => 0
const most = () => 1

test("Retries are spread, bounded and without end", () => {
  assert.deepEqual([retryDelay(0, least), retryDelay(0, most)], [500, 5_000])
  const longest = [1, 2, 3, 500, 100_000].map(attempt => retryDelay(attempt, most))
  assert.deepEqual(longest, [8_000, 16_000, 20_000, 20_000, 20_000])
  for (const attempt of [1, 5, 100_000]) assert.equal(retryDelay(attempt, least), 500)
})

test("Polls are 15 s apart, give or take a fifth, and obey a server that asks for more", () => {
  assert.deepEqual([pollDelay(15_000, null, least), pollDelay(15_000, null, most)], [12_000, 18_000])
  assert.equal(pollDelay(15_000, "40", least), 40_000)
  assert.equal(pollDelay(15_000, "2", least), 12_000)
  assert.equal(pollDelay(15_000, "Wed, 21 Oct 2026 07:28:00 GMT", least), 12_000)
})

test("Three failures in a row start the polling, a connection ends it", () => {
  const retries = new Retries(most)
  retries.lost(0)
  retries.lost(1)
  assert.equal(retries.shouldPoll, false)
  retries.lost(2)
  assert.equal(retries.shouldPoll, true)
  retries.connected(3)
  assert.equal(retries.shouldPoll, false)
})

test("Only a connection that held for a minute starts the waits anew", () => {
  const retries = new Retries(most)
  retries.connected(0)
  assert.equal(retries.lost(1_000), 5_000)
  retries.connected(2_000)
  assert.equal(retries.lost(61_999), 8_000)
  retries.connected(70_000)
  assert.equal(retries.lost(130_000), 5_000)
})

test("A planned end is waited for as long as the server said, once, and stays planned until the page is back", () => {
  const retries = new Retries(most)
  retries.connected(0)
  retries.planned(7_300)
  assert.equal(retries.lost(10), 7_300)
  assert.equal(retries.lost(7_310), 5_000)
  assert.equal(retries.lost(13_000), 8_000)
  assert.equal(retries.isPlanned, true)
  retries.connected(20_000)
  assert.equal(retries.isPlanned, false)
  assert.equal(retries.lost(20_010), 16_000)
})

test("Sections are fetched spread over seconds, and more rarely the more often in vain", () => {
  assert.deepEqual([renewDelay(0, least), renewDelay(0, most)], [2_000, 10_000])
  assert.deepEqual([1, 2, 3, 500].map(failed => renewDelay(failed, most)), [18_000, 34_000, 62_000, 62_000])
})
