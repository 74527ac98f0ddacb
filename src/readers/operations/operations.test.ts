import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunSchedule, RunSequence } from '../../model/index.js'
import { peekRoot, XmlProblem } from '../../xml/index.js'
import { DocumentProblem } from '../document-problem.js'
import type { ReadResult } from '../reader.js'
import { readers } from './index.js'

interface ReadRuns extends ReadResult {
  readonly kind: string
  readonly schedules: readonly RunSchedule[]
}

function read(text: string, name = 'dir/nightly.txt'): ReadRuns {
  const peek = { root: peekRoot(text), head: text.slice(0, 65_536) }
  const reader = readers.find((candidate) => candidate.recognise(peek))
  if (reader === undefined) throw new Error('not recognised')
  const result = reader.read({ name, text, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8' })
  if (result instanceof Promise) throw new Error('at once')
  const total = Object.values(result.coverage.counts).reduce((sum, count) => sum + count, 0)
  expect(result.coverage.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(total)
  return {
    ...result,
    kind: reader.kind,
    schedules: result.parts.flatMap((part) => (part.kind === 'schedule' ? [part.schedule] : [])),
  }
}

function flat(sequence: RunSequence): readonly (readonly string[])[] {
  if (sequence.kind !== 'step') return sequence.steps.flatMap(flat)
  const { action, connector, runProfile, command, condition } = sequence
  const what = action === 'run-profile' ? [connector, runProfile] : [action, runProfile || command]
  return [condition === undefined ? what : [...what, condition]]
}

function stepsOf(result: ReadRuns) {
  return result.schedules.flatMap((schedule) => flat(schedule.sequence))
}

const scheduler = `<MARunScheduler EnableLogging="true" WMITimeOutSeconds="30" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ClearRunHistory><ClearRuns>true</ClearRuns></ClearRunHistory>
<Thread RepeatCount="2" Name="HR" RunAfter="07:00" RunOnDays="Mon Fri"><Item><Conditions Operator="And"><Condition xsi:type="Between" From="07:00" To="17:00"/><Condition xsi:type="SubCondition" Operator="Or"><Condition xsi:type="WithinMinutesSpan" From="0" To="5"/></Condition></Conditions><Preprocessing>get.cmd</Preprocessing><PreprocessingArguments>-Password "hunter2"</PreprocessingArguments><MA>Personal &amp; Löhne</MA><RunProfile>FIFS</RunProfile><WaitMinutes>0</WaitMinutes><ContinueOnFailure>true</ContinueOnFailure><ThresholdLimits><MaximumPendingExportDeletes>10%</MaximumPendingExportDeletes></ThresholdLimits></Item></Thread>
<Thread Name="AD"><Item><MA>AD</MA><RunProfile>DI</RunProfile></Item><Item><MA>AD</MA><RunProfile>DS</RunProfile></Item></Thread></MARunScheduler>`

const task = `<?xml version="1.0"?><Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><RegistrationInfo><Date>2020</Date><URI>\\MIM\\Delta</URI></RegistrationInfo>
<Triggers><CalendarTrigger><Repetition><Interval>PT30M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition><StartBoundary>2020-01-01T06:00:00</StartBoundary><Enabled>true</Enabled><ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday/><Friday/></DaysOfWeek></ScheduleByWeek></CalendarTrigger><BootTrigger><Enabled>false</Enabled></BootTrigger></Triggers>
<Principals><Principal id="Author"><UserId>CORP\\svc</UserId><RunLevel>Highest</RunLevel></Principal></Principals><Settings><Enabled>false</Enabled><Priority>7</Priority></Settings>
<Actions Context="Author"><Exec><Command>powershell.exe</Command><Arguments>-File C:\\run.ps1 -Password "hunter2"</Arguments><WorkingDirectory>C:\\</WorkingDirectory></Exec><Exec><Command>powershell</Command><Arguments>-Command "Start-ADSyncSyncCycle -PolicyType Initial"</Arguments></Exec></Actions></Task>`

describe('schedulers', () => {
  it('reads MARunScheduler: threads side by side, items in order', () => {
    const result = read(scheduler)

    expect(result.coverage.counts.unknown).toBe(0)
    expect(result.schedules[0]?.sequence).toMatchObject({
      kind: 'parallel',
      steps: [{ kind: 'sequence', name: 'HR', condition: 'after 07:00, on Mon Fri, 2 times' }, { name: 'AD' }],
    })
    expect(stepsOf(result)).toEqual([
      ['command', 'get.cmd -Password "•••"'],
      [
        'Personal & Löhne',
        'FIFS',
        '(Between From=07:00 To=17:00 and WithinMinutesSpan From=0 To=5), ContinueOnFailure, MaximumPendingExportDeletes 10%',
      ],
      ['AD', 'DI'],
      ['AD', 'DS'],
    ])
    expect(result.schedules[0]?.triggers).toMatchObject([{ kind: 'calendar', text: 'after 07:00, on Mon Fri' }])
  })

  it('reads an exported task', () => {
    const result = read(task)

    expect(result.coverage.counts.unknown).toBe(0)
    expect(result.schedules).toMatchObject([
      {
        name: 'Delta',
        enabled: false,
        account: 'CORP\\svc',
        triggers: [
          {
            kind: 'interval',
            everyMinutes: 30,
            enabled: true,
            text: 'ScheduleByWeek WeeksInterval 1 DaysOfWeek Monday Friday, every PT30M, from 2020-01-01T06:00:00',
          },
          { kind: 'start-up', enabled: false },
        ],
      },
    ])
    expect(stepsOf(result)).toEqual([
      ['command', 'powershell.exe -File C:\\run.ps1 -Password "•••"'],
      ['connect-cycle', 'Initial'],
    ])
  })

  it('reads AutoSync', () => {
    const result = read(
      `<lithnet-autosync xmlns="http://schemas.datacontract.org/2004/07/Lithnet.Miiserver.AutoSync" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><description/><management-agents><management-agent><disabled>false</disabled><id>1</id><name>AD</name><partitions><PartitionConfiguration><auto-import-enabled>true</auto-import-enabled><auto-import-interval>60</auto-import-interval><run-profile-delta-sync>DS</run-profile-delta-sync><run-profile-export>EX</run-profile-export><id>2</id></PartitionConfiguration></partitions><triggers xmlns:a="x"><a:anyType i:type="IntervalExecutionTrigger"><interval>PT15M</interval><run-profile-name>DI</run-profile-name></a:anyType></triggers></management-agent></management-agents><settings><mail-host>m</mail-host></settings></lithnet-autosync>`,
    )

    expect(result.coverage.counts.unknown).toBe(0)
    expect(stepsOf(result)).toEqual([
      ['AD', 'DS', 'used for delta sync'],
      ['AD', 'EX', 'used for export'],
    ])
    expect(result.schedules[0]?.triggers).toMatchObject([
      { kind: 'interval', everyMinutes: 60 },
      { kind: 'interval', everyMinutes: 15, text: 'IntervalExecutionTrigger PT15M DI' },
    ])
  })

  it('reads run configurations and sequences that call themselves', () => {
    const result = read(
      `<RunConfig><Parameters><KeepHistory Days="5"/></Parameters><RunConfigurations><RunConfiguration Name="Delta" Profile="DI"><Step Type="LinearSequence">S</Step><Step Type="ManagementAgent" Action="EX">AD</Step><Step Type="Delay" Seconds="5"/></RunConfiguration></RunConfigurations><Sequences><Sequence Name="S"><Step Type="ManagementAgent">HR</Step><Step Type="ParallelSequence">S</Step></Sequence></Sequences></RunConfig>`,
    )

    expect(result.coverage.counts.unknown).toBe(0)
    expect(stepsOf(result)).toEqual([
      ['HR', 'DI'],
      ['AD', 'EX'],
      ['command', 'wait 5 seconds'],
    ])
  })

  it('reads what a sequencer names', () => {
    const result = read(
      '<MASequencer><Group><Run MA="HR" RunProfile="FI"/><Run><MAName>AD</MAName><Profile>EX</Profile><Odd/></Run></Group></MASequencer>',
    )

    expect(stepsOf(result)).toEqual([
      ['HR', 'FI'],
      ['AD', 'EX'],
    ])
    expect(result.coverage.counts.unknown).toBe(0)
  })
})

describe('scripts', () => {
  it('reads PowerShell: queries, functions, loops, branches', () => {
    const result = read(`# runs MIIS_ManagementAgent
param([string]$Profile = 'DI')
$hr = Get-WmiObject -Class "MIIS_ManagementAgent" -Namespace "root/MicrosoftIdentityIntegrationServer" -Filter "Name='HR Löhne'"
$result = $hr.Execute("Full Import").ReturnValue
function Run-MA {
  param($ma, $rp)
  $agent = Get-CimInstance -ClassName MIIS_ManagementAgent -Filter "Name='$ma'"
  Invoke-CimMethod -InputObject $agent -MethodName Execute -Arguments @{ RunProfileName = $rp }
}
if ($result -eq 'success') {
  Run-MA 'AD' $Profile
}
else { Run-MA -rp "DS" -ma AD }
foreach ($p in @('EX','DI')) { Run-MA -ma "LDS" -rp $p }
(gwmi MIIS_ManagementAgent | ? { $_.Name -eq 'SQL' }).Execute('FS')
Start-ManagementAgent -MA "X" -RunProfileName "Y"; Start-ADSyncSyncCycle -PolicyType Delta
foreach ($m in $agents) { $m.Execute("FI") }
`)

    expect(result.kind).toBe('run-script-powershell')
    expect(stepsOf(result)).toEqual([
      ['HR Löhne', 'Full Import'],
      ['AD', 'DI', "if ($result -eq 'success')"],
      ['AD', 'DS', 'else'],
      ['LDS', 'EX'],
      ['LDS', 'DI'],
      ['SQL', 'FS'],
      ['X', 'Y'],
      ['connect-cycle', 'Delta'],
      ['', 'FI', 'foreach ($m in $agents)'],
    ])
    expect(result.notices).toMatchObject([{ id: 'M2E-READ-078', at: { line: 17 } }])
  })

  it('reads VBScript', () => {
    const result = read(`Option Explicit
' Execute("never")
Const DELTA = "Delta ""Import"""
Set Service = GetObject("winmgmts:\\\\.\\root\\MicrosoftIdentityIntegrationServer")
Set MA = Service.Get("MIIS_ManagementAgent.Name='HR'")
MA.Execute("Full Import")
RunMA "AD", DELTA
Call RunMA("AD", "Export")
Sub RunMA(name, profile)
  Dim x : Set x = Service.Get("MIIS_ManagementAgent.Name='" & name & "'")
  x.Execute(profile)
End Sub`)

    expect(result.kind).toBe('run-script-vbscript')
    expect(stepsOf(result)).toEqual([
      ['HR', 'Full Import'],
      ['AD', 'Delta "Import"'],
      ['AD', 'Export'],
    ])
  })

  it('reads batch files as commands', () => {
    const result = read(
      '@echo off\nrem nightly\nset X=1\ncscript runma.vbs "HR" "FI" /password:"hunter2"\nC:\\MARunScheduler.exe a.xml\n',
    )

    expect(stepsOf(result).map(([kind]) => kind)).toEqual(['command', 'command'])
    expect(result.kind).toBe('run-script-command')
  })

  it.each([
    'Run Start-ADSyncSyncCycle on the server.',
    'a,b\nMIIS_ManagementAgent,x',
    '# README\nUse `Start-ADSyncSyncCycle`.',
    '{"x":"MIIS_ManagementAgent"}',
    '',
  ])('leaves %j alone', (text) => {
    expect(() => read(text)).toThrow('not recognised')
  })
})

it.each([
  scheduler,
  task,
  'Start-ADSyncSyncCycle\n$ma = gwmi MIIS_ManagementAgent\nfunction F($a) { if ($b) { $ma.Execute("x") } }\nF "y"; F @(\'a\', "$b")',
])('reads or names the problem, whatever happens to the file', (whole) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: whole.length }),
      fc.integer({ min: 0, max: whole.length }),
      fc.constantFrom('', '<', '{', '"', '}', '@{', '`', '__proto__'),
      (cut, at, put) => {
        const text = whole.slice(0, cut).slice(0, at) + put + whole.slice(0, cut).slice(at + 1)
        try {
          read(text)
        } catch (problem) {
          const named = problem instanceof XmlProblem || problem instanceof DocumentProblem
          if (!named && !/not recognised/.test(String(problem))) throw problem
        }
      },
    ),
    { numRuns: 200 },
  )
})
