import type { Ask, Change, Json, Lookup, Reading, Step, Update } from '../../graph/index.js'
import {
  addressParameters,
  command,
  conditionsOf,
  type Parameter,
  plain,
  pollCommand,
  requestParameters,
} from './command.js'

const inner = '    '

/** The commands that carry out a step. */
export function stepBlock(step: Step): string {
  const body = [
    ...step.asks.map(askCommand),
    ...step.reads.map(readCommand),
    ...findBlock(step.find),
    ...changeCommands(step.change),
    ...(step.wait === undefined ? [] : [pollCommand(step.wait, inner)]),
    ...step.verify.map((check) =>
      command(
        'Test-State',
        [
          ['What', check.what.text],
          ...requestParameters(check.request),
          ['Answer', check.answer],
          conditionsOf('Where', check.where),
          conditionsOf('Expect', check.expect),
        ],
        inner,
      ),
    ),
  ].join('\n')
  return command(
    'Invoke-Step',
    [
      ...heading(step),
      ['After', step.after.length === 0 ? undefined : step.after],
      ['Gives', Object.keys(step.gives).length === 0 ? undefined : step.gives],
      ['Do', body, 'script'],
    ],
    '',
  )
}

/** The commands that take a step back. */
export function undoBlock(step: Step): string {
  return command(
    'Undo-Step',
    [
      ...heading(step),
      ['Created', undoCommands(step, 'created'), 'script'],
      ['Changed', undoCommands(step, 'changed'), 'script'],
    ],
    '',
  )
}

function heading(step: Step): readonly Parameter[] {
  return [
    ['Id', step.id],
    ['Stage', step.stage],
    ['Title', step.title.text],
  ]
}

/** What an `ask` is called among the parameters of the script. */
export function askParameter({ name }: Pick<Ask, 'name'>): string {
  const pascal = name.slice(0, 1).toUpperCase() + name.slice(1)
  return reserved.has(pascal.toLowerCase()) ? `${pascal}Value` : pascal
}

/** The script's own parameters and those every script has. */
const reserved = new Set(
  'tenantid stagename journalpath environment clientid certificatethumbprint whatif confirm verbose debug erroraction warningaction informationaction errorvariable warningvariable informationvariable outvariable outbuffer pipelinevariable progressaction'.split(
    ' ',
  ),
)

function askCommand(ask: Ask): string {
  const parameters: Parameter[] = [
    ['Name', ask.name],
    ['Secret', ask.secret, 'switch'],
    ['Many', ask.many, 'switch'],
  ]
  return `${command('Request-Value', parameters, inner)} -Value $${askParameter(ask)}`
}

function readCommand(reading: Reading): string {
  return command(
    'Read-Value',
    [
      ...requestParameters(reading.request),
      ['Answer', reading.answer],
      ['Items', reading.items],
      conditionsOf('Where', reading.where),
      ['AnyOfThem', reading.anyOfThem, 'switch'],
      ['Gives', reading.gives],
      ['Otherwise', reading.otherwise],
      ['EverySeconds', reading.wait?.everySeconds],
      ['LimitSeconds', reading.wait?.limitSeconds],
    ],
    inner,
  )
}

/** In a block of its own: what was made without saying so is looked for again. */
function findBlock(find: Lookup | undefined): readonly string[] {
  if (find === undefined) return []
  const body = findCommands(find)
    .map((line) => line.replace(/^/gm, inner))
    .join('\n')
  return [command('Find-It', [['Do', body, 'script']], inner)]
}

function findCommands(find: Lookup | undefined): readonly string[] {
  if (find === undefined) return []
  return [
    ...find.ways.map((way) =>
      command(
        'Find-Object',
        [
          ['By', way.by],
          ...requestParameters(way.request),
          ['Answer', way.answer],
          ['Items', way.items],
          conditionsOf('Where', way.where),
        ],
        inner,
      ),
    ),
    ...(find.detail === undefined ? [] : [command('Read-Detail', requestParameters(find.detail), inner)]),
  ]
}

function changeCommands(change: Change): readonly string[] {
  switch (change.kind) {
    case 'ensure':
      return [
        ...(change.create === undefined
          ? []
          : [
              command(
                'New-TenantObject',
                [
                  ...requestParameters(change.create),
                  ['Inside', change.answer?.kind === 'inside' ? change.answer.path : undefined],
                  ['LookAgain', change.answer?.kind === 'request', 'switch'],
                ],
                inner,
              ),
            ]),
        ...(change.update === undefined ? [] : [updateCommand(change.update, change)]),
      ]
    case 'members':
      return [
        command(
          'Set-Reference',
          [
            ['Owner', change.owner],
            ['Collection', change.collection],
            ['Wanted', change.wanted],
            ['Mode', change.mode],
            ['ManyAtOnce', change.manyAtOnce, 'switch'],
          ],
          inner,
        ),
      ]
    case 'secrets':
      return [
        command(
          'Set-ConnectionSecret',
          [...requestParameters(change.request), ['Settings', plain(change.settings)]],
          inner,
        ),
      ]
    case 'action':
      return [
        command(
          'Invoke-Action',
          [
            ...requestParameters(change.request),
            ['OneByOne', change.oneByOne],
            ['Repeatable', change.repeatable, 'switch'],
            ['ChecksOnly', change.checksOnly, 'switch'],
            conditionsOf('Expect', change.expect),
          ],
          inner,
        ),
      ]
    case 'upload':
      return [command('Send-File', [...requestParameters(change.request), ['File', change.file]], inner)]
    case 'hand':
      return [
        command(
          'Confirm-HandStep',
          [
            ['Where', change.where],
            ['Instructions', change.instructions],
            ['Check', change.check],
            ['Source', change.source],
          ],
          inner,
        ),
      ]
  }
}

function updateCommand(update: Update, { desired, lists = {} }: Extract<Change, { readonly kind: 'ensure' }>): string {
  const ordered = Object.entries(lists).flatMap(([path, rule]) => (rule.kind === 'ordered' ? [path] : []))
  const merged: Record<string, Json> = {}
  for (const [path, rule] of Object.entries(lists)) if (rule.kind === 'merged') merged[path] = rule.by
  return command(
    'Update-Object',
    [
      ...requestParameters(update.request),
      ['Content', update.body],
      ['Desired', plain(desired)],
      ['Along', plain(update.along)],
      ['Keeps', update.keeps],
      ['Under', update.under === '' ? undefined : update.under],
      ['Fixed', update.fixed],
      ['OrderedLists', ordered.length === 0 ? undefined : ordered],
      ['MergedLists', Object.keys(merged).length === 0 ? undefined : merged],
    ],
    inner,
  )
}

function undoCommands(step: Step, after: 'created' | 'changed'): string {
  const way = step.undo[after]
  const poll = 'wait' in way && way.wait !== undefined ? [pollCommand(way.wait, inner)] : []
  switch (way.kind) {
    case 'requests':
      return [
        ...way.requests.map((request) => command('Invoke-Undo', requestParameters(request), inner)),
        ...poll,
      ].join('\n')
    case 'restore':
      return [...restoreCommands(step.change), ...poll].join('\n') || remark('There is nothing to put back.')
    case 'members':
      return step.change.kind === 'members'
        ? command(
            'Restore-Reference',
            [
              ['Owner', step.change.owner],
              ['Collection', step.change.collection],
              ['ManyAtOnce', step.change.manyAtOnce, 'switch'],
            ],
            inner,
          )
        : remark('There is nothing to put back.')
    case 'impossible':
      return command('Write-Impossible', [['Why', way.why.text]], inner)
    case 'nothing':
      return remark('There is nothing to take back.')
  }
}

function remark(text: string): string {
  return command('Write-Verbose', [['Message', text]], inner)
}

function restoreCommands(change: Change): readonly string[] {
  if (change.kind !== 'ensure' || change.update === undefined) return []
  const { request, along, under } = change.update
  return [
    command(
      'Restore-Object',
      [...addressParameters(request), ['Along', plain(along)], ['Under', under === '' ? undefined : under]],
      inner,
    ),
  ]
}
