import type { Report } from '../../reports/model.js'
import type { Assessment } from '../plan/assessment.js'

/**
 * What `assess` prints when it is done: the answer first, then what is missing, then what to do next. The screen speaks
 * English whatever the report speaks, so its sentences come from the assessment.
 */
export function assessmentScreen(report: Report, assessment: Assessment, out: string): string {
  const { headline, completeness } = report
  const { elements } = completeness
  const total = elements.modelled + elements.documented + elements.ignored + elements.unknown
  const lines = [
    line('read', [
      count(completeness.filesRead, 'file'),
      count(headline.servers, 'server'),
      count(headline.connectors, 'connector'),
      count(headline.rules, 'declarative rule'),
      ...(headline.services > 0
        ? [
            `${number(headline.serviceObjects.all)} service objects, ${number(headline.serviceObjects.signal)} the customer's`,
          ]
        : []),
    ]),
    line('ledger', [
      `${number(total)} elements: ${number(elements.modelled)} modelled`,
      `${number(elements.documented)} documented`,
      `${number(elements.ignored)} ignored`,
      `${number(elements.unknown)} unknown`,
    ]),
    line('detect', [
      `${headline.scenarios.certain} scenarios certain`,
      `${headline.scenarios.likely} likely`,
      `${headline.scenarios.possible} possible`,
      `${headline.scenarios['not-found'] + headline.scenarios.trace} not found`,
      `${headline.scenarios['cannot-be-seen']} cannot be seen`,
    ]),
    ...mapLine(report),
    line('effort', [
      headline.effort.highDays === 0
        ? 'nothing found to estimate'
        : `${headline.effort.lowDays}–${headline.effort.highDays} person-days`,
    ]),
    line('report', [`${out}/index.html`, 'assessment.xlsx', 'assessment.docx', 'assessment.md', 'assessment.json']),
    '',
    ...stops(assessment),
    ...incomplete(assessment),
    ...asks(assessment),
    ...next(report),
  ]
  return `${lines.join('\n')}\n`
}

function line(name: string, parts: readonly string[]): string {
  return `  ${name.padEnd(9)} ${parts.join(' · ')}`
}

/** How true the mappings are to today; left out where nothing flows from a source to a target. */
function mapLine({ headline }: Report): string[] {
  const { exact, conditional, approximate, impossible } = headline.mappings
  const total = exact + conditional + approximate + impossible
  if (total === 0) return []
  const share = (value: number) => `${Math.round((value / total) * 100)} %`
  return [
    line('map', [
      `${share(exact)} of ${number(total)} target attributes exact`,
      `${share(conditional)} on a condition`,
      `${share(approximate)} approximate`,
      `${share(impossible)} impossible`,
    ]),
  ]
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}

function stops({ deadlines }: Assessment): string[] {
  const of = (state: string) => deadlines.filter((deadline) => deadline.state === state)
  const lines = [
    ...of('stopped').map((deadline) => `${deadline.subject} has stopped (${deadline.date})`),
    ...of('soon').map((deadline) => `${deadline.subject} (${deadline.date})`),
  ]
  const unknown = of('unknown').length
  const rest = unknown === 0 ? [] : [`${count(unknown, 'deadline')} could not be checked`]
  return labelled('Stops soon', [...(lines.length === 0 ? ['nothing found'] : lines), ...rest])
}

function incomplete({ completeness, estate }: Assessment): string[] {
  if (completeness.complete) return []
  const reasons = [
    ...(completeness.filesFailed > 0 ? [`${count(completeness.filesFailed, 'file')} could not be read`] : []),
    ...(completeness.elements.unknown > 0 ? [`${number(completeness.elements.unknown)} elements are unknown`] : []),
    ...estate.notices.filter((notice) => notice.id === 'M2E-READ-009').map((notice) => notice.message),
  ]
  return labelled('Incomplete', reasons)
}

function asks({ asks }: Assessment): string[] {
  const shown = asks.slice(0, 4).map((ask) => `${ask.what}${ask.gain === '' ? '' : `: ${ask.gain}`}`)
  const rest = asks.length - shown.length
  return labelled('Ask for', [...shown, ...(rest > 0 ? [`and ${rest} more, listed in the report`] : [])])
}

function next(report: Report): string[] {
  const found = report.scenarios.find((page) => page.verdict !== '')
  return labelled('Next', [found === undefined ? 'mim2entra explain hr-onprem' : `mim2entra explain ${found.id}`])
}

function labelled(label: string, texts: readonly string[]): string[] {
  return texts.map((text, index) => `  ${(index === 0 ? label : '').padEnd(12)} ${text}`)
}
