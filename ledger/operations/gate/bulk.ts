// The gate for many people at once: questions in, answers out, in their order. It judges each as a single
// check does. It holds at most three batches: it reads one, looks up another and answers the third. So memory
// stays flat, however many lines there are.
//
// The gate makes an answer when the reader can take it, from facts at most a second old. So a person who
// stops while the reader pauses is denied when the reader goes on. The gate looks older facts up again.
//
// Before each piece of work on a batch, the thread sends the next look-up and yields. So Postgres works while
// this thread does, and single checks do not wait for a whole batch.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { type Fault, faultsIn, LedgerError } from '../../core/error.ts';
import { readAhead } from '../in-turn.ts';
import type { LookUps } from '../person/look-ups.ts';
import { answer, type Gate, type GateAnswer } from './ask.ts';
import { type Asked, type FactsRead, loadFacts, tagged } from './facts.ts';

export type BulkGate = Omit<Gate, 'lookUp'> & { lookUpInBulk: LookUps };

/** The start of an answer. The caller uses it to match the answer to its question. */
export type Place = { line: number; id?: string | number };

/**
 * A line that is not a question gets an error in its turn. The other lines are not affected.
 */
export type BulkLine = { place: Place } & (
  | { question: Omit<Asked, 'tags'>; permit: boolean }
  | { faults: readonly Fault[] }
);

/** Lines that came together. `next`: the number of the line after them, whether or not there is one. */
export type BulkBatch = { lines: readonly BulkLine[]; next: number };

export type BulkAnswer = { place: Place } & ({ answer: GateAnswer } | { faults: readonly Fault[] });

/** Answers that are true of one tree size. `next`: the line at which to go on. */
export type BulkAnswers = { answers: BulkAnswer[]; treeSize: number; next: number };

/** Answers made at a time, and the greatest age of their facts at that moment, in milliseconds. */
export const bulkSliceMax = 256;
export const bulkFreshMs = 1_000;

/** @param clock monotone, milliseconds */
export async function* answerInBulk(
  ledger: BulkGate,
  batches: AsyncIterable<BulkBatch>,
  clock: { now(): number },
): AsyncGenerator<BulkAnswers> {
  const lookUp = async (lines: readonly TaggedLine[]) => {
    const facts = await factsOf(ledger, lines);
    return { facts, at: clock.now() };
  };
  let isEmpty = true;
  for await (const batch of readAhead(lookedUp(readAhead(taggedBatches(ledger, batches)), lookUp))) {
    const { lines, next } = batch;
    let { found } = batch;
    for (let at = 0; at === 0 || at < lines.length; at += bulkSliceMax) {
      await othersFirst();
      if (clock.now() - found.at > bulkFreshMs) found = await lookUp(lines.slice(at));
      const answers = lines.slice(at, at + bulkSliceMax).map((line) => answerTo(ledger, line, found.facts));
      yield {
        answers,
        treeSize: found.facts.reading.treeSize,
        next: lines[at + bulkSliceMax]?.place.line ?? next,
      };
    }
    isEmpty = false;
  }
  // Without questions there are no answers, but there is a tree size.
  if (isEmpty) yield { answers: [], treeSize: (await ledger.lookUpInBulk([])).treeSize, next: 1 };
}

/** All of these lines, judged at one tree size. */
export async function answerTogether(ledger: BulkGate, lines: readonly BulkLine[]): Promise<BulkAnswers> {
  const asked = lines.map((line) => taggedLine(ledger, line));
  const facts = await factsOf(ledger, asked);
  const answers = asked.map((line) => answerTo(ledger, line, facts));
  return { answers, treeSize: facts.reading.treeSize, next: lines.length + 1 };
}

/** A line with the tags of its look-up. The gate makes it while the previous look-up is under way. */
type TaggedLine = { place: Place } & ({ asked: Asked; permit: boolean } | { faults: readonly Fault[] });
type Tagged = { lines: readonly TaggedLine[]; next: number };

const taggedLine = (ledger: BulkGate, line: BulkLine): TaggedLine =>
  'faults' in line ? line : { place: line.place, asked: tagged(ledger, line.question), permit: line.permit };

async function* taggedBatches(ledger: BulkGate, batches: AsyncIterable<BulkBatch>): AsyncGenerator<Tagged> {
  for await (const { lines, next } of batches) {
    yield { lines: lines.map((line) => taggedLine(ledger, line)), next };
  }
}

async function* lookedUp<Found>(
  batches: AsyncIterable<Tagged>,
  lookUp: (lines: readonly TaggedLine[]) => Promise<Found>,
): AsyncGenerator<Tagged & { found: Found }> {
  for await (const batch of batches) yield { ...batch, found: await lookUp(batch.lines) };
}

const factsOf = ({ lookUpInBulk, ...ledger }: BulkGate, lines: readonly TaggedLine[]): Promise<FactsRead> =>
  loadFacts(
    { ...ledger, lookUp: lookUpInBulk },
    lines.flatMap((line) => ('asked' in line ? [line.asked] : [])),
  );

function answerTo(ledger: BulkGate, line: TaggedLine, facts: FactsRead): BulkAnswer {
  if ('faults' in line) return line;
  const { place, asked, permit } = line;
  try {
    return { place, answer: answer(ledger, asked, facts.of(asked), facts.reading, { permit }) };
  } catch (error) {
    return { place, faults: faultsOf(error) };
  }
}

/** What is wrong with a question. Rethrows any other error. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof LedgerError)) throw error;
  return faultsIn(error);
}
