import type { Provenance } from './provenance.js'

/** When and in which order run profiles are started, as a scheduler's file or script tells. */
export interface RunSchedule {
  readonly name: string
  readonly tool: ScheduleTool
  readonly enabled: boolean
  /** When it starts; empty when the file does not say, as of a script that something else starts. */
  readonly triggers: readonly ScheduleTrigger[]
  readonly sequence: RunSequence
  /** Account it runs as, '' if none is stated. */
  readonly account: string
  readonly at: Provenance
}

export type ScheduleTool =
  | 'ma-run-scheduler'
  | 'ma-sequencer'
  | 'autosync'
  | 'powershell'
  | 'vbscript'
  | 'command-script'
  | 'windows-task-scheduler'

export interface ScheduleTrigger {
  readonly kind: 'interval' | 'calendar' | 'start-up' | 'event' | 'change' | 'once' | 'unknown'
  /** As written, for example `PT30M` or `Monday 06:00`. */
  readonly text: string
  readonly everyMinutes?: number
  readonly enabled: boolean
  readonly at: Provenance
}

export type RunSequence =
  | {
      readonly kind: 'sequence' | 'parallel'
      readonly name: string
      readonly steps: readonly RunSequence[]
      /** Condition, loop or repetition around the steps, as written. */
      readonly condition?: string
      readonly at: Provenance
    }
  | ScheduledStep

/** One thing that is started. */
export interface ScheduledStep {
  readonly kind: 'step'
  /** `run-profile`: connector and profile; `connect-cycle`: `Start-ADSyncSyncCycle`; `command`: something else. */
  readonly action: 'run-profile' | 'connect-cycle' | 'command'
  /** Name of the management agent as written; '' when the script works it out. */
  readonly connector: string
  /** Run profile, or policy type of a Connect cycle; '' when the script works it out. */
  readonly runProfile: string
  /** Command and arguments of other steps, secrets taken out. */
  readonly command: string
  /** Condition it hangs on, as written. */
  readonly condition?: string
  readonly enabled: boolean
  readonly at: Provenance
}
