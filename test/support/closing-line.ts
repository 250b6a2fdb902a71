// The last line of a test run, alone, for people and programs that read nothing else: `12 passed, 0 failed`.
// Beside tests it counts as failed what has no test to show for it: a file that did not load, a hook that threw, an
// error nobody caught.

import { writeSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

type Counts = { passed: number; failed: number; skipped: number };

export default class ClosingLine implements Reporter {
  #line: string | undefined;

  onInit(): void {
    // Other reporters and teardowns may still print after the run has ended; nothing prints after this.
    process.once('exit', () => this.#line !== undefined && writeSync(1, `${this.#line}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#line = closingLine(modules, unhandledErrors.length);
  }
}

/** `N passed, N failed`, and `, N skipped` if any. */
export function closingLine(modules: readonly TestModule[], unhandledErrors: number): string {
  const counts: Counts = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) countGroup(module, counts);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
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
