// The gate, asked about many people at once: one query on the primary, so all of them are judged at one tree size. Each
// is judged as a single check would be.

import type { Question } from '../core/gate/question.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { type PepperedTag, tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { answerOn, type GateAnswer, personAmong } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import type { KnownState } from './ports.ts';

export type BulkQuestion = { question: Question; recipient: CanonicalIdentifier; permit: boolean };

/** Questions with what their look-up goes by: made while the look-up before is under way. */
export type Tagged<Asked extends BulkQuestion> = { asked: Asked; tags: readonly PepperedTag[] };

export function tagged<Asked extends BulkQuestion>(ledger: Ledger, asked: Asked): Tagged<Asked> {
  const { question, recipient } = asked;
  return { asked, tags: tagsUnderEveryPepper(ledger.keys.peppers, question.business, recipient) };
}

export type BulkSnapshot = { treeSize: number; byPrefix: ReadonlyMap<bigint, KnownState[]> };

/** Everybody these questions are about, in one snapshot of the primary. */
export async function lookUpAll(
  ledger: Ledger,
  questions: readonly Tagged<BulkQuestion>[],
): Promise<BulkSnapshot> {
  const prefixes = questions.flatMap(({ tags }) => tags.map(({ prefix }) => prefix));
  const { treeSize, found } = await ledger.lookUpInBulk(prefixes);
  return { treeSize, byPrefix: Map.groupBy(found, ({ tag }) => tag.readBigInt64BE(0)) };
}

/** The answer to one of the questions that the snapshot was taken for. */
export function answerFrom(
  ledger: Ledger,
  { treeSize, byPrefix }: BulkSnapshot,
  { asked: { question, recipient, permit }, tags }: Tagged<BulkQuestion>,
): GateAnswer {
  const found = tags.flatMap(({ prefix }) => byPrefix.get(prefix) ?? []);
  const person = personAmong(found, question.business, tags);
  return answerOn(ledger, question, recipient, { treeSize, state: person?.state }, { permit });
}
