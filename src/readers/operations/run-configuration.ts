import type { RunSequence } from '../../model/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { attributeOf, textOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { commandStep, parallel, runStep, scheduleOf, sequence } from './sequences.js'

/** `RunConfig` of the IS4U scheduler: named configurations of steps, and sequences they call by name. */
export const runConfigurationReader: Reader = {
  kind: 'run-configuration',
  title: 'Run configurations of a scheduler service (RunConfig)',
  recognise: ({ root, head }) => root?.local === 'RunConfig' && /<RunConfigurations?[\s>]/.test(head),
  read: (document) =>
    readFile(
      document,
      [{ path: '/RunConfig/@noNamespaceSchemaLocation', status: 'ignored', reason: 'Names the schema of the file.' }],
      readConfiguration,
    ),
}

function readConfiguration({ root, book }: FileReading): readonly EstatePart[] {
  const parameters = root.one('Parameters')
  parameters?.document('How long the scheduler waits between steps and which run history it keeps.')
  const sequences = new Map(
    (root.one('Sequences')?.many('Sequence') ?? []).map((item) => [attributeOf(item, 'Name'), item]),
  )
  return (root.one('RunConfigurations')?.many('RunConfiguration') ?? []).map((section): EstatePart => {
    const name = attributeOf(section, 'Name')
    const profile = attributeOf(section, 'Profile')
    const steps = section.many('Step').map((step) => readStep(step, profile, sequences, [], book))
    return { kind: 'schedule', schedule: scheduleOf('ma-sequencer', name, sequence(name, steps, section.at)) }
  })
}

function readStep(
  step: Section,
  profile: string,
  sequences: ReadonlyMap<string, Section>,
  inside: readonly string[],
  book: NoticeBook,
): RunSequence {
  const type = attributeOf(step, 'Type').toLowerCase()
  const name = step.text().trim() || textOf(step, 'Name')
  const action = attributeOf(step, 'Action')
  if (type === 'managementagent') return runStep(name, action || profile, step.at)
  if (type === 'delay') return commandStep(`wait ${attributeOf(step, 'Seconds')} seconds`, step.at)
  if (type === 'linearsequence' || type === 'parallelsequence') {
    const called = sequences.get(name)
    // A sequence that calls itself would never end; the scheduler refuses it as well.
    const steps =
      called === undefined || inside.includes(name)
        ? []
        : called.many('Step').map((inner) => readStep(inner, action || profile, sequences, [...inside, name], book))
    return type === 'linearsequence' ? sequence(name, steps, step.at) : parallel(name, steps, step.at)
  }
  book.tally(
    'M2E-READ-078',
    `step ${type}`,
    step.at,
    `A step of the kind "${type}" is not known to this tool; it was kept as a command.`,
    'Look the step up in the scheduler.',
  )
  return commandStep(`${type} ${name}`, step.at)
}
