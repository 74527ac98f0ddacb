import type { Ask, Step } from '../../graph/index.js'
import { stageNames } from '../../model/index.js'
import type { SharedStep } from '../plan/model.js'
import { command } from './command.js'
import { commented, quoted } from './quote.js'
import { askParameter, stepBlock, undoBlock } from './step-block.js'

/** The parts of a script that are the same in every one, from `templates/powershell`. */
export interface ScriptParts {
  readonly functions: string
  readonly rollbackFunctions: string
}

export interface ScriptSubject {
  readonly scenario: string
  readonly title: string
  readonly tenantId: string
  /** What scripts of other scenarios make, and where they are. */
  readonly shared: readonly SharedScript[]
}

export interface SharedScript extends SharedStep {
  readonly folder: string
}

/**
 * The steps of a scenario as one PowerShell script that needs nothing beside it but Microsoft.Graph.Authentication. The
 * text begins with a byte order mark: Windows PowerShell 5.1 takes a file without one for the code page of the machine.
 */
export function provisionScript(subject: ScriptSubject, steps: readonly Step[], parts: ScriptParts): string {
  const text = [
    help(
      subject,
      'Carries out the plan: what is there is found, what is missing is made, what differs is put right.',
      steps,
    ),
    header(subject, steps, (step) => step.scopes.write),
    parts.functions.trimEnd(),
    start,
    ...sharedBlock(subject, true),
    ...steps.map((step) => `# ${commented(step.title.text)}\n${stepBlock(step)}`),
  ].join('\n\n')
  return finished(text)
}

/** Takes back what `provision.ps1` has done, by its journal, in reverse order. */
export function rollbackScript(subject: ScriptSubject, steps: readonly Step[], parts: ScriptParts): string {
  const undone = [...steps].reverse()
  const text = [
    help(
      subject,
      'Takes back what provision.ps1 has done, by its journal, in reverse order. What was only found stays.',
      [],
    ),
    header(subject, [], () => [], [...new Set(steps.flatMap((step) => step.scopes.write))].sort()),
    parts.functions.trimEnd(),
    parts.rollbackFunctions.trim(),
    start,
    ...sharedBlock(subject, false),
    ...undone.map((step) => `# ${commented(step.title.text)}\n${undoBlock(step)}`),
  ].join('\n\n')
  return finished(text)
}

const start = [
  'if ($null -eq (Get-MgContext) -or (Get-MgContext).TenantId -ne $TenantId) {',
  "    if ($ClientId -ne '') { Connect-MgGraph -TenantId $TenantId -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -Environment $Environment -NoWelcome }",
  '    else { Connect-MgGraph -TenantId $TenantId -Scopes $scopes -Environment $Environment -NoWelcome }',
  '}',
  'if ((Get-MgContext).TenantId -ne $TenantId) { throw "Signed in to tenant $((Get-MgContext).TenantId), and the plan is for $TenantId." }',
  '# Requests that make something must not be repeated behind our back; Send-Request repeats what may be repeated.',
  'try { Set-MgRequestContext -MaxRetry 0 | Out-Null } catch { Write-Warning $_ }',
  'Read-Journal',
  'if (-not $WhatIfPreference -and -not (Test-Path -LiteralPath $JournalPath)) { Write-Journal ([ordered]@{ tenant = $TenantId }) }',
].join('\n')

/** Ids that other scripts have written down; what a stage cannot go without is demanded. */
function sharedBlock({ shared }: ScriptSubject, isDemanded: boolean): readonly string[] {
  if (shared.length === 0) return []
  const lines = shared.map((one) =>
    command(
      'Read-Shared',
      [
        ['Folder', one.folder],
        ['Id', one.step],
        ['Scenario', one.scenario],
        ['MadeIn', one.stage],
        ['Title', one.title.text],
        ['NeededBy', isDemanded ? stageNames.slice(stageNames.indexOf(one.neededFrom)) : undefined],
      ],
      '',
    ),
  )
  return [lines.join('\n')]
}

function help(subject: ScriptSubject, what: string, steps: readonly Step[]): string {
  const stages = stageNames.filter((name) => steps.some((step) => step.stage === name))
  return [
    '<#',
    '.SYNOPSIS',
    `    ${commented(subject.title)}: ${what}`,
    '.DESCRIPTION',
    '    -WhatIf shows what would be sent and sends only what reads. The journal beside the script makes it safe to run again',
    '    after an interruption; rollback.ps1 works from the same journal.',
    ...(stages.length === 0
      ? []
      : ['.PARAMETER StageName', `    One of ${stages.join(', ')}; all of them without it.`]),
    '.EXAMPLE',
    `    .\\provision.ps1 -TenantId ${subject.tenantId}${stages[0] === undefined ? '' : ` -StageName ${stages[0]}`} -WhatIf`,
    '#>',
    '#Requires -Version 5.1',
    '#Requires -Modules Microsoft.Graph.Authentication',
  ].join('\n')
}

function header(
  subject: ScriptSubject,
  steps: readonly Step[],
  scopesOf: (step: Step) => readonly string[],
  given?: readonly string[],
): string {
  const scopes = given ?? [...new Set(steps.flatMap(scopesOf))].sort()
  const parameters = [
    `    [ValidatePattern('^[0-9a-fA-F-]{36}$')] [string] $TenantId = ${quoted(subject.tenantId)}`,
    `    [ValidateSet('', ${stageNames.map(quoted).join(', ')})] [string] $StageName = ''`,
    "    [string] $JournalPath = (Join-Path $PSScriptRoot 'journal-powershell.jsonl')",
    "    [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')] [string] $Environment = 'Global'",
    "    [string] $ClientId = ''",
    "    [string] $CertificateThumbprint = ''",
    ...asksOf(steps).map(askDeclaration),
  ]
  return [
    '[CmdletBinding(SupportsShouldProcess)]',
    'param(',
    parameters.join(',\n'),
    ')',
    'Set-StrictMode -Version 3',
    "$ErrorActionPreference = 'Stop'",
    `$scopes = @(${scopes.map(quoted).join(', ')})`,
    "$GraphHost = @{ Global = 'graph.microsoft.com'; USGov = 'graph.microsoft.us'; USGovDoD = 'dod-graph.microsoft.us'; China = 'microsoftgraph.chinacloudapi.cn' }[$Environment]",
  ].join('\n')
}

/** Every value a person gives, once; a secret stays one wherever it is asked for. */
function asksOf(steps: readonly Step[]): readonly Ask[] {
  const asks = new Map<string, Ask>()
  for (const ask of steps.flatMap((step) => step.asks)) {
    const known = asks.get(ask.name)
    asks.set(
      ask.name,
      known === undefined ? ask : { ...ask, secret: ask.secret || known.secret, many: ask.many || known.many },
    )
  }
  return [...asks.values()]
}

function askDeclaration(ask: Ask): string {
  const type = ask.secret ? 'securestring' : ask.many ? 'string[]' : 'string'
  return `    [${type}] $${askParameter(ask)}`
}

function finished(text: string): string {
  return `\ufeff${text}\n`.replace(/\r?\n/g, '\r\n')
}
