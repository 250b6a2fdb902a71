// Test files share a process, so each leaves it as it found it: its environment, its clock, what it listens
// to. A vitest setupFile: the hooks stand around every file, and a file that leaves a trace fails.

import { afterAll, beforeAll, expect, vi } from 'vitest';

type Trace = { env: NodeJS.ProcessEnv; rest: Record<string, unknown> };

let before: Trace;
beforeAll(() => {
  before = trace();
});
afterAll(() => {
  const after = trace();
  const names = new Set([...Object.keys(before.env), ...Object.keys(after.env)]);
  const changed = [...names].filter((name) => before.env[name] !== after.env[name]);
  expect(changed, 'variables of the environment that were left changed').toEqual([]);
  expect(after.rest).toEqual(before.rest);
});

function trace(): Trace {
  const events = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'message', 'disconnect'];
  return {
    env: { ...process.env },
    rest: {
      fakeTimers: vi.isFakeTimers(),
      folder: process.cwd(),
      globals: Object.getOwnPropertyNames(globalThis).toSorted(),
      listeners: events.map((event) => `${event}: ${process.listenerCount(event)}`),
    },
  };
}
