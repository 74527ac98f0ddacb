import type { Deprovisioning } from '../../model/index.js'
import { attributeOf, textOf } from './fields.js'
import type { NoticeBook } from './notice-book.js'
import type { Section } from './section.js'

/** Reads `provisioning-cleanup`: what happens to an object when provisioning lets go of it. */
export function readDeprovisioning(section: Section | undefined, book: NoticeBook): Deprovisioning | undefined {
  if (section === undefined) return undefined
  const type = attributeOf(section, 'type')
  if (type === 'scripted') return { kind: 'scripted', at: section.at }
  const raw = textOf(section, 'action')
  if (type === 'declared') {
    const action = knownAction(raw)
    if (action === 'unknown') noteUnknown(`action "${raw}"`, section, book)
    return { kind: 'declared', action, raw, at: section.at }
  }
  if (type === '' && raw === '') return undefined
  noteUnknown(`kind "${type}"`, section, book)
  return { kind: 'unknown', raw: `${type} ${raw}`.trim(), at: section.at }
}

function knownAction(raw: string): Extract<Deprovisioning, { kind: 'declared' }>['action'] {
  switch (raw) {
    case 'make-normal-disconnector':
    case 'make-explicit-disconnector':
    case 'delete-object':
      return raw
    default:
      return 'unknown'
  }
}

function noteUnknown(what: string, section: Section, book: NoticeBook): void {
  book.tally(
    'M2E-READ-022',
    `provisioning-cleanup ${what}`,
    section.at,
    `Deprovisioning of the unknown ${what}.`,
    'Look the connector up in the Synchronization Service Manager.',
  )
}
