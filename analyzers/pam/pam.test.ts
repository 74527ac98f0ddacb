import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  expectClean,
  expectDetection,
  exportFlowSet,
  policy,
  server,
  service,
  serviceObject,
  shipped,
  workflow,
} from '../testing/estate-builder.js'
import { analyzer } from './index.js'

const role = serviceObject('msidmPamRole', 'Server admins', {
  msidmPamCandidates: ['one', 'two'],
  msidmPamRoleMfaEnabled: 'True',
})
const handler = workflow('PAM: Handle PAM Request', ['PAMRequestHandlerActivity'], { object: { origin: 'shipped' } })

describe('pam', () => {
  it('finds roles with candidates, and retires those without', () => {
    const empty = serviceObject('msidmPamRole', 'Old role')
    const given = estate({ services: [service({ objects: [role, empty, serviceObject('msidmPamRequest', 'r')] })] })

    const found = expectDetection(analyzer, given, { level: 'likely', use: 60 })
    const design = analyzer.map(found, given)

    expect(design.parts.map((item) => [item.part, item.verdict])).toEqual([
      ['roles', 'redesign'],
      ['rights in AD of tier 0', 'keep'],
      ['roles without candidates', 'retire'],
    ])
    expect(design.effort).toMatchObject({ size: 'M' })
  })

  it('finds shadow principals and a rule of the customer', () => {
    const priv = connector({
      name: 'PRIV',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('msDS-ShadowPrincipal', 'group', ['msDS-ShadowPrincipalSid'])],
    })
    const own = policy('Partners may elevate', { actionWorkflowIds: [handler.object.id] })
    const given = estate({
      servers: [server({ connectors: [priv] })],
      services: [service({ policies: [own], workflows: [handler] })],
    })

    expectDetection(analyzer, given, { level: 'certain', evidence: ['M2E-PAM-002', 'M2E-PAM-003'] })
  })

  it('finds nothing in an untouched service', () => {
    const rule = policy('PAM: Users can create a PAM Request', {
      actionWorkflowIds: [handler.object.id],
      object: { origin: 'shipped' },
    })

    expectClean(analyzer, estate())
    expectClean(
      analyzer,
      estate({
        services: [
          service({ policies: [rule], workflows: [handler], objects: [shipped('msidmPamConfiguration', 'PAM')] }),
        ],
      }),
    )
  })

  it('does not take a changed shipped rule, or a group named PRIV, for privileged access', () => {
    const changed = policy('PAM: Administrators control PAM Roles', {
      actionWorkflowIds: [handler.object.id],
      object: { origin: 'changed' },
    })
    const ad = connector({
      name: 'PRIV',
      kind: 'active-directory',
      exportFlows: [exportFlowSet('group', 'group', ['member'])],
    })

    expectClean(
      analyzer,
      estate({
        servers: [server({ connectors: [ad] })],
        services: [service({ policies: [changed], workflows: [handler] })],
      }),
    )
  })
})
