import type { TallyRule } from '../../xml/index.js'

const RUN = '/Configuration/Connectors/Connector/ConnectorConfig/RunConfigurations/RunConfiguration'
const EDITED = 'When the run was last edited and how often; has no effect on what it does.'

/** What of the configuration is not modelled, and why. */
export const hostRules: readonly TallyRule[] = [
  ...['VersionNumber', 'CreationTime', 'LastModificationTime'].map(
    (name): TallyRule => ({ path: `${RUN}/${name}`, status: 'ignored', reason: EDITED }),
  ),
  {
    path: '/Configuration/**/Parameters/Parameter/SchemaNumber',
    status: 'ignored',
    reason: 'Which page of the wizard the parameter stands on.',
  },
]
