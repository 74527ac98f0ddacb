import type { Artefact } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Detection, Effort, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { serverOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type CodeRule, codeRulesOf, provisioningAssembly } from './code-rules.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const server = serverOf(estate, detection)
  const rules = codeRulesOf(server)
  const provisioning = provisioningAssembly(server)
  const used = [...new Set([provisioning?.assembly ?? '', ...rules.map((rule) => rule.assembly)])].filter(
    (name) => name !== '',
  )
  const assemblies = nameList(used, 5) || 'the extensions'
  return designOf(detection, {
    parts: [
      ...(provisioning === undefined
        ? []
        : [
            part(
              'provisioning',
              'redesign',
              finding('M2E-CODE-111', { assembly: provisioning.assembly }, provisioning.at),
            ),
          ]),
      ...rules.map(rulePart),
    ],
    target: finding('M2E-CODE-101', {}, server.at),
    blockers: [
      finding('M2E-CODE-201', { assemblies }),
      finding('M2E-CODE-202'),
      ...when(provisioning !== undefined, finding('M2E-CODE-203')),
    ],
    losses: when(provisioning !== undefined, finding('M2E-CODE-301')),
    prerequisites: [finding('M2E-CODE-401', { assemblies })],
    handSteps: [finding('M2E-CODE-501')],
    licences: [{ level: 'none', per: 'the rules follow the jobs that carry them' }],
    artefacts: used.map((assembly) => codeStep(assembly, rules, provisioning)),
    effort: effortOf(rules.length, provisioning !== undefined),
  })
}

/** The rules of one file, for the person who reads its code. */
function codeStep(
  assembly: string,
  rules: readonly CodeRule[],
  provisioning: ReturnType<typeof provisioningAssembly>,
): Artefact {
  const own = rules.filter((rule) => rule.assembly === assembly)
  const provisions = provisioning?.assembly === assembly ? [provisioning] : []
  const names = [
    ...provisions.map(() => 'provisioning'),
    ...own.map((rule) => `${rule.connector}: ${rule.rule || `${rule.kind} ${rule.target}`.trim()}`),
  ]
  const places = [...provisions, ...own].flatMap((item) => item.at)
  return provisioningStep('read-code', { assembly, rules: nameList([...new Set(names)], 12) }, ...places)
}

/** One part a rule, since each gets a verdict of its own. */
function rulePart(rule: CodeRule): PartVerdict {
  const isFlow = rule.kind === 'import flow' || rule.kind === 'export flow'
  const label = isFlow && rule.rule !== '' ? rule.rule : `${rule.kind} ${rule.target}`.trim()
  const name = `${rule.connector}: ${label}`
  const { connector, assembly, target } = rule
  const params = { connector, assembly, target, sources: nameList(rule.sources) || 'what the code reads' }
  switch (rule.kind) {
    case 'import flow':
    case 'export flow':
      return part(name, 'assisted', finding('M2E-CODE-112', params, rule.at))
    case 'deprovisioning':
    case 'deletion rule':
      return part(name, 'redesign', finding('M2E-CODE-114', params, rule.at))
    case 'precedence':
      return rule.sources.length === 0
        ? part(name, 'retire', finding('M2E-CODE-116', params, rule.at))
        : part(name, 'redesign', finding('M2E-CODE-115', params, rule.at))
    case 'join':
      return part(name, 'redesign', finding('M2E-CODE-113', { ...params, what: 'who is joined' }, rule.at))
    case 'filter':
      return part(name, 'assisted', finding('M2E-CODE-113', { ...params, what: 'who stays out' }, rule.at))
    case 'projection':
      return part(name, 'assisted', finding('M2E-CODE-113', { ...params, what: 'who is projected' }, rule.at))
  }
}

function effortOf(count: number, provisions: boolean): Effort {
  const size = count > 25 ? 'XL' : provisions || count > 5 ? 'L' : 'M'
  return effort(size, [
    ...when(count > 0, finding('M2E-CODE-601', { count })),
    ...when(provisions, finding('M2E-CODE-602')),
    finding('M2E-CODE-603'),
  ])
}
