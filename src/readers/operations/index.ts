import type { Reader } from '../reader.js'
import { autoSyncReader } from './autosync.js'
import { runConfigurationReader } from './run-configuration.js'
import { runSchedulerReader } from './run-scheduler.js'
import { scriptReaders } from './scripts.js'
import { sequencerReader } from './sequencer.js'
import { taskReader } from './task.js'

/** What starts run profiles: configurations of schedulers, exported tasks, and scripts read as data. */
export const readers: readonly Reader[] = [
  runSchedulerReader,
  runConfigurationReader,
  sequencerReader,
  autoSyncReader,
  taskReader,
  ...scriptReaders,
]
