import type { RunSequence, ScheduleTrigger } from '../../model/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { attributeOf, parseFlag, parseInteger, textOf } from '../sync-config/fields.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { minutesOf, runStep, scheduleOf, sequence, trigger } from './sequences.js'

const SETTINGS = 'Limits, scripts, mail and locks of the service; kept as they stand.'

export const autoSyncReader: Reader = {
  kind: 'autosync',
  title: 'Lithnet AutoSync configuration',
  recognise: ({ root }) => root?.local === 'lithnet-autosync',
  read: (document) => readFile(document, [], readConfiguration),
}

/** Change-driven: each agent has triggers, and the service runs what follows from them by itself. */
function readConfiguration({ root }: FileReading): readonly EstatePart[] {
  root.one('settings')?.document(SETTINGS)
  for (const name of ['description', 'version', 'schema-version']) root.one(name)?.document(SETTINGS)
  const agents = root.one('management-agents')
  return (agents === undefined ? [] : children(agents)).map((agent): EstatePart => {
    const name = textOf(agent, 'name')
    const partitions = agent.one('partitions')
    const triggers = agent.one('triggers')
    const read = partitions === undefined ? [] : children(partitions).map((partition) => readPartition(name, partition))
    const schedule = scheduleOf(
      'autosync',
      name,
      sequence(
        name,
        read.flatMap(({ steps }) => steps),
        agent.at,
      ),
      [
        ...read.flatMap((partition) => partition.triggers),
        ...(triggers === undefined ? [] : children(triggers).map(readTrigger)),
      ],
      { enabled: parseFlag(textOf(agent, 'disabled')) !== true },
    )
    for (const rest of children(agent, false)) if (!agentParts.has(rest.local)) rest.document(SETTINGS)
    return { kind: 'schedule', schedule }
  })
}

const agentParts = new Set(['name', 'partitions', 'triggers', 'disabled'])

const profiles = [
  'run-profile-scheduled-import',
  'run-profile-delta-import',
  'run-profile-full-import',
  'run-profile-delta-sync',
  'run-profile-full-sync',
  'run-profile-export',
  'run-profile-confirming-import',
] as const

function readPartition(
  agent: string,
  partition: Section,
): { readonly steps: readonly RunSequence[]; readonly triggers: readonly ScheduleTrigger[] } {
  const steps = profiles.flatMap((role) => {
    const name = textOf(partition, role)
    return name === ''
      ? []
      : [runStep(agent, name, partition.at, role.replace('run-profile-', 'used for ').replaceAll('-', ' '))]
  })
  const minutes = parseInteger(textOf(partition, 'auto-import-interval'))
  const isOn = parseFlag(textOf(partition, 'auto-import-enabled')) === true
  const read = new Set<string>([...profiles, 'auto-import-interval', 'auto-import-enabled'])
  for (const rest of children(partition, false)) if (!read.has(rest.local)) rest.document(SETTINGS)
  const triggers =
    minutes === undefined ? [] : [trigger('interval', `import every ${minutes} minutes`, partition.at, minutes, isOn)]
  return { steps, triggers }
}

function readTrigger(section: Section): ScheduleTrigger {
  const type = attributeOf(section, 'type').replace(/^.*:/, '')
  const interval = textOf(section, 'interval')
  const disabled = parseFlag(textOf(section, 'disabled')) === true
  const profile = textOf(section, 'run-profile-name')
  for (const rest of children(section, false))
    if (!['interval', 'disabled', 'run-profile-name'].includes(rest.local)) rest.document(SETTINGS)
  const kind = /Scheduled/.test(type)
    ? 'calendar'
    : /Interval/.test(type)
      ? 'interval'
      : /Change|Pending/.test(type)
        ? 'change'
        : /PowerShell/.test(type)
          ? 'event'
          : 'unknown'
  const text = [type, interval, profile].filter((part) => part !== '').join(' ')
  return trigger(kind, text, section.at, minutesOf(interval), !disabled)
}

/** Children of a list, whose names the serializer chose. */
function children(section: Section, marks = true): readonly Section[] {
  const names = [...new Set(section.element.children.map((child) => child.local))]
  return names.flatMap((name) => (marks ? section.many(name) : section.shown(name)))
}
