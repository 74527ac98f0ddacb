import { type NamedCount, normalizeGuid, type RunStepSummary, type RunSummary } from '../../model/index.js'
import { elementPath, type XmlElement } from '../../xml/index.js'
import type { ReadContext } from './cs-object.js'
import type { PathCount } from './path-count.js'

const counterGroups = new Set([
  'staging-counters',
  'inbound-flow-counters',
  'outbound-flow-counters',
  'export-counters',
])

/** Lists of single objects; each entry counts, with its kind of error where it names one. */
const errorGroups = new Set(['ma-discovery-errors', 'synchronization-errors', 'mv-retry-errors'])

const KNOWN = 'Connection, discovery counters and the definition of the step are shown by the product; not assessed.'
const OBJECTS = 'Errors are counted by kind; single objects are not assessed.'

const documented = new Set([
  'step-id',
  'current-export-step-counter',
  'last-successful-export-step-counter',
  'ma-connection',
  'ma-discovery-counters',
])

/** Reads one `run-details` and counts every element and attribute of it. */
export function readRunDetails(element: XmlElement, { file, path: parent }: ReadContext): RunSummary {
  const path = parent.read(element)
  path.noAttributes(element)
  const texts = new Map<string, string>()
  const steps: RunStepSummary[] = []
  for (const child of element.children) {
    if (child.local === 'step-details') steps.push(readStep(child, path))
    else if (['ma-id', 'ma-name', 'run-number', 'run-profile-name', 'security-id'].includes(child.local)) {
      path.read(child).noAttributes(child)
      texts.set(child.local, child.text.trim())
    } else path.unknown(child)
  }
  return {
    connectorId: normalizeGuid(texts.get('ma-id') ?? ''),
    connectorName: texts.get('ma-name') ?? '',
    profile: texts.get('run-profile-name') ?? '',
    number: countOf(texts.get('run-number') ?? ''),
    account: texts.get('security-id') ?? '',
    // The product lists the last step first.
    steps: steps.sort((a, b) => a.number - b.number),
    at: { file, path: elementPath(element), line: element.line },
  }
}

function readStep(element: XmlElement, parent: PathCount): RunStepSummary {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (name === 'step-number') path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const texts = new Map<string, string>()
  const counters: NamedCount[] = []
  const errors = new Map<string, number>()
  let description = { type: '', partition: '' }
  for (const child of element.children) {
    const { local } = child
    if (local === 'step-result' || local === 'start-date' || local === 'end-date') {
      path.read(child).noAttributes(child)
      texts.set(local, child.text.trim())
    } else if (local === 'step-description') description = readDescription(child, path)
    else if (counterGroups.has(local)) counters.push(...readCounters(child, path))
    else if (errorGroups.has(local)) countErrors(child, path, errors)
    else if (documented.has(local)) path.documented(child, KNOWN)
    else path.unknown(child)
  }
  return {
    number: countOf(element.attributes['step-number'] ?? ''),
    ...description,
    result: texts.get('step-result') ?? '',
    startedAt: texts.get('start-date') ?? '',
    endedAt: texts.get('end-date') ?? '',
    counters,
    errors: [...errors].map(([name, count]) => ({ name, count })),
  }
}

function readDescription(element: XmlElement, parent: PathCount): { type: string; partition: string } {
  const path = parent.read(element)
  path.noAttributes(element)
  const words: string[] = []
  let partition = ''
  for (const child of element.children) {
    if (child.local === 'step-type') {
      const below = path.read(child)
      for (const name in child.attributes) {
        if (name === 'type') below.readAttribute(name, child.line)
        else below.unknownAttribute(name, child.line)
      }
      words.push(child.attributes.type ?? '')
      for (const part of child.children) {
        if (!part.local.endsWith('-subtype')) below.unknown(part)
        else {
          below.read(part).noAttributes(part)
          words.push(part.text.trim())
        }
      }
    } else if (child.local === 'partition') {
      path.read(child).noAttributes(child)
      partition = child.text.trim()
    } else path.documented(child, KNOWN)
  }
  return { type: words.filter((word) => word !== '').join(' '), partition }
}

function readCounters(element: XmlElement, parent: PathCount): NamedCount[] {
  const path = parent.read(element)
  for (const name in element.attributes) {
    if (name === 'ma' || name === 'ma-id') path.readAttribute(name, element.line)
    else path.unknownAttribute(name, element.line)
  }
  const target = element.attributes.ma ?? element.attributes['ma-id'] ?? ''
  return element.children.flatMap((child) => {
    const below = path.read(child)
    for (const name in child.attributes) {
      // Says whether the product can list the objects.
      if (name === 'detail') below.readAttribute(name, child.line)
      else below.unknownAttribute(name, child.line)
    }
    const count = countOf(child.text)
    return count === 0 ? [] : [{ name: target === '' ? child.local : `${child.local} → ${target}`, count }]
  })
}

function countErrors(group: XmlElement, parent: PathCount, errors: Map<string, number>): void {
  const path = parent.read(group)
  path.noAttributes(group)
  for (const error of group.children) {
    const kind = error.children.find((child) => child.local === 'error-type')?.text.trim()
    const name = kind === undefined || kind === '' ? error.local : `${error.local}: ${kind}`
    const shown = errors.has(name) || errors.size < 100 ? name : 'others'
    errors.set(shown, (errors.get(shown) ?? 0) + 1)
    path.documented(error, OBJECTS)
  }
}

function countOf(text: string): number {
  const trimmed = text.trim()
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : 0
}
