import { retryDelay } from "./live-retries.js"
import { keepReceipts, markOwn, remember } from "./forum-scene.js"

// Sends a ballot until the server has given a definite answer. Every sending of it has the same id, so it counts once.
// "Counted" is said by the server, never assumed.
export class Votes {
  #renew
  #again = null

  // renew: shows the page as the server makes it now
  constructor(renew) {
    this.#renew = renew
    document.addEventListener("submit", event => this.#submit(event))
    document.addEventListener("input", event => sum(event.target.closest?.("form[data-vote]")))
    addEventListener("online", () => this.#again?.())
    addEventListener("beforeunload", event => this.#again && event.preventDefault())
    sum(document.querySelector("form[data-vote]"))
    markOwn()
    keepReceipts()
  }

  #submit(event) {
    const form = event.target.closest("form[data-vote]")
    if (!form) return

    event.preventDefault()
    if (form.dataset.busy) this.#again?.()
    else this.#send(form)
  }

  async #send(form) {
    const body = new URLSearchParams(new FormData(form))
    form.dataset.busy = "sending"
    form.querySelector("fieldset").disabled = true
    form.querySelector("[data-problem]").hidden = true
    for (let attempt = 0; ; attempt++) {
      say(form, "sending")
      const answer = await post(form.dataset.vote, body)
      if (answer) return this.#answered(form, body, answer)

      say(form, "queued")
      await new Promise(resolve => {
        this.#again = resolve
        setTimeout(resolve, retryDelay(attempt))
      })
      this.#again = null
    }
  }

  async #answered(form, body, { answer, words }) {
    delete form.dataset.busy
    form.querySelector("fieldset").disabled = false
    if (answer === "refused") {
      say(form, null)
      const problem = form.querySelector("[data-problem]")
      problem.querySelector(".err > span").textContent = words
      problem.hidden = false
      return
    }
    if (answer === "counted") {
      say(form, "counted")
      const choices = body.getAll("choice")
      if (choices.length > 0) remember(`${body.get("poll")} ${body.get("round")}`, choices)
    }
    form.removeAttribute("data-form") // what comes is not this form again
    const said = ["late", "stands"].includes(answer) ? `said=${answer}` : ""
    const language = new URLSearchParams(location.search).get("lang")
    const query = [said, language && `lang=${language}`].filter(Boolean).join("&")
    history.replaceState(null, "", location.pathname + (language ? `?lang=${language}` : ""))
    await this.#renew(location.pathname + (query && `?${query}`))
  }
}

// Null when nothing definite was heard: no network, a busy server, an answer that is none of ours.
async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8_000)
    })
    return answer.ok || answer.status === 422 ? await answer.json() : null
  } catch {
    return null
  }
}

function say(form, state) {
  for (const line of form.querySelectorAll("[data-sending]")) line.hidden = line.dataset.sending !== state
  const button = form.querySelector("[type=submit]")
  button.textContent = state === "queued" ? button.dataset.again : button.dataset.first
  button.hidden = state === "counted"
}

function sum(form) {
  const line = form?.querySelector("[data-sum]")
  if (!line) return

  const given = [...form.querySelectorAll("input[name^=points-]")].reduce((all, { value }) => all + (Number(value) || 0), 0)
  line.textContent = line.dataset.words.replace("#", given).replace("#", line.dataset.sum)
  line.hidden = false
}
