import type { DiffReport, DiffRow } from './model.js'

/** Every row of a report with the area it stands in, in the order in which formats show them. */
export function allRows(report: DiffReport, driftTitle: string): { readonly area: string; readonly row: DiffRow }[] {
  return [
    ...report.areas.flatMap((area) => area.rows.map((row) => ({ area: area.title, row }))),
    ...report.drift.map((row) => ({ area: driftTitle, row })),
  ]
}

/** A consequence with its names, in one line. */
export function consequenceLine(
  { text, names, more }: DiffRow['consequences'][number],
  moreText: (count: number) => string,
): string {
  if (names.length === 0) return text
  return `${text} ${names.join(', ')}${more === 0 ? '' : ` ${moreText(more)}`}`
}
