// The gate: find the person, decide, sign. Fails closed: an error on the way is an error to the caller, never an allow.

import { type ConsentState, joinStates } from '../core/consent/state.ts';
import { type Decision, decide } from '../core/gate/decide.ts';
import { type PermitSubject, permitFor } from '../core/gate/permit.ts';
import type { Question } from '../core/gate/question.ts';
import { signToken } from '../core/jws.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { uuidv7 } from './append/uuid.ts';
import type { Ledger } from './ledger.ts';
import type { KnownState } from './ports.ts';

export type GateAnswer = Decision & { tree_size: number; permit?: string };

export async function askGate(
  ledger: Ledger,
  question: Question,
  recipient: CanonicalIdentifier,
  options: { permit: boolean },
): Promise<GateAnswer> {
  const { treeSize, person } = await findPerson(ledger, question.business, recipient);
  return answerOn(ledger, question, recipient, { treeSize, state: person?.state }, options);
}

/** The answer on a state that was read in a tree of this size, by the clock of this moment. */
export function answerOn(
  ledger: Ledger,
  question: Question,
  recipient: CanonicalIdentifier,
  { treeSize, state }: { treeSize: number; state: ConsentState | undefined },
  options: { permit: boolean; permitId?: string },
): GateAnswer {
  const decision = decide(question, state, ledger.world.now().toISOString());
  return answerWith(ledger, question, decision, recipient, treeSize, options);
}

/** A decision as it is answered, signed where that is wanted. */
export function answerWith(
  ledger: Ledger,
  asked: PermitSubject,
  decision: Decision,
  recipient: CanonicalIdentifier,
  treeSize: number,
  options: { permit: boolean; permitId?: string },
): GateAnswer {
  const answer: GateAnswer = { ...decision, tree_size: treeSize };
  if (!options.permit) return answer;
  const now = ledger.world.now();
  const permit = permitFor(asked, decision, {
    issuer: ledger.origin,
    id: options.permitId ?? uuidv7(ledger.world),
    now,
    treeSize,
    salt: ledger.world.random(16).toString('base64url'),
    recipient: recipient.value,
  });
  return { ...answer, permit: signToken(ledger.keys.tokens, 'optmark-permit+jws', permit) };
}

export type FoundPerson = {
  /** More than one where a pepper was replaced under a running node; all are the same person. */
  subjects: readonly string[];
  state: ConsentState;
};

/** Who has this identifier, in one snapshot of the primary. The prefix finds candidates; the whole tag decides. */
export async function findPerson(
  ledger: Ledger,
  business: string,
  identifier: CanonicalIdentifier,
): Promise<{ treeSize: number; person: FoundPerson | undefined }> {
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, identifier);
  const { treeSize, found } = await ledger.lookUp(tags.map(({ prefix }) => prefix));
  return { treeSize, person: personAmong(found, business, tags) };
}

/** The person whom these tags name, among everybody that was found by their prefixes. */
export function personAmong(
  found: readonly KnownState[],
  business: string,
  tags: readonly { tag: Buffer }[],
): FoundPerson | undefined {
  let person: { subjects: string[]; state: ConsentState } | undefined;
  for (const { tag, business: of, subject, state } of found) {
    if (of !== business || !tags.some((own) => own.tag.equals(tag))) continue;
    if (person === undefined) {
      person = { subjects: [subject], state };
      continue;
    }
    if (!person.subjects.includes(subject)) person.subjects.push(subject);
    // A withdrawal under any of the tags stops: the person gave one number.
    person.state = joinStates(person.state, state);
  }
  return person;
}
