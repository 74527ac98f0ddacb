import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Ask } from './io.js'

/** Asks on the terminal. Questions go to stderr, where progress and complaints stand; what is secret is not echoed. */
export const askOnTerminal: Ask = (question, secret) => {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({
    input: process.stdin,
    output: secret ? silent : process.stderr,
    terminal: process.stdin.isTTY === true,
  })
  return new Promise((answered) => {
    let answer = ''
    terminal.once('line', (line) => {
      answer = line
      terminal.close()
    })
    // The end of the input is an answer too: nothing.
    terminal.once('close', () => {
      if (secret) process.stderr.write('\n')
      answered(answer)
    })
  })
}
