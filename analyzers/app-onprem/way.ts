import { askedFor, type EcmaCheck } from '../../src/entra/index.js'
import type { Connector } from '../../src/model/index.js'
import type { Choice, Decided, Detection } from '../analyzer.js'
import type { ApplicationWay } from '../facts/application-provisioning.js'
import { choose } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** The host where it loads the connector, a SCIM endpoint where only a rewrite helps, MIM where nothing does. */
export function wayChoice(
  detection: Detection,
  connector: Connector,
  checks: readonly EcmaCheck[],
  decided: Decided | undefined,
): Choice {
  const name = { connector: connector.name, kind: kindName(connector) }
  return choose(detection, decided, {
    id: 'app-onprem.way',
    question: finding('M2E-APPON-501', name, connector.at),
    options: [
      { id: 'ecma-host', text: finding('M2E-APPON-502'), betterWhen: finding('M2E-APPON-503') },
      { id: 'scim', text: finding('M2E-APPON-504'), betterWhen: finding('M2E-APPON-505') },
      { id: 'gallery', text: finding('M2E-APPON-506'), betterWhen: finding('M2E-APPON-507') },
      { id: 'keep', text: finding('M2E-APPON-508'), betterWhen: finding('M2E-APPON-509') },
    ],
    ...criteria(connector, checks, name),
  })
}

function criteria(
  connector: Connector,
  checks: readonly EcmaCheck[],
  name: { readonly connector: string; readonly kind: string },
): Pick<Choice, 'proposed' | 'because'> {
  if (connector.kind === 'lotus-domino')
    return { proposed: 'keep', because: finding('M2E-APPON-513', name, connector.at) }
  const has = (id: EcmaCheck['id']): boolean => checks.some((check) => check.id === id && !check.passed)
  if (has('generation') || has('profile'))
    return { proposed: 'scim', because: finding('M2E-APPON-511', name, connector.at) }
  // A key of one part can be added to the table or a view; what else keeps it out cannot be changed from here.
  const out = checks.filter((check) => !check.passed && check.consequence === 'stay' && check.id !== 'anchor')
  if (out.length > 0) {
    const params = { ...name, count: out.length, checks: nameList(out.map((check) => check.id)) }
    return {
      proposed: 'keep',
      because: finding(
        'M2E-APPON-512',
        params,
        out.flatMap((check) => check.at),
      ),
    }
  }
  const passed = checks.filter((check) => check.passed).length
  return {
    proposed: 'ecma-host',
    because: finding('M2E-APPON-510', { ...name, passed, count: checks.length }, connector.at),
  }
}

/** A connector that cannot run is not carried over. */
export function wayOf(choice: Choice, isIdle: boolean): ApplicationWay {
  if (isIdle || choice.taken === 'keep') return { kind: 'keep' }
  if (choice.taken === 'scim') return { kind: 'scim', where: 'on-premises' }
  return choice.taken === 'gallery'
    ? { kind: 'gallery', product: askedFor('galleryApplication') }
    : { kind: 'ecma-host' }
}
