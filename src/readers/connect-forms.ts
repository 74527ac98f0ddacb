import { compareText, type Notice, type SyncRule } from '../model/index.js'
import { nameId } from './connect-rules/facts.js'
import { notice } from './notices.js'
import { exportFolder, fileOf, type RulePart, type ServerExport, type ServerPart } from './server-export.js'

/** Id every Entra Connect gives its connector to Entra ID, so it tells no two servers apart. */
const CLOUD_CONNECTOR = 'b891884f-051e-4a83-95af-2544101c9083'

/**
 * Rules sent as scripts, lists or settings belong to the server whose configuration they are part of, and are counted
 * once: as the configuration folder has them. Without one they make a server of their own, a settings file one, the
 * scripts and lists of one folder one.
 */
export function addForms(
  exports: readonly ServerExport[],
  loose: readonly ServerPart[],
  notices: Notice[],
): ServerExport[] {
  const homes = [...exports]
  for (const group of looseGroups(loose)) {
    const at = homes.findIndex((home) => belongs(group, home))
    const home = homes[at]
    if (home === undefined) homes.push(joined({ ...group, parts: [] }, group, notices))
    else homes[at] = joined(home, group, notices)
  }
  return homes
}

/** Scripts and lists before settings: they say more of a rule. */
function looseGroups(loose: readonly ServerPart[]): readonly ServerExport[] {
  const groups = new Map<string, ServerPart[]>()
  const written = loose.filter((part) => part.form !== 'json')
  for (const part of [...written, ...loose.filter((part) => part.form === 'json')]) {
    const key = part.form === 'json' ? fileOf(part) : `${exportFolder(fileOf(part))}/`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups].map(([key, parts]): ServerExport => {
    const files = [...new Set(parts.map(fileOf))]
    const stated = parts.filter((part) => part.kind !== 'sync-rule')
    return {
      folder: files.length === 1 ? (files[0] ?? key) : key.slice(0, -1),
      server: stated.find((part) => part.server !== '')?.server ?? '',
      exportedAt: stated.map((part) => part.exportedAt).reduce((a, b) => (compareText(a, b) >= 0 ? a : b), ''),
      parts,
    }
  })
}

function belongs(group: ServerExport, home: ServerExport): boolean {
  const settings = (of: ServerExport) => of.parts.some((part) => part.form === 'json')
  // Two settings files are two moments, of which the newer counts.
  if (settings(group) && settings(home)) return false
  const isFolder = home.parts.some((part) => part.form === undefined)
  if (isFolder && group.parts.some((part) => exportFolder(fileOf(part)) === home.folder)) return true
  const held = new Set(home.parts.flatMap(marksOf))
  return group.parts.flatMap(marksOf).some((mark) => held.has(mark))
}

/** What tells that a part is of a certain server: ids of rules and of connectors to directories, names of connectors. */
function marksOf(part: ServerPart): readonly string[] {
  if (part.kind === 'metaverse') return []
  const connectors =
    part.kind === 'connector'
      ? [part.connector.id, part.connector.name.toLowerCase()]
      : [part.rule.connectorId.toLowerCase()]
  const own = connectors.filter((id) => id !== '' && id !== CLOUD_CONNECTOR).map((id) => `connector ${id}`)
  return part.kind === 'sync-rule' ? [`rule ${part.rule.id}`, ...own] : own
}

function joined(home: ServerExport, group: ServerExport, notices: Notice[]): ServerExport {
  const parts: ServerPart[] = [...home.parts]
  const twice = new Map<string, { readonly rules: SyncRule[]; readonly first: SyncRule }>()
  let added = 0
  for (const part of group.parts) {
    if (part.kind !== 'sync-rule') {
      if (!parts.some((other) => sameFact(other, part))) parts.push(part)
      continue
    }
    const rule = withConnectorId(part.rule, home)
    const twin = parts.find((other): other is RulePart => other.kind === 'sync-rule' && sameRule(other.rule, rule))
    if (twin === undefined) {
      parts.push({ ...part, rule })
      added += 1
      continue
    }
    const key = `${rule.at.file}\n${twin.rule.at.file.replace(/[^/!]*$/, '')}`
    const known = twice.get(key)
    if (known === undefined) twice.set(key, { rules: [rule], first: twin.rule })
    else known.rules.push(rule)
  }
  for (const { rules, first } of twice.values()) notices.push(twiceNotice(rules, first))
  if (added > 0 && home.parts.length > 0) notices.push(addedNotice(home, group, added))
  return {
    folder: home.folder,
    server: home.server === '' ? group.server : home.server,
    exportedAt: home.exportedAt === '' ? group.exportedAt : home.exportedAt,
    parts,
  }
}

function sameFact(a: ServerPart, b: ServerPart): boolean {
  if (a.kind === 'metaverse' || b.kind === 'metaverse') return a.kind === b.kind
  return a.kind === 'connector' && b.kind === 'connector' && a.connector.id === b.connector.id
}

/** By id; by connector and name where one of the two has none. */
function sameRule(a: SyncRule, b: SyncRule): boolean {
  const ids = [a, b].map((rule) => nameId(rule.connectorId, rule.name))
  return a.id === b.id || (ids[0] === ids[1] && (a.id === ids[0] || b.id === ids[1]))
}

/** Lists name the connector; its id is in the folder. */
function withConnectorId(rule: SyncRule, home: ServerExport): SyncRule {
  const name = rule.connectorId.toLowerCase()
  const part = home.parts.find((other) => other.kind === 'connector' && other.connector.name.toLowerCase() === name)
  if (part?.kind !== 'connector' || name === '') return rule
  const connectorId = part.connector.id
  const nameless = rule.id === nameId(rule.connectorId, rule.name)
  return { ...rule, connectorId, id: nameless ? nameId(connectorId, rule.name) : rule.id }
}

function twiceNotice(rules: readonly SyncRule[], twin: SyncRule): Notice {
  const [first] = rules
  const file = first?.at.file ?? ''
  const name = `"${first?.name ?? ''}"`
  const what =
    rules.length === 1
      ? `The synchronization rule ${name}`
      : `${rules.length} synchronization rules, the first ${name},`
  return notice(
    'M2E-READ-032',
    first?.at ?? { file, path: '' },
    `${what} of ${file} ${rules.length === 1 ? 'stands' : 'stand'} in ${twin.at.file} ${rules.length === 1 ? '' : 'and others beside it '}as well; counted once, as read there.`,
    'If the two differ, find out which one the server has.',
  )
}

function addedNotice(home: ServerExport, group: ServerExport, added: number): Notice {
  return notice(
    'M2E-READ-056',
    { file: group.folder, path: '' },
    `${added} synchronization ${added === 1 ? 'rule' : 'rules'} of ${group.folder} ${added === 1 ? 'is' : 'are'} not in ${home.folder} and ${added === 1 ? 'was' : 'were'} added to that server.`,
    'If the script was never run on the server, leave it out.',
  )
}
