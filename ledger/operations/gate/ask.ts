// The gate: facts, judgement, signature. It fails closed: an error on the way is an error for the caller,
// never an allow.

import { type Decision, type Facts, judge } from '../../core/gate/judge.ts';
import { permitFor } from '../../core/gate/permit.ts';
import { signToken } from '../../core/jws.ts';
import type { Micros } from '../../core/when.ts';
import { uuidv7 } from '../append/uuid.ts';
import type { Keys } from '../keys.ts';
import type { Reading } from '../person/store.ts';
import type { World } from '../world.ts';
import { type Asked, type FactSources, loadFacts, tagged } from './facts.ts';

export type Gate = FactSources & Signing & Keys<'peppers'>;

/** The parts that sign permits. `origin`: their issuer. */
export type Signing = Keys<'tokens'> & { origin: string; world: World };

export type GateAnswer = Decision & { tree_size: number; permit?: string };

export type AnsweredNow = {
  answer: GateAnswer;
  /** The subjects of the person. Empty where the ledger does not know the person. */
  subjects: readonly string[];
  /** When the ledger read the facts of this judgement. */
  readAt: Micros;
};

export async function ask(
  ledger: Gate,
  question: Omit<Asked, 'tags'>,
  options: { permit: boolean; permitId?: string },
): Promise<AnsweredNow> {
  const asked = tagged(ledger, question);
  const { of, reading } = await loadFacts(ledger, [asked]);
  const facts = of(asked);
  return {
    answer: answer(ledger, asked, facts, reading, options),
    subjects: facts.subjects,
    readAt: reading.readAt,
  };
}

/** The gate's answer, signed if asked for. It has the date of its facts, not of its writing. */
export function answer(
  { origin, keys, world }: Signing,
  { business, question, recipient }: Asked,
  facts: Facts,
  { logTime, readAt, treeSize }: Reading,
  { permit, permitId }: { permit: boolean; permitId?: string },
): GateAnswer {
  const decision = judge(question, facts, logTime);
  const said = { ...decision, tree_size: treeSize };
  if (!permit) return said;
  const signed = permitFor(question, decision, {
    issuer: origin,
    id: permitId ?? uuidv7(world),
    business,
    recipient: recipient.value,
    readAt,
    treeSize,
    salt: world.random(16).toString('base64url'),
  });
  return { ...said, permit: signToken(keys.tokens, 'optmark-permit+jws', signed) };
}
