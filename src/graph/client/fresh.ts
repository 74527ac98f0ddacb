/** How long replicas may not know what was made. */
const freshFor = 15 * 60_000

/** Ids of what was made a short while ago. */
export class FreshIds {
  private readonly madeAt = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  remember(id: string, at: number = this.now()): void {
    if (this.now() - at <= freshFor) this.madeAt.set(id.toLowerCase(), at)
  }

  forget(id: string): void {
    this.madeAt.delete(id.toLowerCase())
  }

  /** @returns whether a text names one of them as a whole word */
  isNamedIn(text: string): boolean {
    const oldest = this.now() - freshFor
    return (text.match(/[\w.-]+/g) ?? []).some((word) => (this.madeAt.get(word.toLowerCase()) ?? -Infinity) >= oldest)
  }
}

/** Ids of objects in the answer of a request that makes something: its own, and those of objects right inside. */
export function idsMadeBy(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.entries(body).flatMap(([name, value]) => {
    if (name === 'id' || name === 'appId') return typeof value === 'string' && value.length > 8 ? [value] : []
    return typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value ? idsMadeBy(value) : []
  })
}
