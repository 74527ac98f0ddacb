import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenPlan, stepsOf } from '../../src/cutover/index.js'
import { provisionScript, rollbackScript } from '../../src/cutover/powershell/script.js'
import type { Step, StepRequest } from '../../src/graph/index.js'
import { keptScratch } from '../support/cli.js'
import { readScript, type ScriptCall } from '../support/powershell.js'
import { openPlan, planDemo, tenantId } from './harness.js'

const folder = keptScratch()
let open: OpenPlan

beforeAll(async () => {
  open = openPlan(await planDemo(folder.path))
})

afterAll(() => folder.remove())

interface Sent {
  readonly method: unknown
  readonly uri: unknown
  readonly headers: unknown
  readonly body: unknown
}

/** Requests of a script in order, as far as they stand in it whole. */
function requestsOf(calls: readonly ScriptCall[], commands: readonly string[]): readonly Sent[] {
  return calls
    .filter(({ command, parameters }) => commands.includes(command) && typeof parameters.Uri === 'string')
    .map(({ parameters }) => ({
      method: parameters.Method,
      uri: parameters.Uri,
      headers: parameters.Headers ?? {},
      body: parameters.Body,
    }))
}

function sent({ api, method, path, headers, body }: StepRequest, withBody = true): Sent {
  return {
    method,
    uri: `${api}/${path}`,
    headers: JSON.parse(JSON.stringify(headers)) as unknown,
    body: withBody && body !== undefined ? (JSON.parse(JSON.stringify(body)) as unknown) : undefined,
  }
}

/** The same requests as `requests.json` has them, in the order a step goes through them. */
function wanted(step: Step): readonly Sent[] {
  const { change } = step
  return [
    ...step.reads.map(({ request }) => sent(request)),
    ...(step.find?.ways ?? []).map(({ request }) => sent(request)),
    ...(step.find?.detail === undefined ? [] : [sent(step.find.detail)]),
    ...(change.kind === 'ensure'
      ? [
          ...(change.create === undefined ? [] : [sent(change.create)]),
          ...(change.update === undefined ? [] : [sent(change.update.request)]),
        ]
      : change.kind === 'members' || change.kind === 'hand'
        ? []
        : [sent(change.request)]),
    ...(step.wait === undefined ? [] : [sent(step.wait.request)]),
    ...step.verify.map(({ request }) => sent(request)),
  ]
}

const stepCommands = [
  'Read-Value',
  'Find-Object',
  'Read-Detail',
  'New-TenantObject',
  'Update-Object',
  'Set-ConnectionSecret',
  'Invoke-Action',
  'Send-File',
  'Wait-State',
  'Test-State',
]

describe('the PowerShell of every scenario', () => {
  it('can be read by PowerShell and sends what requests.json says, request by request', async () => {
    let requests = 0
    for (const scenario of open.plan.scenarios.filter(({ files }) => 'requests.json' in files)) {
      const text = readFileSync(join(open.folder, scenario.folder, 'provision.ps1'), 'utf8')
      const script = await readScript(text)
      const steps = stepsOf(open, scenario)

      expect({ scenario: scenario.id, errors: script.errors }).toEqual({ scenario: scenario.id, errors: [] })
      expect(
        script.calls.filter(({ command }) => command === 'Invoke-Step').map(({ parameters }) => parameters.Id),
      ).toEqual(steps.map(({ id }) => id))
      expect(requestsOf(script.calls, stepCommands)).toEqual(steps.flatMap(wanted))
      requests += steps.flatMap(wanted).length
    }
    expect(requests).toBeGreaterThan(200)
  })

  it('takes back in reverse order what requests.json says', async () => {
    for (const scenario of open.plan.scenarios.filter(({ files }) => 'requests.json' in files)) {
      const text = readFileSync(join(open.folder, scenario.folder, 'rollback.ps1'), 'utf8')
      const script = await readScript(text)
      const steps = [...stepsOf(open, scenario)].reverse()
      const undone = steps.flatMap(({ undo }) =>
        [undo.created, undo.changed].flatMap((way) => (way.kind === 'requests' ? way.requests : [])),
      )

      expect({ scenario: scenario.id, errors: script.errors }).toEqual({ scenario: scenario.id, errors: [] })
      expect(requestsOf(script.calls, ['Invoke-Undo'])).toEqual(undone.map((request) => sent(request)))
    }
  })

  it('supports -WhatIf and is marked as UTF-8 for Windows PowerShell', () => {
    const [scenario] = open.plan.scenarios.filter(({ files }) => 'requests.json' in files)
    const text = readFileSync(join(open.folder, scenario?.folder ?? '', 'provision.ps1'), 'utf8')

    expect(text.startsWith('\ufeff')).toBe(true)
    expect(text).toContain('[CmdletBinding(SupportsShouldProcess)]')
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

describe('hostile names', () => {
  const names = [
    '$(Remove-Item -Recurse /)',
    "it's '; Remove-Item x #",
    '`n`$x',
    'smart \u2018quotes\u2019 \u201aand\u201b \u201cmore\u201d',
    'two\r\nlines',
    '#> <# @" "@ @\' \'@',
    '\u0000\u202e\ufeff',
    '{ask:other} %s',
  ]

  it('stay data', async () => {
    const [scenario] = open.plan.scenarios.filter(({ id }) => id === 'dynamic-groups')
    if (scenario === undefined) throw new Error('no scenario')
    const [template] = stepsOf(open, scenario).filter(
      ({ change }) => change.kind === 'ensure' && change.create !== undefined,
    )
    if (template === undefined || template.change.kind !== 'ensure' || template.change.create === undefined)
      throw new Error('no step')
    const { create } = template.change
    const parts = { functions: readFileSync('templates/powershell/functions.ps1', 'utf8'), rollbackFunctions: '' }
    for (const name of names) {
      const step: Step = {
        ...template,
        title: { id: 'x', params: {}, text: name },
        change: { ...template.change, create: { ...create, body: { displayName: name, groupTypes: [name] } } },
      }
      const subject = { scenario: 'x', title: name, tenantId, shared: [] }

      const script = await readScript(provisionScript(subject, [step], parts))
      const undo = await readScript(rollbackScript(subject, [step], parts))

      expect(script.errors).toEqual([])
      expect(undo.errors).toEqual([])
      const made = script.calls.find(({ command }) => command === 'New-TenantObject')
      expect(made?.parameters.Body).toEqual({ displayName: name, groupTypes: [name] })
      expect(script.calls.find(({ command }) => command === 'Invoke-Step')?.parameters.Title).toBe(name)
      expect(script.calls.filter(({ command }) => /^remove-item$/i.test(command))).toEqual([])
    }
  })
})
