import type { RunSequence } from '../../model/index.js'
import { commandStep, runStep } from './sequences.js'

export interface LineReading {
  readonly steps: readonly RunSequence[]
  readonly used: ReadonlySet<number>
  readonly unclear: ReadonlySet<number>
}

const text = /"((?:[^"]|"")*)"/g

/** VBScript: agents asked for by name, `Execute("profile")` on them, and subs that take both. */
export function readVbScript(file: string, source: string): LineReading {
  const steps: RunSequence[] = []
  const used = new Set<number>()
  const unclear = new Set<number>()
  const agents = new Map<string, string>()
  const texts = new Map<string, string>()
  const subs = runningSubs(source)
  let latest = ''
  for (const [index, raw] of source.split('\n').entries()) {
    const line = index + 1
    const code = withoutComment(raw).trim()
    if (code === '' || /^(?:sub|function|end)\b/i.test(code)) continue
    const assigned = /^(?:Const\s+|Set\s+)?(\w+)\s*=\s*(.+)$/i.exec(code)
    const constant = assigned?.[2] === undefined ? null : /^"((?:[^"]|"")*)"$/.exec(assigned[2].trim())
    if (assigned?.[1] !== undefined && constant !== null) {
      texts.set(assigned[1].toLowerCase(), (constant[1] ?? '').replaceAll('""', '"'))
      used.add(line)
    }
    const named = /MIIS_ManagementAgent[^"]*Name\s*=\s*'([^']*)'/i.exec(joinedText(code, texts))
    if (named?.[1] !== undefined) {
      latest = named[1]
      if (assigned?.[1] !== undefined) agents.set(assigned[1].toLowerCase(), named[1])
      used.add(line)
    }
    const started = /(?:\b(\w+)\s*)?\.Execute(?:_)?\s*\(\s*([^)]*)\)/i.exec(code)
    const at = { file, path: '', line }
    if (started !== null && !/\.ExecQuery/i.test(started[0])) {
      const profile = literalOf(started[2] ?? '', texts)
      if (profile === undefined && subs.size > 0) continue
      const agent = agents.get((started[1] ?? '').toLowerCase()) ?? latest
      steps.push(runStep(agent, profile ?? '', at))
      used.add(line)
      if (agent === '' || profile === undefined) unclear.add(line)
      continue
    }
    const call = /^(?:Call\s+)?(\w+)[\s(]+(.*?)\)?$/i.exec(code)
    if (call?.[1] !== undefined && subs.has(call[1].toLowerCase())) {
      const [agent, profile] = splitArguments(call[2] ?? '').map((argument) => literalOf(argument, texts))
      steps.push(runStep(agent ?? '', profile ?? '', at))
      used.add(line)
      if (agent === undefined || profile === undefined) unclear.add(line)
    }
  }
  return { steps, used, unclear }
}

/** Names of subs and functions whose body starts a run. */
function runningSubs(source: string): ReadonlySet<string> {
  const found = new Set<string>()
  let current = ''
  for (const raw of source.split('\n')) {
    const code = withoutComment(raw).trim()
    const begins = /^(?:Public\s+|Private\s+)?(?:Sub|Function)\s+(\w+)/i.exec(code)
    if (begins?.[1] !== undefined) current = begins[1].toLowerCase()
    else if (/^End\s+(?:Sub|Function)/i.test(code)) current = ''
    else if (current !== '' && /\.Execute\s*\(/i.test(code)) found.add(current)
  }
  return found
}

function withoutComment(line: string): string {
  const hidden = line.replace(text, (literal) => '\u0001'.repeat(literal.length))
  const at = hidden.search(/'|^\s*REM\s/i)
  return at === -1 ? line : line.slice(0, at)
}

/** Literals and known variables joined by `&`, as one text. */
function joinedText(code: string, texts: ReadonlyMap<string, string>): string {
  return code.replace(/"\s*&\s*(\w+)\s*(?:&\s*"|$)/g, (whole, name: string) => texts.get(name.toLowerCase()) ?? whole)
}

function literalOf(argument: string, texts: ReadonlyMap<string, string>): string | undefined {
  const trimmed = argument.trim()
  const literal = /^"((?:[^"]|"")*)"$/.exec(trimmed)
  return literal === null ? texts.get(trimmed.toLowerCase()) : (literal[1] ?? '').replaceAll('""', '"')
}

function splitArguments(list: string): readonly string[] {
  return list.match(/"(?:[^"]|"")*"|[^,\s]+/g) ?? []
}

/** Batch files: every command that could start a run is a step, in order. */
export function readCommandScript(file: string, source: string): LineReading {
  const steps: RunSequence[] = []
  const used = new Set<number>()
  for (const [index, raw] of source.split('\n').entries()) {
    const code = raw.trim().replace(/^@/, '')
    if (
      code === '' ||
      /^(?:rem\b|::|:|echo\b|set\b|setlocal|endlocal|goto\b|if\b.*\bgoto\b|exit\b|pause\b|cd\b|cls\b|title\b)/i.test(
        code,
      )
    )
      continue
    steps.push(commandStep(code, { file, path: '', line: index + 1 }))
    used.add(index + 1)
  }
  return { steps, used, unclear: new Set() }
}
