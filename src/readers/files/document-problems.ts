import type { Notice } from '../../model/index.js'
import type { DocumentProblem, DocumentProblemCode } from '../document-problem.js'
import { type NoticeId, notice } from '../notices.js'

const noticeOf: Readonly<Record<DocumentProblemCode, NoticeId>> = {
  empty: 'M2E-READ-001',
  truncated: 'M2E-READ-002',
  damaged: 'M2E-READ-050',
  'too-deep': 'M2E-READ-011',
  'too-large': 'M2E-READ-011',
}

const verbOf: Readonly<Record<DocumentProblemCode, string>> = {
  empty: 'is empty',
  truncated: 'is cut off',
  damaged: 'is damaged',
  'too-deep': 'cannot be read',
  'too-large': 'cannot be read',
}

const lostWith: Readonly<Record<string, string>> = {
  'connect-settings': 'Its synchronization rules, partition filters and version are not assessed.',
  'connect-rule-script': 'Its synchronization rules are not assessed.',
  'connect-rule-list': 'Its synchronization rules are not assessed.',
  'provisioning-schema': 'Its mappings and scoping filters are not assessed.',
}

/** What a damaged JSON, PowerShell or YAML file means to the person who sent it. */
export function documentProblemNotice(file: string, kind: string | undefined, problem: DocumentProblem): Notice {
  const id = noticeOf[problem.code]
  const lost = kind === undefined ? '' : (lostWith[kind] ?? '')
  const remedy =
    id === 'M2E-READ-011'
      ? 'Find out where the file comes from; no product export looks like this.'
      : 'Export it again and send it as it is.'
  return notice(
    id,
    { file, path: problem.path ?? '', ...(problem.line === undefined ? {} : { line: problem.line }) },
    `${file} ${verbOf[problem.code]}: ${problem.message.replace(/\.?$/, '.')}`,
    [lost, remedy].filter((part) => part !== '').join(' '),
  )
}
