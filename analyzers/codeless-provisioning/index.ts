import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const functions = learn('/entra/identity/app-provisioning/functions-for-customizing-application-data')
const howItWorks = learn('/entra/identity/app-provisioning/how-provisioning-works')
const scoping = learn('/entra/identity/app-provisioning/define-conditional-rules-for-provisioning-user-accounts')

export const meta: ScenarioMeta = {
  id: 'codeless-provisioning',
  number: 23,
  title: 'Provisioning and rules in code or rule files',
  summary: 'Extensions, own or of a framework, decide who is created where and compute values.',
  group: 'field',
  guideRow: '',
  documentation: [functions, scoping, howItWorks],
  visibleIn: ['mim-sync'],
  asks: [
    {
      what: 'The source of each rules extension, or its DLL',
      changes: 'each rule gets a mapping, a scope or a step before the upload instead of a question',
      kind: 'extension-source',
    },
    {
      what: 'The XML rule files beside the DLLs (provisioning and rules frameworks keep their rules there)',
      changes: 'rules of a framework are read one by one',
      kind: 'extension-source',
    },
  ],
  messages: {
    'M2E-CODE-001': strong('The metaverse of {server} provisions by code: {assembly}.'),
    'M2E-CODE-002': strong('{count} {count|flow is|flows are} computed by code ({connectors}). Rules: {rules}.'),
    'M2E-CODE-003': medium('{count} further {count|decision is|decisions are} left to code ({kinds}).'),
    'M2E-CODE-004': weak('{assemblies} is named like a rules framework whose rules stand in XML files.'),
    'M2E-CODE-005': counter(-25, 'No rule calls the assembly of {connectors}.'),
    'M2E-CODE-006': counter(-60, '{assembly} is named for the metaverse, and nothing there calls it.'),
    'M2E-CODE-101': says(
      'target',
      'Rules that create become scope and assignments of provisioning jobs, rules that compute become expressions or values of the upload.',
      functions,
    ),
    'M2E-CODE-111': says(
      'reason',
      '{assembly} decides for every object who is created, renamed and removed where. Its rules are not in the export.',
      scoping,
    ),
    'M2E-CODE-112': says(
      'reason',
      '{assembly} computes {target} from {sources}: an expression if the code is simple, otherwise a value made before the upload.',
      functions,
    ),
    'M2E-CODE-113': says(
      'reason',
      '{connector} lets {assembly} decide {what}: a scope or a matching attribute, after the code has been read.',
      scoping,
    ),
    'M2E-CODE-114': says(
      'reason',
      '{connector} lets {assembly} decide what is deleted or disconnected: jobs disable or delete by scope only.',
      howItWorks,
    ),
    'M2E-CODE-115': says(
      'reason',
      '{assembly} picks the value of {target} among {sources} (manual precedence): merge before the upload.',
      howItWorks,
    ),
    'M2E-CODE-116': says('reason', 'Code decides {target}, and nothing flows into it.'),
    'M2E-CODE-201': blocks(
      'The source of {assemblies} is not in the input. Comparing objects before and after shows what the code does, never proves it.',
      'project',
    ),
    'M2E-CODE-202': blocks('Expressions have no loop and look up no other object.', functions),
    'M2E-CODE-203': blocks(
      'Creation by code can depend on several systems at once. A job knows its source and its target only.',
      howItWorks,
    ),
    'M2E-CODE-301': says('loss', 'One place where all rules that create stand; afterwards they stand in the jobs.'),
    'M2E-CODE-401': says('prerequisite', 'Source or DLL of {assemblies}, with its configuration files.'),
    'M2E-CODE-501': says(
      'hand-step',
      'Read the code rule by rule; check each translation with parseExpression.',
      functions,
    ),
    'M2E-CODE-601': says('driver', '{count} {count|rule is|rules are} in code.'),
    'M2E-CODE-602': says('driver', 'Provisioning by code.'),
    'M2E-CODE-603': says('driver', 'The source is not in the input.'),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
