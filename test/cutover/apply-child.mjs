/** Applies a stage in a process of its own, to be killed; goes on with a run that was interrupted. */
import { join } from 'node:path'

const [planFolder, address, token, compiled] = process.argv.slice(2)
const load = (name) => import(join(compiled, 'src', name))
const { applyStage, openPlan, scenarioOf, stageOf, stepsOf, withSession } = await load('cutover/index.js')
const { graphClient } = await load('graph/index.js')

const open = openPlan(planFolder)
const scenario = scenarioOf(open, 'dynamic-groups')
const stage = stageOf(scenario, 'prepare')
const steps = stepsOf(open, scenario).filter((step) => step.stage === 'prepare')
const client = graphClient({
  cloud: { graph: new URL(address).host, authority: 'localhost', lacks: [] },
  credential: { getToken: () => Promise.resolve({ token }) },
})
const surroundings = {
  now: () => new Date().toISOString(),
  client: () => client,
  readLines: async function* () {},
  isDoneByHand: () => Promise.resolve(true),
  progress: () => undefined,
  patience: 1_000,
  width: 1,
}
const talk = {
  showSurvey: () => undefined,
  mayApply: () => Promise.resolve(true),
  confirm: () => Promise.resolve(new Set()),
}
const answers = { values: new Map(), open: {}, secrets: [] }
await withSession(
  open,
  'apply',
  () => surroundings.now(),
  (session) =>
    applyStage({ open, scenario, stage, steps, limits: stage.limits }, session, answers, surroundings, talk, {
      overwrite: false,
      ...(session.interrupted === undefined ? {} : { resumes: session.interrupted }),
    }),
)
