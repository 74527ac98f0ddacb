/** A store in memory, for tests and for runs that keep nothing. */

import type { StateStore, StoredObject } from './store.js'

export function createMemoryStore(content: Iterable<StoredObject> = []): StateStore & { copy(): StoredObject[] } {
  const objects = new Map<string, string>()
  for (const { id, json } of content) objects.set(id, json)
  const all = (): StoredObject[] => [...objects].map(([id, json]) => ({ id, json }))
  return {
    load: all,
    copy: all,
    commit: ({ put, remove }) => {
      for (const id of remove) objects.delete(id)
      for (const { id, json } of put) objects.set(id, json)
    },
    close: () => undefined,
  }
}
