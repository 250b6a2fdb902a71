// The last line of a test run, alone, for people and programs that read nothing else: `12 passed, 0 failed`.
// Before it stands a line for each failure, `FAILED file > test: why`: in the record of a long run what
// failed first is often cut off. Beside tests it counts as failed what has no test to show for it: a file
// that did not load, a hook that threw, an error that no code caught.

import { writeSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

type Counts = { passed: number; failed: number; skipped: number };

export default class ClosingLine implements Reporter {
  #lines: string[] = [];

  onInit(): void {
    // Other reporters and teardowns may still print after the run has ended; nothing prints after this.
    process.once('exit', () => this.#lines.length > 0 && writeSync(1, `${this.#lines.join('\n')}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#lines = [
      ...modules.flatMap(failures),
      ...unhandledErrors.map((error) => `FAILED outside of any test: ${firstLine(error)}`),
      closingLine(modules, unhandledErrors.length),
    ];
  }
}

/** `N passed, N failed`, and `, N skipped` if any. */
export function closingLine(modules: readonly TestModule[], unhandledErrors: number): string {
  const counts: Counts = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) countGroup(module, counts);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}

function failures(group: TestModule | TestSuite): string[] {
  const own = group.errors().map((error) => `FAILED ${nameOf(group)}: ${firstLine(error)}`);
  return [
    ...own,
    ...[...group.children].flatMap((child) => (child.type === 'test' ? failure(child) : failures(child))),
  ];
}

function failure(test: TestCase): string[] {
  const { state, errors } = test.result();
  return state === 'failed' ? [`FAILED ${nameOf(test)}: ${firstLine(errors?.[0])}`] : [];
}

function nameOf(what: TestModule | TestSuite | TestCase): string {
  return what.type === 'module'
    ? what.relativeModuleId
    : `${what.module.relativeModuleId} > ${what.fullName}`;
}

function firstLine(error: unknown): string {
  const message = (error as { message?: unknown } | undefined)?.message ?? error;
  return String(message).split('\n', 1)[0] as string;
}

function countGroup(group: TestModule | TestSuite, counts: Counts): void {
  if (group.errors().length > 0) counts.failed++;
  for (const child of group.children) {
    if (child.type === 'test') countTest(child, counts);
    else countGroup(child, counts);
  }
}

function countTest(test: TestCase, counts: Counts): void {
  const { state } = test.result();
  // A test that never got a result was not run: the run was cut short.
  counts[state === 'pending' ? 'skipped' : state]++;
}
