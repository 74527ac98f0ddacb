import type { EcmaHostConfiguration } from '../../entra/index.js'
import { ecmaHostAddress } from '../../entra/index.js'
import { impossible, type StepsOfKind, titled } from '../draft.js'
import { message } from '../messages.js'
import { scopes } from './scopes.js'

/** Graph does not reach the host: a person enters what the configuration file of the plan says. */
export const ecmaHostSteps: StepsOfKind<'ecma-host-configuration'> = (host) => [
  {
    part: '',
    stage: 'prepare',
    title: titled('graph.title.ecma-host', { name: host.name }),
    basis: 'documentation',
    scopes: scopes.none,
    change: {
      kind: 'hand',
      where: 'Microsoft ECMA2Host Configuration Wizard',
      instructions: instructionsFor(host),
      check: `Does the wizard show objects of ${host.objectType} for ${host.name}, and does the host answer under ${ecmaHostAddress(host.name)}?`,
      source:
        'https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-application-provisioning-architecture',
    },
    undo: { created: { kind: 'nothing' }, changed: impossible(message('graph.undo.by-hand')) },
  },
]

function instructionsFor(host: EcmaHostConfiguration): readonly string[] {
  const leftOut = host.leftOut.map(({ attribute }) => attribute)
  return [
    host.importable === 'no'
      ? `Make the connector ${host.name} anew.`
      : `Import the connector ${host.name} from its export file.`,
    ...(leftOut.length === 0 ? [] : [`Leave out ${leftOut.join(', ')}.`]),
    `Object type ${host.objectType}, anchor ${host.anchor.join(', ') || 'as in the source'}, query attribute ${host.queryAttribute}.`,
    `Attributes: ${host.attributes.join(', ')}.`,
    `Autosync timer: ${host.autosyncMinutes} minutes. Deprovisioning: ${host.deprovisioning}.`,
    'Keep the secret token of the wizard for the credentials of the provisioning job.',
  ]
}
