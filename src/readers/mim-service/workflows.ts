import type { ServiceObject, WorkflowDefinition } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { isTrue, nameOf, textOf, valuePlace, wholeTextOf } from './values.js'
import { readXoml } from './xoml.js'

export function readWorkflow(object: ServiceObject, book: NoticeBook): WorkflowDefinition {
  const xoml = readXoml(wholeTextOf(object, 'XOML'), valuePlace(object, 'XOML'))
  if (!xoml.readable && !object.isPlaceholder) {
    book.add(
      'M2E-READ-026',
      valuePlace(object, 'XOML'),
      `The definition (XOML) of workflow ${nameOf(object)} cannot be read: ${asClause(xoml.problem)}.`,
      'Open the workflow in the MIM portal; its activities are not assessed.',
    )
  }
  return {
    object,
    phase: readPhase(object, book),
    runOnPolicyUpdate: isTrue(object, 'RunOnPolicyUpdate'),
    activities: xoml.readable ? xoml.activities : [],
    readable: xoml.readable,
  }
}

function readPhase(object: ServiceObject, book: NoticeBook): WorkflowDefinition['phase'] {
  const text = textOf(object, 'RequestPhase')
  switch (text.toLowerCase()) {
    case 'authentication':
      return 'authentication'
    case 'authorization':
      return 'authorization'
    case 'action':
      return 'action'
    default:
      if (text !== '' || !object.isPlaceholder) {
        book.tally(
          'M2E-READ-022',
          `workflow phase ${text}`,
          valuePlace(object, 'RequestPhase'),
          `Workflow ${nameOf(object)} ${text === '' ? 'states no phase' : `runs in the unknown phase "${text}"`}.`,
          'Look the workflow up in the MIM portal.',
        )
      }
      return 'unknown'
  }
}

function asClause(problem: string): string {
  return problem.replace(/[.\s]+$/, '')
}
