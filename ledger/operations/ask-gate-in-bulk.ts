// The gate, asked about many people at once. Each is judged as a single check would be, all of a batch at one tree size
// (bulk-snapshot.ts).

import type { Scope } from '../core/consent/record.ts';
import { decide } from '../core/gate/decide.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { type PepperedTag, tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { type Asked, accountAmong, judgeEach } from './ask-about.ts';
import { answerWith, type GateAnswer } from './ask-gate.ts';
import { type BulkSnapshot, personIn, templatesIn } from './bulk-snapshot.ts';
import type { Ledger } from './ledger.ts';

export type BulkQuestion = {
  business: string;
  scope: Scope;
  about: Asked;
  recipient: CanonicalIdentifier;
  permit: boolean;
};

/** A question with what its look-up goes by: made while the look-up before is under way. */
export type Tagged<Question extends BulkQuestion> = { asked: Question; tags: readonly PepperedTag[] };

export function tagged<Question extends BulkQuestion>(ledger: Ledger, asked: Question): Tagged<Question> {
  return { asked, tags: tagsUnderEveryPepper(ledger.keys.peppers, asked.business, asked.recipient) };
}

/**
 * The answer to one of the questions that the snapshot was taken for. Throws invalid where its sender is nobody's.
 * @param now when it is judged (ISO 8601, UTC, milliseconds)
 */
export function answerFrom(
  ledger: Ledger,
  snapshot: BulkSnapshot,
  question: Tagged<BulkQuestion>,
  now: string,
): GateAnswer {
  const { business, scope, about, recipient, permit } = question.asked;
  const { treeSize, senders } = snapshot;
  if ('purpose' in about) {
    const asked = { business, scope, purpose: about.purpose };
    const decision = decide(asked, personIn(snapshot, question)?.state, now);
    return answerWith(ledger, asked, decision, recipient, treeSize, { permit });
  }
  const ours = senders.filter((one) => one.business === business);
  const account = about.sender === undefined ? undefined : accountAmong(ours, about.sender);
  if ('kind' in about) {
    const decision = snapshot.freeForms.get(question)!;
    return answerWith(ledger, { business, scope, ...about }, decision, recipient, treeSize, { permit });
  }
  const { template, sender } = about;
  const own = templatesIn(snapshot, business, template, account);
  const { decision, subject } = judgeEach({ business, scope }, own, personIn(snapshot, question), now);
  const judged = { ...subject, template, ...(sender !== undefined && { sender }) };
  return answerWith(ledger, judged, decision, recipient, treeSize, { permit });
}
