import type { RunSequence } from '../../model/index.js'
import type { XmlElement } from '../../xml/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { runStep, scheduleOf, sequence, stem } from './sequences.js'

const REST = 'Kept as it stands: the format of this tool is not documented, only its agents and run profiles are read.'

/** The sequencers of older resource kits: no format is documented, but each step names an agent and a run profile. */
export const sequencerReader: Reader = {
  kind: 'ma-sequencer',
  title: 'Sequence of run profiles (MASequencer)',
  recognise: ({ root }) =>
    root !== undefined && /^(?:MA|ManagementAgent)Sequence(?:r|s)?(?:Config(?:uration)?)?$/i.test(root.local),
  read: (document) => readFile(document, [], readSequencer),
}

function readSequencer({ root, book }: FileReading): readonly EstatePart[] {
  root.document(REST)
  const steps = stepsIn(root)
  if (steps.length === 0)
    book.add(
      'M2E-READ-078',
      root.at,
      `${root.at.file} names no management agent with a run profile that this tool can see.`,
      'Look the sequence up by hand.',
    )
  return [{ kind: 'schedule', schedule: scheduleOf('ma-sequencer', stem(root.at.file), sequence('', steps, root.at)) }]
}

const agentName = /^(?:ma|ma-?name|management-?agent(?:name)?|connector)$/i
const profileName = /^(?:rp|run-?profile(?:name)?|profile)$/i

function stepsIn(section: Section): readonly RunSequence[] {
  const agent = valueNamed(section, agentName)
  const profile = valueNamed(section, profileName)
  if (agent !== undefined && profile !== undefined) return [runStep(agent, profile, section.at)]
  return [...new Set(section.element.children.map((child) => child.local))]
    .flatMap((local) => section.shown(local))
    .sort((a, b) => order(section.element, a.element) - order(section.element, b.element))
    .flatMap(stepsIn)
}

function order(parent: XmlElement, child: XmlElement): number {
  return parent.children.indexOf(child)
}

/** Text of an attribute or child of such a name. */
function valueNamed(section: Section, name: RegExp): string | undefined {
  const attribute = Object.keys(section.element.attributes).find((written) => name.test(written))
  if (attribute !== undefined) return section.attribute(attribute)?.trim()
  const child = section.element.children.find(
    (candidate) => name.test(candidate.local) && candidate.children.length === 0,
  )
  return child === undefined ? undefined : section.one(child.local)?.text().trim()
}
