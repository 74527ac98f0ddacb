import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IdentityService, Notice, ServiceObject } from '../../model/index.js'
import { XmlProblem } from '../../xml/index.js'
import { assemble } from '../assemble.js'
import type { EstatePart } from '../reader.js'
import { readers } from './index.js'

const ROOT = 'Lithnet.ResourceManagement.ConfigSync'

function operation(type: string, id: string, anchors: string, values: string, kind = 'Add Update'): string {
  const list = anchors
    .split(' ')
    .map((anchor) => `<AnchorAttribute>${anchor}</AnchorAttribute>`)
    .join('')
  return `<ResourceOperation operation="${kind}" resourceType="${type}" id="${id}"><AnchorAttributes>${list}</AnchorAttributes><AttributeOperations>${values}</AttributeOperations></ResourceOperation>`
}

function set(name: string, value: string, rest = ''): string {
  return `<AttributeOperation operation="replace" name="${name}"${rest}>${value}</AttributeOperation>`
}

const script = `<${ROOT}><Variables import-file=".\\vars.xml"><Variable name="#org#" value="Contoso"/></Variables><Operations>
${operation('Set', 'leavers', 'DisplayName', set('DisplayName', 'Überfällige #org#') + set('Filter', '/Person[EndDate &amp;lt; fn:current-dateTime()]', ' type="filter"'))}
${operation('EmailTemplate', 'mail', 'DisplayName', set('DisplayName', 'Bye') + set('EmailBody', '.\\mail.html', ' type="file"') + set('EmailSubject', '#url#'))}
${operation('WorkflowDefinition', 'flow', 'DisplayName', set('DisplayName', 'Say bye') + set('RequestPhase', 'Action') + set('XOML', 'flows\\bye.xoml', ' type="file"'))}
${operation('ManagementPolicyRule', 'rule', 'DisplayName', `${set('DisplayName', 'Leavers') + set('Description', 'runs ##xmlref:flow:DisplayName##') + set('ManagementPolicyRuleType', 'SetTransition')}<AttributeOperation operation="add" name="ActionType">TransitionIn</AttributeOperation>${set('ResourceFinalSet', 'leavers', ' type="xmlref"')}${set('PrincipalSet', 'Set|DisplayName|Administrators', ' type="ref"')}${set('ActionWorkflowDefinition', 'flow', ' type="xmlref"')}`)}
${operation('Set', 'gone', 'DisplayName', set('DisplayName', 'Old'), 'Delete')}
</Operations></${ROOT}>`
const variables = `<${ROOT}.Variables import-file=""><Variable name="#url#" value="https://x"/><Variable name="#password#" value="hunter2"/></${ROOT}.Variables>`
const xoml = `<ns0:SequentialWorkflow xmlns:x="http://schemas.microsoft.com/winfx/2006/xaml" xmlns:ns0="clr-namespace:Microsoft.ResourceManagement.Workflow.Activities;Assembly=Microsoft.ResourceManagement, Version=4.1.0.0"><ns0:EmailNotificationActivity x:Name="e" EmailTemplate="##xmlref:mail:ObjectID##" To="[//Target]"/></ns0:SequentialWorkflow>`

interface Opened {
  readonly service: IdentityService
  readonly notices: readonly Notice[]
  readonly unknown: number
}

function open(files: Readonly<Record<string, string>>, exported: readonly ServiceObject[] = []): Opened {
  const parts: EstatePart[] = []
  const notices: Notice[] = []
  let unknown = 0
  for (const [name, text] of Object.entries(files)) {
    const local = /<(?:\w+:)?([\w.]+)/.exec(text)?.[1] ?? ''
    const namespace = local.includes('Workflow') ? 'clr-namespace:Microsoft.ResourceManagement.X' : ''
    const reader = readers.find((candidate) =>
      candidate.recognise({ root: { local, namespace, attributes: {} }, head: text }),
    )
    const read = reader?.read({ name, text, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8' })
    if (read === undefined || read instanceof Promise) throw new Error(`${name} was not recognised`)
    parts.push(...read.parts)
    notices.push(...read.notices)
    unknown += read.coverage.counts.unknown
    expect(read.coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(
      Object.values(read.coverage.counts).reduce((sum, count) => sum + count, 0),
    )
  }
  if (exported.length > 0)
    parts.push({
      kind: 'service-objects',
      part: 'policy',
      source: 'http://mim',
      objects: exported,
      at: { file: 'policy.xml', path: '' },
    })
  const assembled = assemble(parts)
  const [service] = assembled.services
  if (service === undefined) throw new Error('no service')
  return { service, notices: [...notices, ...assembled.notices], unknown }
}

const files = { 'cfg/script.xml': script, 'cfg/vars.xml': variables, 'cfg/flows/bye.xoml': xoml }

describe('a configuration script', () => {
  const { service, notices, unknown } = open(files)

  it('becomes sets, policies, workflows and templates like an export', () => {
    expect(unknown).toBe(0)
    expect(service.sets.map((item) => [item.object.displayName, item.filter?.xpath, item.object.origin])).toEqual([
      ['Überfällige Contoso', '/Person[EndDate < fn:current-dateTime()]', 'custom'],
    ])
    const [rule] = service.policies
    expect(rule).toMatchObject({ kind: 'set-transition', actions: ['TransitionIn'] })
    expect(rule?.targetAfterSetId).toBe(service.sets[0]?.object.id)
    expect(rule?.actionWorkflowIds).toEqual([service.workflows[0]?.object.id])
    expect(rule?.object.attributes.Description).toEqual(['runs Say bye'])
    expect(service.emailTemplates[0]?.subject).toBe('https://x')
    expect(service.workflows).toHaveLength(1)
    expect(service.workflows[0]?.activities[0]).toMatchObject({ activity: 'EmailNotificationActivity' })
    const template = service.workflows[0]?.activities[0]?.properties.find(
      (property) => property.name === 'EmailTemplate',
    )
    expect(template?.value).toBe(service.emailTemplates[0]?.object.id)
  })

  it('says what is not certain and what is missing', () => {
    expect(notices.map((notice) => notice.id).sort()).toEqual([
      'M2E-READ-027',
      'M2E-READ-028',
      'M2E-READ-075',
      'M2E-READ-076',
      'M2E-READ-076',
    ])
    expect(JSON.stringify([service, notices])).not.toContain('hunter2')
  })

  it('gives the same ids again', () => {
    expect(open(files).service.objects.map((object) => object.id)).toEqual(service.objects.map((object) => object.id))
  })
})

it('gives way to an export that has the same objects', () => {
  const real = (id: string, type: string, name: string): ServiceObject => ({
    id,
    type,
    displayName: name,
    isPlaceholder: false,
    origin: 'unclassified',
    changedAttributes: [],
    attributes: { DisplayName: [name] },
    at: { file: 'policy.xml', path: '/Results' },
  })
  const [admins, leavers] = ['11111111-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000002'] as const

  const { service, notices } = open(files, [
    real(admins, 'Set', 'Administrators'),
    real(leavers, 'Set', 'überfällige Contoso'),
  ])

  expect(service.sets.map((item) => item.object.id)).toEqual([admins, leavers])
  expect(service.policies[0]).toMatchObject({ requestorSetId: admins, targetAfterSetId: leavers })
  expect(notices.filter((notice) => notice.id === 'M2E-READ-027')).toEqual([])
})

it('reads a workflow that nothing names', () => {
  const { service } = open({ 'a/lonely.xoml': xoml })

  expect(service.workflows).toMatchObject([{ phase: 'unknown', readable: true, object: { displayName: 'lonely' } }])
})

it('survives circles, missing anchors and hostile names', () => {
  const odd = `<${ROOT}><Operations>${operation('__proto__', 'a', 'Other', set('Other', 'b', ' type="xmlref"') + set('constructor', 'x'))}${operation('Set', 'b', 'Other', set('Other', 'a', ' type="xmlref"') + set('Filter', 'nobody', ' type="xmlref"'))}${operation('Set', '', 'Missing', set('DisplayName', '##xmlref:zz:Y##', ' type="moon"'), 'Conjure')}</Operations></${ROOT}>`

  const { service, notices } = open({ 'odd.xml': odd })

  expect(service.objects).toHaveLength(3)
  expect(new Set(service.objects.map((object) => object.id)).size).toBe(3)
  expect(notices.filter((notice) => notice.id === 'M2E-READ-077').length).toBeGreaterThanOrEqual(3)
})

it('reads or names the problem, whatever happens to the file', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: script.length }),
      fc.integer({ min: 60, max: script.length }),
      fc.constantFrom('', '<', '&', '"', '#'),
      (cut, at, put) => {
        const text = script.slice(0, cut).slice(0, at) + put + script.slice(0, cut).slice(at + 1)
        try {
          open({ 'x.xml': text, 'y.xoml': xoml })
        } catch (problem) {
          if (!(problem instanceof XmlProblem)) throw problem
        }
      },
    ),
    { numRuns: 150 },
  )
})
