/** A preview as lines for a person, and as JSON. */

import type { Stored } from '../core/values.js'
import { atomsOf, atomText } from '../core/values.js'
import type { Preview } from './preview.js'

function shown(value: Stored | null | undefined): string {
  const atoms = atomsOf(value).map(atomText)
  return atoms.length === 0 ? '(nothing)' : atoms.join(', ')
}

export function previewText(preview: Preview): string {
  const { trace } = preview
  const lines = [`${preview.object}: ${preview.link}`]
  const section = (title: string, content: readonly string[]): void => {
    if (content.length > 0) lines.push(title, ...content.map((line) => `  ${line}`))
  }
  if (preview.error !== undefined) lines.push(`Error ${preview.error.code}: ${preview.error.message}`)
  section(
    'Filter',
    trace.filters.map((one) => `${one.rule}: ${one.result}`),
  )
  section(
    'Scope',
    trace.scopes.map((one) => `${one.rule}: ${one.inScope ? 'in scope' : `out of scope, ${one.failed}`}`),
  )
  section(
    'Join',
    trace.joins.map((one) => `${one.criterion}: ${one.result} ${one.candidates.join(', ')}`.trimEnd()),
  )
  section(
    'Projection',
    trace.projections.map((one) => `${one.rule}: ${one.result}`),
  )
  section(
    'Import flows',
    trace.importFlows.map((one) => {
      const waiting = one.unavailable.length === 0 ? '' : ` (Reference Unavailable: ${one.unavailable.join(', ')})`
      return `${one.attribute}: ${one.status} ${shown(one.old)} → ${shown(one.value)} by ${one.rule}${waiting}`
    }),
  )
  section(
    'Recall',
    trace.recalls.map((one) => `${one.attribute} of ${one.from}: ${one.status}`),
  )
  section(
    'Object deletion',
    trace.deletion.map((one) => `${one.rule}: ${one.result}`),
  )
  section(
    'Metaverse',
    preview.mvChanges.map(
      (one) => `${one.attribute}: ${shown(one.old)} → ${shown(one.value)} by ${one.from ?? 'nobody'}`,
    ),
  )
  section(
    'Provisioning',
    preview.provisioning.map((one) => `${one.ma}: ${one.action} ${one.dn}`),
  )
  section(
    'Export flows',
    trace.exports.map((one) => `${one.object} ${one.attribute}: ${one.status} ${shown(one.value)} by ${one.rule}`),
  )
  section(
    'Pending exports',
    preview.exports.map((one) => {
      const values = [...one.attributes].map(([name, value]) => `${name}=${shown(value)}`)
      if (one.newDn !== undefined) values.unshift(`dn=${one.newDn}`)
      return `${one.ma}:${one.key} ${one.op} ${values.join('; ')}`.trimEnd()
    }),
  )
  section('Notes', trace.notes)
  return lines.join('\n')
}

/** Plain data: values as lists of text, maps as objects. */
export function previewJson(preview: Preview): unknown {
  const { trace, exports, mvChanges, ...rest } = preview
  const texts = (value: Stored | null | undefined): readonly string[] => atomsOf(value).map(atomText)
  return {
    ...rest,
    mvChanges: mvChanges.map((one) => ({ ...one, old: texts(one.old), value: texts(one.value) })),
    exports: exports.map((one) => ({
      ...one,
      attributes: Object.fromEntries([...one.attributes].map(([name, value]) => [name, texts(value)])),
    })),
    filters: trace.filters,
    scopes: trace.scopes,
    joins: trace.joins,
    projections: trace.projections,
    importFlows: trace.importFlows.map((one) => ({ ...one, old: texts(one.old), value: texts(one.value) })),
    recalls: trace.recalls,
    deletion: trace.deletion,
    exportFlows: trace.exports.map((one) => ({ ...one, value: texts(one.value) })),
    notes: trace.notes,
  }
}
