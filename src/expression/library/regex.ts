/**
 * .NET regular expressions on JavaScript's engine.
 *
 * Rewritten: white space and digit classes, `.` and `$` (which differ around line ends), `\A \z \Z`, `(?<name>…)`
 * numbering, options at the very start, `${name}` references. Refused, because JavaScript has no counterpart: balancing
 * groups, atomic groups, conditionals, options inside the pattern, class subtraction.
 */

import { WHITE_SPACE_CLASS } from './text.js'

const DIGITS = '0-9'
const cache = new Map<string, RegExp | string>()
const CACHE_LIMIT = 500

/** The JavaScript expression for a .NET pattern, or the reason there is none. Places of groups cost, so they are asked for. */
export function translatePattern(pattern: string, withPlaces = false): RegExp | string {
  const key = withPlaces ? `d${pattern}` : `-${pattern}`
  const known = cache.get(key)
  if (known !== undefined) {
    if (typeof known !== 'string') known.lastIndex = 0
    return known
  }
  const result = translate(pattern, withPlaces)
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(key, result)
  return result
}

function translate(pattern: string, withPlaces: boolean): RegExp | string {
  const options = /^\(\?([imsn]+)\)/.exec(pattern)
  const letters = options?.[1] ?? ''
  const body = pattern.slice(options?.[0].length ?? 0)
  const scanner = new Scanner(body, letters.includes('s'), letters.includes('m'))
  const source = scanner.run()
  if (scanner.problem !== undefined) return scanner.problem
  const flags = `${withPlaces ? 'dg' : 'g'}${letters.includes('i') ? 'i' : ''}${letters.includes('m') ? 'm' : ''}${/\\p\{|\\P\{/.test(source) ? 'u' : ''}`
  try {
    return new RegExp(flags.includes('u') ? tightenEscapes(source) : source, flags)
  } catch (error) {
    return error instanceof Error ? error.message : 'the pattern cannot be read'
  }
}

/** With Unicode classes JavaScript refuses to escape an ordinary character. */
function tightenEscapes(source: string): string {
  return source.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, '$1')
}

class Scanner {
  problem: string | undefined
  private position = 0
  private output = ''

  constructor(
    private readonly pattern: string,
    private readonly singleLine: boolean,
    private readonly multiLine: boolean,
  ) {}

  run(): string {
    while (this.position < this.pattern.length && this.problem === undefined) this.step()
    return this.output
  }

  private step(): void {
    const character = this.pattern.charAt(this.position)
    if (character === '\\') this.escape(false)
    else if (character === '[') this.characterClass()
    else if (character === '(') this.group()
    else {
      this.position++
      if (character === '.') this.output += this.singleLine ? '[\\s\\S]' : '[^\\n]'
      else if (character === '$') this.output += this.multiLine ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))'
      else this.output += character
    }
  }

  private group(): void {
    const rest = this.pattern.slice(this.position)
    if (/^\(\?>/.test(rest)) this.problem = 'atomic groups have no counterpart here'
    else if (/^\(\?\(/.test(rest)) this.problem = 'conditional groups have no counterpart here'
    else if (/^\(\?<\w*-\w+>/.test(rest)) this.problem = 'balancing groups have no counterpart here'
    else if (/^\(\?[imnsx-]+[:)]/.test(rest)) this.problem = 'options inside the pattern have no counterpart here'
    const quoted = /^\(\?'(\w+)'/.exec(rest)
    if (quoted !== null) {
      this.output += `(?<${quoted[1]}>`
      this.position += quoted[0].length
      return
    }
    const opening = /^\((?:\?(?:<[=!]|<\w+>|[:=!]))?/.exec(rest)?.[0] ?? '('
    this.output += opening
    this.position += opening.length
  }

  private characterClass(): void {
    this.output += '['
    this.position++
    if (this.pattern.charAt(this.position) === '^') {
      this.output += '^'
      this.position++
    }
    let first = true
    while (this.position < this.pattern.length && this.problem === undefined) {
      const character = this.pattern.charAt(this.position)
      if (character === ']' && !first) break
      if (character === '\\') this.escape(true)
      else {
        if (character === '[' && this.output.endsWith('-')) this.problem = 'class subtraction has no counterpart here'
        this.output += character === ']' || character === '[' ? `\\${character}` : character
        this.position++
      }
      first = false
    }
    if (this.position >= this.pattern.length) this.problem ??= 'a character class is not closed'
    this.output += ']'
    this.position++
  }

  private escape(insideClass: boolean): void {
    const letter = this.pattern.charAt(this.position + 1)
    this.position += 2
    const unicode = /^\{[^}]+\}/.exec(this.pattern.slice(this.position))?.[0]
    if ((letter === 'p' || letter === 'P') && unicode !== undefined) {
      this.position += unicode.length
      this.output += `\\${letter}${unicode}`
    } else if (letter === 's') this.output += insideClass ? WHITE_SPACE_CLASS : `[${WHITE_SPACE_CLASS}]`
    else if (letter === 'S' && !insideClass) this.output += `[^${WHITE_SPACE_CLASS}]`
    else if (letter === 'd') this.output += insideClass ? DIGITS : `[${DIGITS}]`
    else if (letter === 'A') this.output += '(?<![\\s\\S])'
    else if (letter === 'z') this.output += '(?![\\s\\S])'
    else if (letter === 'Z') this.output += '(?=\\n?(?![\\s\\S]))'
    else if (letter === 'a') this.output += '\\x07'
    else if (letter === 'e') this.output += '\\x1b'
    else if (letter === '') this.problem = 'the pattern ends in a backslash'
    else this.output += `\\${letter}`
  }
}

/** A .NET replacement text applied to one match: `$1`, `${name}`, `$&`, `$$`. */
export function expandReplacement(replacement: string, match: RegExpExecArray): string {
  if (!replacement.includes('$')) return replacement
  return replacement.replace(
    /\$(?:\$|&|(\d+)|\{(\w+)\})/g,
    (whole, digits: string | undefined, name: string | undefined) => {
      if (whole === '$$') return '$'
      if (whole === '$&') return match[0]
      const key = digits ?? name ?? ''
      if (/^\d+$/.test(key)) return Number(key) < match.length ? (match[Number(key)] ?? '') : whole
      return match.groups !== undefined && key in match.groups ? (match.groups[key] ?? '') : whole
    },
  )
}

/** Every match replaced, the replacement text expanded for each. */
export function replaceMatches(text: string, expression: RegExp, replacement: string): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(expression)) {
    result += text.slice(end, match.index) + expandReplacement(replacement, match)
    end = match.index + match[0].length
  }
  return result + text.slice(end)
}

/** Only the text of the named group replaced, in every match. */
export function replaceGroup(text: string, expression: RegExp, group: string, replacement: string): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(expression)) {
    const place = match.indices?.groups?.[group] ?? (/^\d+$/.test(group) ? match.indices?.[Number(group)] : undefined)
    if (place === undefined) continue
    result += text.slice(end, place[0]) + replacement
    end = place[1]
  }
  return result + text.slice(end)
}

/** The text of the named group in the first match, or undefined. */
export function extractGroup(text: string, expression: RegExp, group: string): string | undefined {
  for (const match of text.matchAll(expression)) {
    return match.groups?.[group] ?? (/^\d+$/.test(group) ? match[Number(group)] : undefined)
  }
  return undefined
}
