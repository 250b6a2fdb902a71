// How to run one of Postgres's programs: its environment, and the error when it fails.

import { LedgerError } from '../../core/error.ts';

/** English messages, because our code reads them. None of our own environment, because it holds secrets. */
export const programEnvironment = { LC_ALL: 'C' };

export function cannotRun(program: string, error: Error): LedgerError {
  const code = (error as NodeJS.ErrnoException).code ?? error.name;
  return new LedgerError(
    'unavailable',
    `${program} cannot run here (${code}; it needs glibc on Linux): set DATABASE_URL to a Postgres server of your own.`,
  );
}

/** The end of a program's output on one line, for a sentence. */
export function lastLines(output: string, count = 8): string {
  return output.trim().split('\n').slice(-count).join(' | ') || 'it said nothing';
}
