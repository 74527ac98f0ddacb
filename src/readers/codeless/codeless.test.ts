import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodelessRule, CodelessRuleSet } from '../../model/index.js'
import { XmlProblem } from '../../xml/index.js'
import type { Reader, ReadResult } from '../reader.js'
import { readers } from './index.js'

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

function read(text: string): ReadResult & { readonly set: CodelessRuleSet } {
  const reader = readers.find((candidate: Reader) => candidate.recognise({ root: peek(text), head: text }))
  const result = reader?.read({
    name: 'rules.xml',
    text,
    sizeBytes: text.length,
    sha256: '0'.repeat(64),
    encoding: 'utf-8',
  })
  if (result === undefined || result instanceof Promise) throw new Error('not recognised')
  const part = result.parts.find((candidate) => candidate.kind === 'codeless-rules')
  if (part === undefined) throw new Error('no rules')
  return { ...result, set: part.rules }
}

function peek(text: string) {
  const local = /<(\w+)/.exec(text)?.[1] ?? ''
  return { local, namespace: '', attributes: {} }
}

const mre = `<RulesFile ${xsi}><DisableAllRules>false</DisableAllRules>
<Externals><External><ReferenceId>old</ReferenceId><Type>Provision</Type><Filename>Legacy.dll</Filename></External></Externals>
<Rules><Rule><Enabled>true</Enabled><Name>Überall =&gt; AD</Name><Description>d</Description><RuleId>7</RuleId>
<TargetManagementAgentName>Corp AD</TargetManagementAgentName><SourceObject>person</SourceObject><TargetObject>user</TargetObject>
<TargetObjectAdditionalClasses>top</TargetObjectAdditionalClasses><Action>provision</Action>
<Conditions Operator="Or"><ConditionBase xsi:type="ConditionIsPresent"><Description>c</Description><MVAttribute>accountName</MVAttribute></ConditionBase>
<ConditionBase xsi:type="SubCondition" Operator="And"><ConditionBase xsi:type="ConditionMatch"><MVAttribute>status</MVAttribute><Pattern>^a$ </Pattern></ConditionBase><ConditionBase xsi:type="ConditionNotConnectedTo"><ManagementAgentName>HR</ManagementAgentName></ConditionBase><ConditionBase xsi:type="ConditionBetween"><MVAttributeStartDate>from</MVAttributeStartDate><MVAttributeEndDate>to</MVAttributeEndDate></ConditionBase></ConditionBase></Conditions>
<InitialFlows><AttributeFlowBase xsi:type="AttributeFlowConstant"><Constant>CN=#mv:cn#,#mv:ou#</Constant><EscapedCN>#mv:cn#</EscapedCN><Target>[DN]</Target></AttributeFlowBase>
<AttributeFlowBase xsi:type="AttributeFlowConstant"><Constant>Welcome1!</Constant><Target>unicodePwd</Target></AttributeFlowBase>
<AttributeFlowBase xsi:type="AttributeFlowAttribute"><Prefix>x-</Prefix><Source>uid</Source><LowercaseTargetValue>true</LowercaseTargetValue><Target>sAMAccountName</Target></AttributeFlowBase>
<AttributeFlowBase xsi:type="AttributeFlowConcatenate"><SourceExpressions><SourceExpressionBase xsi:type="SourceExpressionRegexReplace"><Source>mail</Source><Pattern>@.*</Pattern><Replacement/></SourceExpressionBase><SourceExpressionBase xsi:type="SourceExpressionConstant"><Source>@x</Source></SourceExpressionBase></SourceExpressions><Target>mail</Target></AttributeFlowBase>
<AttributeFlowBase xsi:type="AttributeFlowGuid"><Target>id</Target></AttributeFlowBase></InitialFlows>
<ConditionalRename><NewDNValue>CN=#mv:cn#</NewDNValue><DNAttribute>[DN]</DNAttribute><StrictDNCompare>true</StrictDNCompare><Conditions><ConditionBase xsi:type="ConditionIsTrue"><MVAttribute>move</MVAttribute></ConditionBase></Conditions></ConditionalRename>
<Reprovision><ProvisionRuleId>7</ProvisionRuleId></Reprovision><Helpers><ScopedGuid Name="g"/><Constant Name="p">Secret99</Constant></Helpers></Rule>
<Rule><Enabled>false</Enabled><Name>gone</Name><TargetManagementAgentName>Corp AD</TargetManagementAgentName><SourceObject>person</SourceObject><TargetObject>user</TargetObject><Action>DeprovisionAll</Action><Type>External</Type><ExternalReferenceId>old</ExternalReferenceId></Rule></Rules></RulesFile>`

const mare = `<Rules ${xsi}><ExternalFiles><XmlFile Name="c" Path="C:\\c.xml"/></ExternalFiles><ManagementAgent Name="AD"><CustomDLL>X.dll</CustomDLL>
<Deprovision DefaultAction="Disconnect"><Rule Name="old" Action="Delete"><Description>d</Description><Conditions Operator="Or"><Condition xsi:type="ObjectClassMatch" Source="CSEntry" Pattern="^user$"/></Conditions></Rule></Deprovision>
<JoinRule Name="j"><SourceExpression><Source Name="sAMAccountName" xsi:type="Attribute"><Transforms><Transform xsi:type="RegexReplace" Pattern="^.+\\\\" Replacement=""/></Transforms></Source></SourceExpression></JoinRule>
<FlowRule Name="uac" Direction="Export" xsi:type="FlowRule"><Conditions Operator="And"><Condition xsi:type="SourceValueMatch" Source="MVEntry" AttributeName="x" Pattern="y"/></Conditions><SourceExpression><Source Name="userAccountControl" xsi:type="Attribute" RetrieveFrom="CS"><Transforms><Transform xsi:type="SetBit" BitPosition="1" Value="true"/></Transforms></Source><Source Value="c" xsi:type="Constant"/></SourceExpression><Target Name="userAccountControl" ActionOnNullSource="SetDefault" DefaultValue="512"/></FlowRule>
<FlowRule Name="code" Direction="Import" xsi:type="FlowRuleCode"/></ManagementAgent></Rules>`

describe('codeless provisioning rules', () => {
  const { set, coverage, notices } = read(mre)
  const [rule, gone] = set.rules as [CodelessRule, CodelessRule]

  it('are read whole', () => {
    expect(coverage.counts.unknown).toBe(0)
    expect(rule).toMatchObject({
      name: 'Überall => AD',
      id: '7',
      kind: 'provision',
      raw: 'provision',
      enabled: true,
      connector: 'Corp AD',
      sourceObjectType: 'person',
      targetObjectType: 'user',
      additionalClasses: 'top',
      reprovision: { ruleId: '7' },
      rename: {
        newDn: 'CN=#mv:cn#',
        source: '[DN]',
        comparesAsDn: true,
        condition: { conditions: [{ test: 'true' }] },
      },
    })
    expect(gone).toMatchObject({ kind: 'deprovision-all', enabled: false, externalId: 'old' })
    expect(set.externals).toMatchObject([{ id: 'old', kind: 'Provision', file: 'Legacy.dll' }])
  })

  it('keep the tree of conditions', () => {
    expect(rule.condition).toMatchObject({
      operator: 'or',
      conditions: [
        { test: 'present', subject: 'accountName', description: 'c' },
        {
          operator: 'and',
          conditions: [
            { test: 'match', subject: 'status', pattern: '^a$ ' },
            { test: 'not-connected-to', subject: 'HR' },
            { test: 'between', subject: 'from', until: 'to' },
          ],
        },
      ],
    })
  })

  it('keep initial values and lose their secrets', () => {
    expect(
      rule.flows.map((flow) => [
        flow.target,
        flow.sources.map((source) => source.kind),
        flow.sources.flatMap((source) => source.attributes),
      ]),
    ).toEqual([
      ['[DN]', ['constant'], ['cn', 'ou']],
      ['unicodePwd', ['constant'], []],
      ['sAMAccountName', ['constant', 'attribute'], ['uid']],
      ['mail', ['attribute', 'constant'], ['mail']],
      ['id', ['guid'], []],
    ])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-028'])
    expect(JSON.stringify(set)).not.toMatch(/Welcome1|Secret99/)
  })

  it('name what they do not know', () => {
    const odd = read(
      mre
        .replace('ConditionIsPresent', 'ConditionMoonPhase')
        .replace('AttributeFlowGuid', 'AttributeFlowMoon')
        .replace('<Action>provision', '<Action>launch')
        .replace('<RuleId>7</RuleId>', '<Orbit>low</Orbit>'),
    )

    expect(odd.notices.filter((notice) => notice.id === 'M2E-READ-074')).toHaveLength(3)
    expect(odd.notices.filter((notice) => notice.id === 'M2E-READ-030')).toHaveLength(1)
    expect(odd.coverage.counts.unknown).toBe(1)
    expect(odd.set.rules[0]).toMatchObject({
      kind: 'unknown',
      condition: { conditions: [{ test: 'unknown', raw: 'ConditionMoonPhase' }, {}] },
    })
  })
})

describe('codeless flow rules', () => {
  const { set, coverage } = read(mare)

  it('are read whole', () => {
    expect(coverage.counts.unknown).toBe(0)
    expect(set.rules.map((rule) => [rule.kind, rule.name, rule.deprovisionAction])).toEqual([
      ['deprovision', 'old', 'Delete'],
      ['deprovision', '', 'Disconnect'],
      ['join', 'j', undefined],
      ['export-flow', 'uac', undefined],
      ['import-flow', 'code', undefined],
    ])
    expect(set.rules[3]?.flows).toMatchObject([
      {
        target: 'userAccountControl',
        onNull: 'SetDefault',
        default: { value: '512' },
        sources: [
          {
            kind: 'attribute',
            side: 'connector',
            transforms: [
              {
                kind: 'SetBit',
                parameters: [
                  { name: 'BitPosition', value: '1' },
                  { name: 'Value', value: 'true' },
                ],
              },
            ],
          },
          { kind: 'constant', constant: { value: 'c' } },
        ],
      },
    ])
    expect(set.rules[4]).toMatchObject({ flows: [], externalId: 'AD' })
    expect(set.externals.map((external) => external.file)).toEqual(['C:\\c.xml', 'X.dll'])
  })
})

it.each([mre, mare])('reads or names the problem, whatever happens to the file', (whole) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 120, max: whole.length }),
      fc.integer({ min: 120, max: whole.length }),
      fc.constantFrom('', '<', '&', '__proto__', '"'),
      (cut, at, put) => {
        const text = whole.slice(0, cut).slice(0, at) + put + whole.slice(0, cut).slice(at + 1)
        try {
          const { coverage } = read(text)
          const total = Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)
          expect(coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(total)
        } catch (problem) {
          expect(problem instanceof XmlProblem || /not recognised/.test(String(problem))).toBe(true)
        }
      },
    ),
    { numRuns: 150 },
  )
})
