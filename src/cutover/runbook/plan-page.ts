import type { PlanDraft, ScenarioDraft } from '../plan/build.js'
import { code, commands, inline, table } from './markdown.js'
import type { RunbookWords } from './words.js'

/** `README.md` of the plan: the waves, what is in them, how to carry them out. */
export function planPage({ plan, scenarios }: PlanDraft, words: RunbookWords): string {
  const [first] = scenarios
  const blocks = [
    `# ${words('runbook.title')}`,
    words('runbook.plan-intro', { date: words.date(plan.asOf), tenant: code(plan.tenants.home) }),
    ...plan.waves.flatMap((wave) => [
      `## ${words('runbook.wave-title', { wave: wave.number })}`,
      waveTable(
        scenarios.filter(({ planned }) => planned.wave === wave.number),
        words,
      ),
    ]),
    `## ${words('runbook.how')}`,
    words('runbook.how.text'),
    ...(first === undefined ? [] : [commands(exampleOf(first))]),
  ]
  return `${blocks.join('\n\n')}\n`
}

function waveTable(scenarios: readonly ScenarioDraft[], words: RunbookWords): string {
  const column = (name: string) => words(`runbook.column.${name}`)
  return table(
    [column('scenario'), column('verdict'), column('after'), column('steps'), column('hand'), column('minutes')],
    scenarios.map(({ planned, steps }) => {
      const sum = (of: 'atLeast' | 'atMost') => planned.stages.reduce((total, stage) => total + stage.minutes[of], 0)
      return [
        `[${inline(words.message(`scenarios.${planned.id}.title`, planned.title))}](${planned.folder}/README.md)`,
        words.term('verdict', planned.verdict),
        planned.after.map(code).join(', '),
        words.number(steps.length),
        words.number(steps.filter((step) => step.change.kind === 'hand').length),
        `${words.number(sum('atLeast'))}–${words.number(sum('atMost'))}`,
      ]
    }),
  )
}

function exampleOf({ planned }: ScenarioDraft): readonly string[] {
  const stage = planned.stages.find(({ steps }) => steps.length > 0)?.name ?? 'prepare'
  const about = `--scenario ${planned.id} --stage ${stage}`
  return [
    `mim2entra apply . ${about} --dry-run`,
    `mim2entra apply . ${about}`,
    `mim2entra verify . ${about}`,
    'mim2entra status .',
    'mim2entra resume .',
    `mim2entra rollback . ${about}`,
  ]
}
