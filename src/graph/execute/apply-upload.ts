import { jsonOf } from '../client/client.js'
import { message } from '../messages.js'
import type { Json, Step, Upload } from '../step.js'
import type { Changed } from './apply.js'
import type { ExecutionContext, Values } from './context.js'
import { callOf } from './fill.js'
import { StepStop } from './stop.js'
import { intentOf, wasDone, write } from './write.js'

/** Operations the service takes in one request. */
const mostOperations = 50

/** Sending the same rows twice changes nothing, so what is not known to have arrived is sent again. */
export async function applyUpload(
  step: Step,
  change: Upload,
  values: Values,
  context: ExecutionContext,
): Promise<Changed> {
  const file = values.get(`ask:${change.file}`)
  if (typeof file !== 'string') throw new StepStop(message('graph.stop.missing', { places: `ask:${change.file}` }))
  const sent = new Set(
    context.history
      .filter((done) => done.intent.kind === 'upload' && wasDone(done) === 'yes')
      .flatMap(({ intent }) => intent.ids ?? []),
  )
  let operations: Json[] = []
  let line = 0
  const flush = async () => {
    const range = `${line - operations.length + 1}-${line}`
    if (operations.length > 0 && !sent.has(range)) await send(operations, range)
    operations = []
  }
  for await (const text of context.readLines(file)) {
    if (text.trim() === '') continue
    line++
    operations.push(jsonOf(text))
    if (operations.length === mostOperations) await flush()
  }
  await flush()
  return { effect: 'done', values }

  async function send(rows: readonly Json[], range: string): Promise<void> {
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      failOnErrors: null,
      Operations: rows,
    }
    const call = { ...callOf(change.request, values, step), body, repeats: true }
    // People's data stays out of the journal.
    await write(call, intentOf(change.request, call, { kind: 'upload', ids: [range] }), context)
  }
}
