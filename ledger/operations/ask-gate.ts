// The gate: find the person, decide, sign. Fails closed: an error on the way is an error to the caller, never an allow.

import { componentOf } from '../core/consent/component.ts';
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

export type GateAnswer = Decision & {
  /** What had to be agreed to, where a template was asked about. */
  purpose?: string;
  tree_size: number;
  permit?: string;
};

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
  // Who asks by purpose knows it, and a million answers need not repeat it.
  const purpose = asked.template && asked.purpose;
  const answer: GateAnswer = { ...decision, ...(purpose !== undefined && { purpose }), tree_size: treeSize };
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
  /** Whom the identifier names: more than one where a pepper was replaced under a running node. */
  named: readonly string[];
  /** With everybody of whom Meta says that it is the same person; those named come first. */
  subjects: readonly string[];
  /** Who was this person once, or is it now, and may be somebody else: only withdrawals and suspensions count. */
  others: readonly string[];
  /** Of the identifiers of `subjects`, as far as there are others than the one asked about. */
  tags: readonly Buffer[];
  /** What to judge by: what all of them make together. */
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
  let linked: KnownState['linked'];
  for (const { tag, business: of, subject, state, linked: also } of found) {
    if (of !== business || !tags.some((own) => own.tag.equals(tag))) continue;
    linked ??= also;
    if (person === undefined) {
      person = { subjects: [subject], state };
      continue;
    }
    if (!person.subjects.includes(subject)) person.subjects.push(subject);
    // A withdrawal under any of the tags stops: the person gave one number.
    person.state = joinStates(person.state, state);
  }
  if (person === undefined) return undefined;
  const { subjects, state } = person;
  // Links that nobody has followed are doubt: then nothing is allowed.
  return linked === undefined && state.links === undefined
    ? { named: subjects, subjects, others: none, tags: none, state }
    : linkedPerson(subjects, linked ?? nobody);
}

const none: readonly never[] = [];
const nobody: NonNullable<KnownState['linked']> = new Map();

function linkedPerson(named: readonly string[], linked: NonNullable<KnownState['linked']>): FoundPerson {
  const { own, others, state } = componentOf(named, (subject) => linked.get(subject)?.state);
  return { named, subjects: own, others, tags: own.flatMap((one) => linked.get(one)?.tags ?? none), state };
}
