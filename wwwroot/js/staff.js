// Passkeys, and the code of an invitation's link. Everything else on staff pages works without script.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false
    form.addEventListener("submit", event => {
      if (form.credential.value) return

      event.preventDefault()
      answer(form)
    })
  }
  for (const one of document.querySelectorAll("[data-with-passkey]")) one.hidden = false
}

// The fragment never leaves the browser by itself: it is put into the form, and out of the address.
const code = document.querySelector("[data-code]")
if (code && location.hash.length > 1) {
  code.code.value = location.hash.slice(1)
  history.replaceState(null, "", location.pathname)
  code.requestSubmit()
}

async function answer(form) {
  const failed = form.querySelector("[data-failed]")
  failed.hidden = true
  try {
    const response = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) })
    if (response.status === 409) return form.submit() // it is not fresh enough: the server says where to go on
    if (!response.ok) throw new Error(response.statusText)

    const { options, challenge } = await response.json()
    const credential = await ask(form.dataset.passkey, JSON.parse(options))
    form.challenge.value = challenge
    form.credential.value = JSON.stringify(credential.toJSON())
    form.submit()
  } catch {
    failed.hidden = false
  }
}

function ask(what, options) {
  return what === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}
