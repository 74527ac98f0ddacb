import { parseXml, Reading, XmlProblem } from '../../../xml/index.js'
import { readRule } from '../../connect-sync/rule.js'
import type { EstatePart } from '../../reader.js'
import { readMetaverse } from '../../sync-config/metaverse.js'
import { createNoticeBook } from '../../sync-config/notice-book.js'
import { Section } from '../../sync-config/section.js'
import type { SnapshotView } from '../snapshot/view.js'
import { fragment } from './fragment.js'
import type { Interpretation } from './interpretation.js'

const sections: readonly (readonly [element: string, column: string])[] = [
  ['version', 'server_configuration_version_number'],
  ['schema', 'mv_schema_xml'],
  ['import-attribute-flow', 'import_attribute_flow_xml'],
  ['provisioning', 'provisioning_configuration_xml'],
  ['mv-deletion', 'mv_deletion_rule_xml'],
  ['extension', 'mv_extension_dll_xml'],
  ['password-sync', 'passwordsync_xml'],
  ['password-change-history-size', 'password_change_history_size'],
  ['parameter-values', 'parameters'],
]

/** The one row of the server's configuration, as `mv-data` would have it. */
export function metaverseParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const [row] = view.rows(source, 'server-configuration')
  if (row === undefined) return []
  const parts = sections.flatMap(([element, column]) => {
    if (row.text(column).trim() === '') return []
    const read = fragment(element, row.text(column))
    if (read.kind === 'xml') return [read.text]
    to.damaged(column, 'server configuration')
    return []
  })
  const at = to.at('mms_server_configuration')
  const book = createNoticeBook()
  const reading = new Reading(parseXml(`<mv-data>${parts.join('\n')}</mv-data>`))
  const metaverse = readMetaverse(new Section(at.file, reading, reading.cursor), book)
  if (to.product === 'mim-sync' && metaverse.importFlows.length === 0)
    to.say('M2E-READ-033', 'mms_server_configuration', 'The metaverse has no import attribute flows.')
  to.add(book.notices())
  const { product, server, exportedAt } = to
  return [{ kind: 'metaverse', product, server, exportedAt, scope: 'server', metaverse: { ...metaverse, at }, at }]
}

/** Entra Connect's rules: nobody has published the columns, so whatever column holds a rule's document is taken. */
export function ruleParts(view: SnapshotView, source: number, to: Interpretation): EstatePart[] {
  const parts: EstatePart[] = []
  let rows = 0
  const columns = view.columns(source, 'synchronization-rule').filter(({ storage }) => storage === 'text')
  const book = createNoticeBook()
  for (const row of view.rows(source, 'synchronization-rule')) {
    rows += 1
    for (const { name } of columns) {
      const text = row.text(name).replace(/^\uFEFF/, '')
      if (!/<synchronizationRule[\s>]/.test(text)) continue
      try {
        const reading = new Reading(parseXml(text))
        const rule = readRule(new Section(to.file, reading, reading.cursor), book)
        parts.push({
          kind: 'sync-rule',
          product: 'connect-sync',
          rule: { ...rule, at: to.at(`mms_synchronization_rule/${rule.name}`) },
        })
      } catch (problem) {
        if (!(problem instanceof XmlProblem)) throw problem
        to.damaged(name, `synchronization rule ${rows}`)
      }
      break
    }
  }
  to.add(book.notices())
  if (rows > parts.length)
    to.say(
      'M2E-READ-091',
      'mms_synchronization_rule',
      `${rows - parts.length} of ${rows} synchronization rules are not kept in a form this tool knows (columns ${columns.map(({ name }) => name).join(', ')}).`,
      'Add the folder that Get-ADSyncServerConfiguration writes.',
    )
  return parts
}
