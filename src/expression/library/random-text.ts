/** RandomString of the provisioning service: minima of each class, the rest from all of them, shuffled. */

const CLASSES = [
  '0123456789',
  '!@#$%^&*()-_=+[]{};:,.<>?/|~',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'abcdefghijklmnopqrstuvwxyz',
] as const

/** Undefined when the characters to avoid leave a class with a minimum, or everything, empty. */
export function randomText(
  random: () => number,
  length: number,
  minima: readonly [number, number, number, number],
  avoid: string,
): string | undefined {
  const allowed = CLASSES.map((characters) => [...characters].filter((character) => !avoid.includes(character)))
  const every = allowed.flat()
  const drawn: string[] = []
  for (const [index, minimum] of minima.entries()) {
    for (let count = 0; count < minimum; count++) drawn.push(pick(allowed[index] ?? [], random))
  }
  while (drawn.length < length) drawn.push(pick(every, random))
  if (drawn.includes('')) return undefined
  for (let index = drawn.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    const kept = drawn[index] ?? ''
    drawn[index] = drawn[other] ?? ''
    drawn[other] = kept
  }
  return drawn.join('')
}

function pick(characters: readonly string[], random: () => number): string {
  return characters[Math.floor(random() * characters.length)] ?? ''
}
