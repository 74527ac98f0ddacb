/** A command this tool understands, with its parameters. */
export interface CommandShape {
  /** As the product writes it. */
  readonly name: string
  /** Parameters that take a value. */
  readonly values: readonly string[]
  readonly switches: readonly string[]
  /** Parameters that values without a name stand for, in order. */
  readonly positions: readonly string[]
}

function shape(
  name: string,
  values: readonly string[],
  switches: readonly string[] = [],
  positions: readonly string[] = [],
) {
  return { name, values, switches, positions }
}

export const ruleCommands: ReadonlyMap<string, CommandShape> = new Map(
  [
    shape(
      'New-ADSyncRule',
      [
        'Name',
        'Identifier',
        'Description',
        'Direction',
        'Precedence',
        'PrecedenceAfter',
        'PrecedenceBefore',
        'SourceObjectType',
        'TargetObjectType',
        'Connector',
        'LinkType',
        'SoftDeleteExpiryInterval',
        'ImmutableTag',
      ],
      ['EnablePasswordSync', 'Disabled'],
    ),
    shape(
      'Add-ADSyncAttributeFlowMapping',
      ['SynchronizationRule', 'Source', 'Destination', 'FlowType', 'ValueMergeType', 'Expression'],
      ['ExecuteOnce'],
      ['SynchronizationRule'],
    ),
    shape('New-Object', ['TypeName', 'ArgumentList'], [], ['TypeName', 'ArgumentList']),
    shape('Add-ADSyncScopeConditionGroup', ['SynchronizationRule', 'ScopeConditions'], [], ['SynchronizationRule']),
    shape('Add-ADSyncJoinConditionGroup', ['SynchronizationRule', 'JoinConditions'], [], ['SynchronizationRule']),
    shape('Add-ADSyncRule', ['SynchronizationRule'], [], ['SynchronizationRule']),
  ].map((one) => [one.name.toLowerCase(), one]),
)

/** Every command has these. */
export const commonValues: readonly string[] = [
  'OutVariable',
  'ErrorAction',
  'ErrorVariable',
  'WarningAction',
  'WarningVariable',
  'InformationAction',
  'InformationVariable',
  'OutBuffer',
  'PipelineVariable',
]
export const commonSwitches: readonly string[] = ['Verbose', 'Debug', 'WhatIf', 'Confirm']

/** Commands that change no rule, and why they need no reading. */
const harmless: ReadonlyMap<string, string> = new Map([
  ['import-module', 'Loads commands.'],
  ['get-adsyncrule', 'Shows a rule; changes nothing.'],
  ['write-host', 'Shows a text.'],
  ['write-output', 'Shows a text.'],
  ['write-verbose', 'Shows a text.'],
  ['write-debug', 'Shows a text.'],
  ['write-warning', 'Shows a text.'],
  ['out-null', 'Shows nothing.'],
  ['out-string', 'Shows a text.'],
  ['select-object', 'Shows what came before.'],
  ['format-list', 'Shows what came before.'],
  ['format-table', 'Shows what came before.'],
  ['start-adsyncsynccycle', 'Starts a synchronization; changes no rule.'],
  ['set-adsyncscheduler', 'Stops or starts the scheduler; changes no rule.'],
])

/** Why the command needs no reading; undefined when it does. */
export function harmlessBecause(command: string): string | undefined {
  return harmless.get(command.toLowerCase())
}

/** true for the commands that only scripts for Entra Connect's rules have. */
export function isRuleCommand(word: string): boolean {
  const name = word.toLowerCase()
  return ruleCommands.has(name) && name !== 'new-object'
}

/** The parameter meant: by its name, or by as much of it as tells it from the others. */
export function parameterMeant(shape: CommandShape, written: string): string | undefined {
  const name = written.toLowerCase()
  const all = [...shape.values, ...shape.switches, ...commonValues, ...commonSwitches]
  const exact = all.find((one) => one.toLowerCase() === name)
  if (exact !== undefined) return exact
  const beginning = all.filter((one) => one.toLowerCase().startsWith(name))
  const own = beginning.filter((one) => shape.values.includes(one) || shape.switches.includes(one))
  return own.length === 1 ? own[0] : beginning.length === 1 ? beginning[0] : undefined
}
