import { artefactKey } from '../../entra/index.js'
import type { StepsOfKind } from '../draft.js'
import { peopleDraft } from './group.js'
import { scopes } from './scopes.js'

/** Groups that came from AD have no owners, and take none before the cloud masters them. */
export const groupOwnersSteps: StepsOfKind<'group-owners'> = ({ name, groupId, owners }, { all }) => {
  const behind = all.flatMap((other) =>
    other.kind === 'source-of-authority-switch' && other.objectId === groupId ? [artefactKey(other)] : [],
  )
  return peopleDraft('owners', groupId, owners, name, scopes.owners).map((draft) => ({
    ...draft,
    stage: 'cutover',
    behind,
  }))
}
