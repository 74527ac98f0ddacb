import type { Notice } from '../../model/index.js'
import type { XmlProblem, XmlProblemCode } from '../../xml/index.js'
import { type NoticeId, notice } from '../notices.js'

const noticeOf: Readonly<Record<XmlProblemCode, NoticeId>> = {
  empty: 'M2E-READ-001',
  truncated: 'M2E-READ-002',
  'not-well-formed': 'M2E-READ-003',
  'nul-character': 'M2E-READ-003',
  doctype: 'M2E-READ-004',
  'entity-limit': 'M2E-READ-004',
  encoding: 'M2E-READ-005',
  'too-deep': 'M2E-READ-011',
  'too-large': 'M2E-READ-011',
}

/** What is lost with a file of this kind, for the person who has to decide whether to ask again. */
const lostWith: Readonly<Record<string, string>> = {
  'mim-sync-connector': 'Its connector, joins, filters, export flows and run profiles are not assessed.',
  'mim-sync-single-connector': 'Its connector and the import flows that travel with it are not assessed.',
  'mim-sync-metaverse': 'Import flows, precedence and deletion rules live there and are not assessed.',
  'connect-connector': 'Its partitions, schema and run profiles are not assessed.',
  'connect-rule': 'This synchronization rule is not assessed.',
  'connect-metaverse': 'The optional features and the schedule live there and are not assessed.',
  'cs-export': 'The objects before that place are counted; those after it are missing.',
  'mv-export': 'The objects before that place are counted; those after it are missing.',
  'drop-file': 'The changes before that place are counted; those after it are missing.',
  'run-history': 'The runs before that place are assessed; those after it are missing.',
  'mim-service-export': 'Sets, policies, workflows and synchronization rules in it are not assessed.',
  'mim-service-script': 'Sets, policies and workflows it sets up are not assessed.',
  'mim-service-workflow': 'The workflow in it is not assessed.',
  'codeless-provisioning': 'Its provisioning, renaming and deprovisioning rules are not assessed.',
  'codeless-rules-extension': 'Its flow, join and deprovisioning rules are not assessed.',
  'ma-run-scheduler': 'Order and rhythm of the runs stand there and are not assessed.',
  'windows-task': 'What it runs and when is not assessed.',
}

const remedyFor: Readonly<Partial<Record<NoticeId, string>>> = {
  'M2E-READ-001': 'Export it again.',
  'M2E-READ-002': 'Export it again.',
  'M2E-READ-003': 'Export it again; exports must not be edited.',
  'M2E-READ-004': 'No export of these products has one; find out where the file comes from.',
  'M2E-READ-005': 'Send the file as the product wrote it, not saved again by an editor.',
  'M2E-READ-011': 'Find out where the file comes from; no product export looks like this.',
}

export function xmlProblemNotice(file: string, kind: string | undefined, problem: XmlProblem): Notice {
  const id = noticeOf[problem.code]
  const lost = kind === undefined ? '' : (lostWith[kind] ?? '')
  return notice(
    id,
    { file, path: problem.openElement ?? '', ...(problem.line === undefined ? {} : { line: problem.line }) },
    `${file} ${verb(problem)}: ${problem.message.replace(/\.?$/, '.')}`,
    [lost, remedyFor[id] ?? ''].filter((part) => part !== '').join(' '),
  )
}

function verb(problem: XmlProblem): string {
  if (problem.code === 'truncated') return 'is cut off'
  if (problem.code === 'empty') return 'is empty'
  return 'cannot be read'
}
