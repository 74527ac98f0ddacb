import type { SyncRule, SyncRuleFlow, SyncServer } from '../../src/model/index.js'
import type { Finding, PartVerdict, Verdict } from '../analyzer.js'
import { part } from '../facts/design.js'
import { connectorName } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding, overallVerdict } from '../finding.js'
import { isFiltering, type JudgedRule, obstaclesOf, type RuleClass, targetsOf } from './rules.js'

type Judgement = readonly [verdict: Verdict, reason: Finding]

/** Conditions every shipped rule has; Cloud Sync applies them itself. */
const usual = new Set([
  'admindescription',
  'iscriticalsystemobject',
  'cloudfiltered',
  'sourceobjecttype',
  'cloudmastered',
])
const places = new Set(['dn', 'distinguishedname'])

/** One rule: the worst of what its mappings, joins, filters and precedence become. */
export function rulePart(server: SyncServer, judged: JudgedRule): PartVerdict {
  const { rule, classes } = judged
  const judgements = classes.flatMap((kind) => judgementsOf(server, judged, kind))
  const all = [...judgements, ...cloneJudgement(judged)]
  return part(rule.name, overallVerdict(all.map(([verdict]) => part('', verdict))), ...all.map(([, reason]) => reason))
}

function judgementsOf(server: SyncServer, judged: JudgedRule, kind: RuleClass): readonly Judgement[] {
  const { rule } = judged
  switch (kind) {
    case 'filter':
      return [filterJudgement(judged)]
    case 'join':
      return [['keep', finding('M2E-CTCS-113', { rule: rule.name, attributes: joinAttributes(rule) }, rule.at)]]
    case 'transform':
      return transformJudgements(judged)
    case 'precedence':
      return precedenceJudgements(judged)
    case 'provision': {
      const params = {
        rule: rule.name,
        type: rule.connectorObjectType,
        connector: connectorName(server, rule.connectorId),
      }
      return [['keep', finding('M2E-CTCS-123', params, rule.at)]]
    }
    case 'disable':
      return [['retire', finding('M2E-CTCS-122', { rule: rule.name }, rule.at)]]
    case 'nothing':
      return judged.cloneOf === undefined ? [['retire', finding('M2E-CTCS-124', { rule: rule.name }, rule.at)]] : []
  }
}

/** A copy says how much of it is really changed; a copy without a change is nothing to carry over. */
function cloneJudgement({ rule, cloneOf, own }: JudgedRule): readonly Judgement[] {
  if (cloneOf === undefined) return []
  const params = { rule: rule.name, standard: cloneOf.name, changed: own.length, count: rule.mappings.length }
  return [['retire', finding('M2E-CTCS-120', params, [rule.at, cloneOf.at])]]
}

export function disabledPart(rule: SyncRule): PartVerdict {
  return part(rule.name, 'assisted', finding('M2E-CTCS-121', { rule: rule.name }, rule.at))
}

/** Attributes a rule looks at beyond the usual ones. */
function conditionAttributes(judged: JudgedRule): readonly string[] {
  const own = judged.rule.scope.flat().map((condition) => condition.attribute)
  const same = new Set((judged.cloneOf?.scope ?? []).flat().map((condition) => condition.attribute.toLowerCase()))
  return [...new Set(own)].filter((name) => !usual.has(name.toLowerCase()) && !same.has(name.toLowerCase()))
}

function filterJudgement(judged: JudgedRule): Judgement {
  const { rule } = judged
  const sources = judged.own.filter(isFiltering).flatMap((flow) => flow.sources)
  const attributes = [...new Set([...conditionAttributes(judged), ...sources])]
  const params = { rule: rule.name, attributes: nameList(attributes, 5) || 'no attribute' }
  const byPlace = attributes.length > 0 && attributes.every((name) => places.has(name.toLowerCase()))
  return byPlace
    ? ['assisted', finding('M2E-CTCS-112', params, rule.at)]
    : ['keep', finding('M2E-CTCS-111', params, rule.at)]
}

function joinAttributes(rule: SyncRule): string {
  return nameList([...new Set(rule.joins.flat().map((join) => join.connectorAttribute))], 5)
}

function transformJudgements(judged: JudgedRule): readonly Judgement[] {
  const { rule, sorted } = judged
  const unsure = [...sorted.conditional, ...sorted.approximate]
  const conditions = conditionAttributes(judged)
  const row = (id: string, verdict: Verdict, flows: readonly SyncRuleFlow[]): readonly Judgement[] =>
    flows.length === 0
      ? []
      : [
          [
            verdict,
            finding(
              id,
              {
                rule: rule.name,
                attributes: nameList(
                  flows.map((flow) => flow.target),
                  5,
                ),
                functions: nameList([...new Set(flows.flatMap(obstaclesOf))].sort(), 5),
              },
              flows.map((flow) => flow.at),
            ),
          ],
        ]
  return [
    ...row('M2E-CTCS-116', 'keep', sorted.impossible),
    ...row('M2E-CTCS-115', 'assisted', unsure),
    ...row('M2E-CTCS-114', 'automated', sorted.exact),
    ...(conditions.length === 0
      ? []
      : [
          [
            'assisted',
            finding(
              'M2E-CTCS-117',
              { rule: rule.name, conditions: nameList(conditions, 5) },
              rule.scope.flat().map((condition) => condition.at),
            ),
          ] as const,
        ]),
  ]
}

function precedenceJudgements({ rule, own, rivals, foreignRivals }: JudgedRule): readonly Judgement[] {
  const row = (id: string, verdict: Verdict, others: readonly SyncRule[]): readonly Judgement[] => {
    if (others.length === 0) return []
    const shared = own.filter((flow) => others.some((other) => targetsOf(other).has(flow.target.toLowerCase())))
    const params = {
      rule: rule.name,
      others: nameList(others.map((other) => other.name)),
      attributes: nameList([...new Set(shared.map((flow) => flow.target))], 5),
    }
    return [[verdict, finding(id, params, [rule.at, ...others.slice(0, 10).map((other) => other.at)])]]
  }
  return [...row('M2E-CTCS-119', 'keep', foreignRivals), ...row('M2E-CTCS-118', 'assisted', rivals)]
}
