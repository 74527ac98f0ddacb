import type { Provenance } from '../../src/model/index.js'
import type { Choice, Decided, Detection } from '../analyzer.js'
import { finding } from '../finding.js'
import { choose } from './design.js'
import { nameList } from './service.js'

/** Message ids of a scenario for the question which directory its job writes. */
export interface TargetMessages {
  readonly question: string
  readonly directory: string
  readonly directoryWhen: string
  readonly tenant: string
  readonly tenantWhen: string
  /** A directory receives people today. */
  readonly hasDirectory: string
  readonly hasNone: string
}

/** AD as long as people have accounts there that something may need, else Entra. */
export function targetChoice(
  found: Detection,
  decided: Decided | undefined,
  directories: readonly string[],
  at: Provenance,
  messages: TargetMessages,
): Choice {
  return choose(found, decided, {
    id: `${found.scenario}.target`,
    question: finding(messages.question, { connector: found.subject }, at),
    options: [
      {
        id: 'active-directory',
        text: finding(messages.directory),
        betterWhen: finding(messages.directoryWhen),
      },
      { id: 'entra-id', text: finding(messages.tenant), betterWhen: finding(messages.tenantWhen) },
    ],
    proposed: directories.length > 0 ? 'active-directory' : 'entra-id',
    because:
      directories.length > 0
        ? finding(messages.hasDirectory, { directories: nameList(directories) })
        : finding(messages.hasNone),
  })
}
