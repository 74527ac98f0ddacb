import type { DocumentPeek, Reader } from '../reader.js'
import { isRuleCommand } from './commands.js'
import { parseScript } from './parse.js'
import { followScript } from './run.js'
import { tokenize, tokenizeHead } from './tokenize.js'

/** Synchronization rules as the Synchronization Rules Editor exports them: a script, read as data and never run. */
export const readers: readonly Reader[] = [
  {
    kind: 'connect-rule-script',
    title: 'Entra Connect, synchronization rules as PowerShell',
    recognise: isRuleScript,
    read: (document) => followScript(document.name, parseScript(tokenize(document.text))),
  },
]

/** A script that calls one of the commands; a text that only speaks of them is none. */
function isRuleScript({ root, head }: DocumentPeek): boolean {
  if (root !== undefined || !/ADSync/i.test(head)) return false
  const tokens = tokenizeHead(head)
  return tokens.some((token, at) => {
    if (token.kind !== 'word' || !isRuleCommand(token.text)) return false
    const before = tokens[at - 1]
    const starts =
      before === undefined ||
      before.kind === 'newline' ||
      (before.kind === 'mark' && [';', '{', '(', '$(', '@(', '=', '|', '&'].includes(before.text))
    const after = tokens[at + 1]
    const called =
      after === undefined || after.kind === 'parameter' || after.kind === 'splat' || after.kind === 'variable'
    return starts && called
  })
}
