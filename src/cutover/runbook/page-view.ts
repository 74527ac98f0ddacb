import type { PlanDraft, ScenarioDraft } from '../plan/build.js'
import type { PlannedStage, StageDays } from '../plan/model.js'
import { gateOf } from './gates.js'
import type { RunbookWords } from './words.js'

/** What `index.html` of a plan shows: plain texts in the language of the plan, and figures. */
export interface PlanPage {
  readonly title: string
  readonly intro: string
  readonly waves: readonly {
    readonly number: number
    readonly stages: readonly ({ readonly name: string } & StageDays)[]
    readonly scenarios: readonly {
      readonly title: string
      /** Path of the runbook from the page. */
      readonly href: string
      readonly verdict: string
      readonly after: string
      readonly stages: readonly StageRow[]
    }[]
  }[]
}

export interface StageRow {
  readonly name: string
  readonly days: string
  readonly population: readonly string[]
  readonly minutes: string
  readonly steps: number
  readonly byHand: number
  /** '' where the tool has nothing to look at. */
  readonly command: string
  readonly questions: readonly string[]
}

export function planPageView({ plan, scenarios }: PlanDraft, words: RunbookWords): PlanPage {
  const titles = new Map(
    scenarios.map(({ planned }) => [planned.id, words.message(`scenarios.${planned.id}.title`, planned.title)]),
  )
  return {
    title: words('runbook.page.title'),
    intro: words('runbook.plan-intro', { date: words.date(plan.asOf), tenant: plan.tenants.home }),
    waves: plan.waves.map(({ number }) => {
      const here = scenarios.filter(({ planned }) => planned.wave === number)
      return {
        number,
        stages: (here[0]?.planned.stages ?? []).flatMap(({ name, days }) =>
          days === undefined ? [] : [{ name, ...days }],
        ),
        scenarios: here.map((draft) => ({
          title: titles.get(draft.planned.id) ?? draft.planned.title,
          href: `${draft.planned.folder}/README.md`,
          verdict: words.term('verdict', draft.planned.verdict),
          after: draft.planned.after.map((id) => titles.get(id) ?? id).join(', '),
          stages: draft.planned.stages.map((stage) => stageRow(stage, draft, words)),
        })),
      }
    }),
  }
}

function stageRow(stage: PlannedStage, draft: ScenarioDraft, words: RunbookWords): StageRow {
  const { name, days, population, minutes, service, steps, handSteps } = stage
  const { command, questions } = gateOf(stage, draft, words, '.')
  const atMost = minutes.atMost + service.atMost
  return {
    name: words.term('stage', name),
    days: days === undefined ? '' : `${days.low.start + 1}–${days.low.end}`,
    population: population.map(({ objects, objectType, system, ring }) =>
      words(`runbook.population.${ring}`, {
        count: objects,
        type: objectType,
        system: system === '' ? words('runbook.population.portal') : system,
      }),
    ),
    minutes: atMost === 0 ? '' : `${words.number(minutes.atLeast + service.atLeast)}–${words.number(atMost)}`,
    steps: steps.length,
    byHand: handSteps,
    command: command ?? '',
    questions,
  }
}
