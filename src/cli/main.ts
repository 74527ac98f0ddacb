#!/usr/bin/env node
import { askOnTerminal } from './ask.js'
import type { CliIo } from './io.js'
import { run } from './program.js'

const io: CliIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  interactive: process.stderr.isTTY === true,
  elapsedMs: () => performance.now(),
  now: () => new Date().toISOString(),
  ask: process.stdin.isTTY === true ? askOnTerminal : undefined,
}

// A reader of our output that goes away (`| head`) is no failure of ours.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0)
  throw problem
})

process.exitCode = await run(process.argv.slice(2), io)
