/** A preview as lines for a person, and as JSON. */

import type { ObjectPreview } from '../../model/index.js'
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
    'Candidates',
    preview.attributes.flatMap((one) =>
      one.candidates.length < 2
        ? []
        : one.candidates.map(
            (candidate) =>
              `${one.attribute}: ${candidate.winner ? '*' : '-'} ${candidate.rule}${candidate.rank === undefined ? '' : ` [${candidate.rank}]`} ${candidate.values.join(', ') || '(nothing)'}`,
          ),
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

/** Plain data: values as text, maps as objects, in the model's own form. */
export function previewJson(preview: Preview): ObjectPreview {
  const { trace, exports, mvChanges, attributes, provisioning, error, ...rest } = preview
  return {
    ...rest,
    error,
    filters: trace.filters.map((one) => ({ ...one, reason: '' })),
    scopes: trace.scopes.map(({ rule, inScope, failed }) => ({
      rule,
      result: inScope ? 'in-scope' : 'out-of-scope',
      reason: failed,
    })),
    joins: trace.joins.map(({ criterion, result, candidates }) => ({
      rule: criterion,
      result,
      reason: '',
      candidates,
    })),
    projections: trace.projections.map((one) => ({ ...one, reason: '' })),
    importFlows: trace.importFlows.map((one) => ({ ...one, old: texts(one.old), value: texts(one.value) })),
    recalls: trace.recalls,
    deletion: trace.deletion.map((one) => ({ ...one, reason: '' })),
    attributes: attributes.map((one) => ({
      attribute: one.attribute,
      values: one.values,
      from: one.from ?? '',
      candidates: one.candidates,
    })),
    mvChanges: mvChanges.map((one) => ({
      attribute: one.attribute,
      old: texts(one.old),
      value: texts(one.value),
      formerly: one.formerly ?? '',
      from: one.from ?? '',
    })),
    provisioning: provisioning.map(({ ma, action, dn }) => ({ ma, action, dn })),
    exportFlows: trace.exports.map((one) => ({ ...one, value: texts(one.value), old: [], unavailable: [] })),
    exports: exports.map((one) => ({
      ma: one.ma,
      key: one.key,
      operation: one.op,
      newDn: one.newDn ?? '',
      attributes: Object.fromEntries([...one.attributes].map(([name, value]) => [name, texts(value)])),
    })),
    notes: trace.notes,
  }
}

function texts(value: Stored | null | undefined): readonly string[] {
  return atomsOf(value).map(atomText)
}
