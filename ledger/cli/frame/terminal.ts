// What a person or a script sees. Results go to stdout; progress, hints and errors to stderr, so that a pipe
// gets only results.

import { once } from 'node:events';
import type { Progress, Stage } from '../../operations/progress.ts';
import { exit } from './command.ts';

// A business or notice may be called anything; it must not steer the terminal (ECMA-48), nor pass for another
// line.
const steering = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Our own commands as the reader can type them here. From the sources npm starts the program, and nothing on
 * the path is called optmark. What has a colon after it is whose message it is.
 */
const command = /(?<!-s )\boptmark (?=--help|<|[a-z]+\b(?!:))/g;
const typed = import.meta.url.endsWith('.ts') ? 'npm run -s optmark -- ' : 'optmark ';
const printable = (line: string) => line.replaceAll(steering, '\ufffd').replaceAll(command, typed);

// A reader such as `head` may have seen enough; that is no failure worth a stack.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exit.failed);
});

export function print(line = ''): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** Several lines, all of them ours. */
export function printText(text: string): void {
  for (const line of text.split('\n')) print(line);
}

/** As it is, commands of ours too; what would steer the terminal is escaped. */
export function printJson(value: unknown): void {
  printEscaped(JSON.stringify(value, null, 2));
}

/** The same, as a line of NDJSON. */
export function printJsonLine(value: unknown): void {
  printEscaped(JSON.stringify(value));
}

/** A file, no faster than it is taken: a million rows do not wait in memory. */
export async function printPieces(pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

function printEscaped(json: string): void {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  process.stdout.write(
    `${json.replaceAll(steering, (found) => (found === '\n' ? found : escaped(found)))}\n`,
  );
}

/** To stderr: what goes on, what went wrong. */
export function say(text: string): void {
  for (const line of text.split('\n')) process.stderr.write(`${printable(line)}\n`);
}

/** Where the process cannot go on. */
export const endAtOnce = (): never => process.exit(exit.failed);

export const count = (n: number) => n.toLocaleString('en-US');

/** "1 record", "2 records", "1 entry". */
export const counted = (n: number, one: string, many = `${one.replace(/y$/, 'ie')}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** How often a line is written anew on a terminal, and how often one is added elsewhere; milliseconds. */
const redrawMs = 200;
const repeatMs = 5_000;

const size = (bytes: number): string =>
  bytes < 1_000_000
    ? `${count(Math.ceil(bytes / 1_000))} kB`
    : `${count(Math.ceil(bytes / 100_000) / 10)} MB`;

/** What is done in each, and how that is counted. */
const stages: Record<Stage, [done: string, amount: (n: number) => string]> = {
  log: ['entries rebuilt', count],
  records: ['records opened', count],
  people: ['records refolded', count],
  states: ['states looked at', count],
  tables: ['of tables read', size],
  checked: ['checked', size],
  filled: ['restored', size],
  list: ['of the list read', size],
};

export type ProgressLine = {
  progress: Progress;
  /** Takes the line away, so that the next thing printed stands alone. */
  clear(): void;
};

/** @param clock milliseconds */
export function progressLine(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  clock: () => number = () => performance.now(),
): ProgressLine {
  const started = new Map<Stage, number>();
  let drawn = clock();
  const progress: Progress = (stage, done, of) => {
    const now = clock();
    const since = started.get(stage) ?? now;
    started.set(stage, since);
    if (now - drawn < (stream.isTTY ? redrawMs : repeatMs)) return;
    drawn = now;
    const [what, amount] = stages[stage];
    const line = `${amount(done)} of ${amount(of)} ${what}${rate(done, now - since, amount)}`;
    stream.write(stream.isTTY ? `\r${line}\x1b[K` : `${line}\n`);
  };
  return { progress, clear: () => void (stream.isTTY && stream.write('\r\x1b[K')) };
}

function rate(done: number, milliseconds: number, amount: (n: number) => string): string {
  return milliseconds < redrawMs ? '' : `, ${amount(Math.round((done / milliseconds) * 1000))}/s`;
}
