import type { Message } from '../graph/index.js'
import { fillTemplate } from '../model/index.js'

/** Texts of this room that stand in journals and reports, in English. */
export const cutoverMessages = {
  'cutover.skip.drifted':
    'It was applied and was changed since: {what}. Look at it, then add --overwrite to put it back.',
  'cutover.skip.moved': 'It changed between the look and the write: {what}. Run the stage again to see how it is now.',
  'cutover.skip.gone': 'It was made by this plan and is gone. Add --overwrite to make it again.',
  'cutover.skip.after': 'It comes after {step}, which was not done.',
  'cutover.skip.declined': 'Nobody has confirmed it with the name {name}.',
  'cutover.skip.failed': '{what}',
  'cutover.skip.sign-in-delegated':
    'Only a person may do it, and an application is signed in. Run the stage again with --auth device-code.',
  'cutover.skip.sign-in-application':
    'Only an application may do it, and a person is signed in. Run the stage again with --auth certificate, workload-identity or environment.',
} as const

export type CutoverMessageId = keyof typeof cutoverMessages

export function cutoverMessage(id: CutoverMessageId, params: Readonly<Record<string, string>> = {}): Message {
  return { id, params, text: fillTemplate(cutoverMessages[id], params) }
}
