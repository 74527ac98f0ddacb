/**
 * A service that behaves as the documentation of Microsoft Graph says, for tests.
 *
 * `createFakeGraph()` works in-process: give its `fetch` and `credential()` to a client and its `clock` to whoever waits;
 * hours pass in no time. `startFakeGraph()` puts the same on an https port of this machine for other processes, by the
 * real clock. What it does not know is answered with 501 and stands in `requests()`.
 */

export type { Clock, VirtualClock } from './clock.js'
export { realClock, virtualClock } from './clock.js'
export type { Dump, DumpOptions } from './dump.js'
export type { FakeGraph, FakeGraphOptions } from './fake-graph.js'
export { createFakeGraph } from './fake-graph.js'
export type { RunningFakeGraph } from './server.js'
export { startFakeGraph } from './server.js'
export type { FaultScript, RandomFaults } from './service/faults.js'
export type { LoggedRequest } from './service/service.js'
