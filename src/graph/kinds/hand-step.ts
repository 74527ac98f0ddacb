import { impossible, type StepsOfKind, titled } from '../draft.js'
import { message } from '../messages.js'
import { scopes } from './scopes.js'

/** No request does it: the plan says what to do, and asks whether it is done. */
export const handSteps: StepsOfKind<'hand-step'> = ({
  name,
  stage = 'prepare',
  where,
  instructions,
  check,
  source,
  wording,
}) => [
  {
    part: '',
    stage,
    title: titled('graph.title.hand', { name }),
    basis: 'documentation',
    scopes: scopes.none,
    change: { kind: 'hand', where, instructions, check, source, ...(wording === undefined ? {} : { wording }) },
    undo: {
      created: { kind: 'nothing' },
      changed: impossible(message('graph.undo.by-hand')),
    },
  },
]
