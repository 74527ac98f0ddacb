/**
 * Runs items side by side, each after those it has to come after. The first that throws ends it: nothing more is begun,
 * and what runs is awaited.
 *
 * @param after keys of items that have to be over before; keys of others do not count
 */
export async function inOrder<T>(
  items: readonly T[],
  width: number,
  keyOf: (item: T) => string,
  after: (item: T) => readonly string[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const open = new Set(items.map(keyOf))
  const running = new Map<string, Promise<void>>()
  const failures: unknown[] = []
  while ((waiting.length > 0 && failures.length === 0) || running.size > 0) {
    while (failures.length === 0 && running.size < width) {
      const index = waiting.findIndex((item) => after(item).every((key) => !open.has(key) || key === keyOf(item)))
      const [item] = index < 0 ? [] : waiting.splice(index, 1)
      if (item === undefined) break
      const key = keyOf(item)
      running.set(
        key,
        run(item)
          .catch((problem: unknown) => void failures.push(problem))
          .then(() => {
            running.delete(key)
            open.delete(key)
          }),
      )
    }
    if (running.size === 0) break
    await Promise.race(running.values())
  }
  if (failures.length > 0) throw failures[0]
  if (waiting.length > 0) throw new Error('Steps wait for each other in a circle.')
}
