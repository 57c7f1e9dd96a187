import { Queue } from "./desk-queue.js"
import { OpenCase } from "./desk-case.js"
import { followKeys } from "./desk-keys.js"
import "./print.js"

// The staff desk. Without this script everything works by reloading.
const queue = document.querySelector("[data-live]")
if (queue) new Queue(queue)
if (document.getElementById("held")) new OpenCase(document.querySelector("main"))
followKeys()

const focus = document.querySelector("[data-focus]")
focus?.focus()
// What was done is told once: a reload shows it no more.
const here = new URL(location.href)
if (here.searchParams.has("done")) {
  here.searchParams.delete("done")
  history.replaceState(null, "", here)
}
