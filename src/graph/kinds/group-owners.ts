import type { StepsOfKind } from '../draft.js'
import { peopleDraft } from './group.js'
import { scopes } from './scopes.js'

/** Groups that came from AD have no owners; they take them when the cloud masters them. */
export const groupOwnersSteps: StepsOfKind<'group-owners'> = ({ name, groupId, owners }) =>
  peopleDraft('owners', groupId, owners, name, scopes.owners).map((draft) => ({ ...draft, stage: 'cutover' }))
