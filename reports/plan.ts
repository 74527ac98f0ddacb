import type { Assessment, Finding } from '../src/plan/assessment.js'
import { planMessages } from '../src/plan/messages.js'
import type { EffortLineView, ScenarioPage, WaveView } from './model.js'
import type { Words } from './words.js'

/** The plan in waves, ready to print. */
export function waveViews(assessment: Assessment, scenarios: readonly ScenarioPage[], words: Words): WaveView[] {
  const titles = new Map(scenarios.map((page) => [page.id, page.title]))
  const title = (id: string) => titles.get(id) ?? id
  return assessment.waves.map((wave) => ({
    number: wave.number,
    effort: wave.effort,
    scenarios: wave.scenarios.map((item) => ({
      id: item.scenario,
      title: title(item.scenario),
      after: item.after.map(title),
      decided: item.decided,
      effort: item.effort,
      subjects: [...new Set(item.cases.map((each) => each.subject).filter((subject) => subject !== ''))],
    })),
    stages: wave.stages.map((stage) => ({ name: stage.name, ...stage.span, tasks: stage.tasks.length })),
    forecast: wave.forecast.map((line) => ({
      text: planSentence(line.text, words),
      lowMinutes: line.lowMinutes,
      highMinutes: line.highMinutes,
    })),
    population: wave.population.map((item) => ({ ...item, objects: item.objects })),
    blockers: wave.blockers.map((blocker) => planSentence(blocker, words, title)),
  }))
}

/** How a scenario's days come about, line by line. */
export function effortLines(assessment: Assessment, scenario: string, words: Words): EffortLineView[] {
  const found = assessment.effort.scenarios.find((item) => item.scenario === scenario)
  return (found?.shares ?? []).map((share) => ({
    subject: share.subject,
    rate: words.term('rate', share.line.rate),
    count: share.line.count,
    counted: share.line.counted,
    unitLow: share.line.unitLow,
    unitHigh: share.line.unitHigh,
    low: share.low,
    high: share.high,
    share: share.counted,
    countedIn: share.countedIn === undefined ? '' : share.countedIn.scenario,
  }))
}

/** Scenario ids among the params read as titles. */
export function planSentence(finding: Finding, words: Words, title: (id: string) => string = (id) => id): string {
  const params = Object.fromEntries(
    Object.entries(finding.params).map(([name, value]) => [
      name,
      typeof value === 'string' && (name === 'scenario' || name === 'needs')
        ? value.split(', ').map(title).join(', ')
        : value,
    ]),
  )
  return words.message(finding.id, planMessages[finding.id]?.text ?? finding.id, params)
}
