// The one draft of this device. It leaves when it was sent, when the person says so, or after 30 days.

const key = "draft"
const longest = 30 * 86_400_000

export function canStore() {
  try {
    localStorage.setItem("try", "")
    localStorage.removeItem("try")
    return true
  } catch {
    return false // switched off, as some private windows have it
  }
}

// When it was stored; null when it could not be.
export function storeDraft(draft) {
  const at = Date.now()
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at }))
    return at
  } catch {
    return null // full
  }
}

export function readDraft() {
  try {
    const draft = JSON.parse(localStorage.getItem(key))
    if (draft && Date.now() - draft.at < longest && Array.isArray(draft.fields)) return draft
  } catch {
    // none of ours
  }
  dropDraft()
  return null
}

export function dropDraft() {
  try {
    localStorage.removeItem(key)
  } catch {
    // there is none where none can be
  }
}
