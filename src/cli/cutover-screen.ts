import type { Breach, RollbackPreview, StageResult, StageTask, Survey, TakenBack } from '../cutover/index.js'
import { counters, type Difference, type DifferenceLine, type Json } from '../graph/index.js'

/** Most lines shown of one step; a group may have thousands of members. */
const mostLines = 8

/** What a stage would do: each step with its lines, then all of it in one line. */
export function surveyText(survey: Survey): string {
  const lines = survey.items.flatMap(({ step, difference, drift }) => {
    if (drift !== undefined) return [`  ! ${step.id}  ${step.title.text}`, `      ${drift.text}`]
    if (difference.action === 'none') return []
    const reason =
      difference.action === 'stop' && difference.reason !== undefined ? [`      ${difference.reason.text}`] : []
    return [`  ${signOf(difference)} ${step.id}  ${step.title.text}`, ...reason, ...detail(difference.lines)]
  })
  return `${lines.join('\n')}${lines.length === 0 ? '' : '\n\n'}  ${countLine(survey)}\n`
}

const signs: Readonly<Record<Difference['action'], string>> = {
  none: ' ',
  create: '+',
  later: '+',
  update: '~',
  do: '>',
  ask: '?',
  stop: '!',
}

function signOf({ action, lines }: Difference): string {
  return action === 'update' && lines.length > 0 && lines.every(({ sign }) => sign === '-') ? '-' : signs[action]
}

function detail(lines: readonly DifferenceLine[]): string[] {
  const shown = lines.slice(0, mostLines).map(({ sign, path, from, to }) => {
    if (sign === '+') return `      + ${path}  ${short(to)}`
    if (sign === '-') return `      - ${path}  ${short(from)}`
    return `      ~ ${path}  ${short(from)} → ${short(to)}`
  })
  const rest = lines.length - shown.length
  return rest > 0 ? [...shown, `        and ${rest.toLocaleString('en-US')} more`] : shown
}

function short(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null)
  return text.length > 100 ? `${text.slice(0, 97)}…` : text
}

/** `Plan: 12 to add, 3 to change, 0 to remove, 2 to do, 1 by hand; 7 as wanted`, and the counters that limits are about. */
function countLine({ items, counts }: Survey): string {
  const number = (value: number) => value.toLocaleString('en-US')
  const of = (...wanted: readonly string[]) =>
    items.filter(({ difference, drift }) => drift === undefined && wanted.includes(signOf(difference))).length
  const left = items.filter(({ difference, drift }) => drift !== undefined || difference.action === 'stop').length
  const limited = counters
    .filter((counter) => counts[counter] > 0)
    .map((counter) => `${counter} ${number(counts[counter])}`)
  return [
    `Plan: ${number(of('+'))} to add, ${number(of('~'))} to change, ${number(of('-'))} to remove, ${number(of('>'))} to do, ${number(of('?'))} by hand; ${number(of(' '))} as wanted`,
    left === 0 ? '' : `, ${number(left)} left alone`,
    limited.length === 0 ? '' : ` (${limited.join(', ')})`,
  ].join('')
}

export function breachText({ counter, count, limit, percent }: Breach): string {
  const share = percent === undefined ? '' : `, ${percent.toFixed(1)} %`
  const allowed = limit.percent === undefined ? '' : ` and ${limit.percent} %`
  return `mim2entra: ${counter}: ${count.toLocaleString('en-US')}${share}; the plan allows ${limit.atMost.toLocaleString('en-US')}${allowed}. Nothing was changed.\n           See why there are so many. If they are meant, add --limit ${counter}=${count}.\n`
}

export function outcomeText({ scenario, stage, open }: StageTask, { outcomes, problems, state }: StageResult): string {
  const of = (effect: string) => outcomes.filter((outcome) => outcome.effect === effect).length
  const left = outcomes.flatMap((outcome) =>
    outcome.effect === 'skipped'
      ? [`  ! ${outcome.step.id}  ${outcome.step.title.text}`, `      ${outcome.reason.text}`]
      : [],
  )
  const wrong = problems.flatMap(({ step, problems: found }) => [
    `  ! ${step.id}  ${step.title.text}`,
    ...found.map(({ text }) => `      ${text}`),
  ])
  const about = `--scenario ${scenario.id} --stage ${stage.name}`
  const lines = [
    ...left,
    ...wrong,
    ...(left.length + wrong.length === 0 ? [] : ['']),
    `  Applied      ${of('created')} made, ${of('changed')} changed, ${of('done')} done, ${of('none')} as wanted, ${of('skipped')} left`,
    state === 'done'
      ? `  Next         mim2entra verify ${open.folder} ${about}`
      : `  Next         look at what was left, then mim2entra apply ${open.folder} ${about}`,
  ]
  return `\n${lines.join('\n')}\n`
}

export function rollbackText({ steps }: RollbackPreview): string {
  if (steps.length === 0) return '  There is nothing to take back.\n'
  const impossible = steps.filter(({ impossible: why }) => why !== undefined)
  const lines = [
    ...steps.filter(({ impossible: why }) => why === undefined).map(({ step }) => `  - ${step.id}  ${step.title.text}`),
    ...(impossible.length === 0 ? [] : ['', '  Cannot be taken back:']),
    ...impossible.flatMap(({ step, impossible: why }) => [
      `  ! ${step.id}  ${step.title.text}`,
      `      ${why?.text ?? ''}`,
    ]),
    '',
    `  Plan: ${steps.length - impossible.length} to take back, ${impossible.length} stay`,
  ]
  return `${lines.join('\n')}\n`
}

export function takenBackText(taken: readonly TakenBack[]): string {
  const of = (effect: string) => taken.filter((one) => one.effect === effect).length
  const left = taken.flatMap(({ step, effect, reason }) =>
    effect === 'undone' || effect === 'nothing'
      ? []
      : [`  ! ${step.id}  ${step.title.text}`, `      ${reason?.text ?? effect}`],
  )
  return `\n${[...left, ...(left.length === 0 ? [] : ['']), `  Taken back   ${of('undone')}; nothing to do for ${of('nothing')}, not possible for ${of('impossible')}, changed since ${of('drifted')}, failed ${of('failed')}`].join('\n')}\n`
}
