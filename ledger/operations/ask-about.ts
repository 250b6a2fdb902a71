// A question about a message as senders know it: by its template, or as a free-form answer. Which consent that needs is found
// out first, and always afresh: what Meta re-tags as marketing needs consent to marketing from that moment on.
//
// The person is looked up first and the template after, so that the template is never older than the state. Where it is
// newer than the tree that the answer names, the person is looked up again: the answer must be true of that tree.

import type { Scope } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import { type Decision, decide, decideFreeForm, heldBack, unmapped } from '../core/gate/decide.ts';
import type { PermitSubject } from '../core/gate/permit.ts';
import { consentNeededFor, type TemplateName } from '../core/gate/template.ts';
import type { Purpose } from '../core/notice/purpose.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { answerWith, type FoundPerson, findPerson, type GateAnswer } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import type { Sender, StoredTemplate } from './ports.ts';

/** `sender` is a phone_number_id; without one a template must be allowed in each account that has it. */
export type Asked =
  | { purpose: Purpose }
  | { template: TemplateName; sender?: string | undefined }
  | { kind: 'free_form'; sender: string };

export type AnswerAbout = GateAnswer & {
  /** Who was found; empty where nobody is known. */
  subjects: readonly string[];
};

type Judged = {
  decision: Decision;
  subject: PermitSubject;
  treeSize: number;
  person: FoundPerson | undefined;
};

export async function askAbout(
  ledger: Ledger,
  { business, scope, ...asked }: Asked & { business: string; scope: Scope },
  recipient: CanonicalIdentifier,
  options: { permit: boolean; permitId?: string },
): Promise<AnswerAbout> {
  const judged = await judge(ledger, { business, scope }, asked, recipient);
  const { decision, subject, treeSize, person } = judged;
  const answer = answerWith(ledger, subject, decision, recipient, treeSize, options);
  return { ...answer, subjects: person?.subjects ?? [] };
}

type Frame = { business: string; scope: Scope };

async function judge(
  ledger: Ledger,
  frame: Frame,
  asked: Asked,
  recipient: CanonicalIdentifier,
): Promise<Judged> {
  if ('template' in asked) return judgeTemplate(ledger, frame, asked, recipient);
  const found = await findPerson(ledger, frame.business, recipient);
  if ('kind' in asked) {
    await accountOf(ledger, frame.business, asked.sender);
    const decision = await freeForm(ledger, frame, asked.sender, recipient, found.person);
    return { ...found, decision, subject: { ...frame, kind: 'free_form', sender: asked.sender } };
  }
  const question = { ...frame, purpose: asked.purpose };
  return { ...found, decision: decide(question, found.person?.state, nowOf(ledger)), subject: question };
}

/** Of a sender of this business. */
export async function freeForm(
  ledger: Ledger,
  { business, scope }: Frame,
  sender: string,
  recipient: CanonicalIdentifier,
  person: FoundPerson | undefined,
): Promise<Decision> {
  // Writing to a business asks for an answer in writing, not for a call.
  if (scope !== 'message') return { decision: 'deny', reasons: ['no_service_window'] };
  const named = tagsUnderEveryPepper(ledger.keys.peppers, business, recipient).map(({ tag }) => tag);
  // Whoever wrote under another name that is surely theirs may be answered under this one.
  const tags = [...named, ...(person?.tags ?? [])];
  const lastInbound = await ledger.serviceWindows.lastInbound(business, sender, tags);
  return decideFreeForm(lastInbound, person?.state, ledger.world.now());
}

/** Every append meanwhile that changes this very template costs a look; nobody changes one so often. */
export const looksMax = 5;

async function judgeTemplate(
  ledger: Ledger,
  frame: Frame,
  { template, sender }: Extract<Asked, { template: unknown }>,
  recipient: CanonicalIdentifier,
): Promise<Judged> {
  const account = sender === undefined ? undefined : await accountOf(ledger, frame.business, sender);
  for (let look = 0; look < looksMax; look += 1) {
    const found = await findPerson(ledger, frame.business, recipient);
    const templates = await ledger.templates.named(frame.business, template, account);
    if (templates.some(({ treeSize }) => treeSize > found.treeSize)) continue;
    const judged = judgeEach(frame, templates, found.person, nowOf(ledger));
    const subject = { ...judged.subject, template, ...(sender !== undefined && { sender }) };
    return { ...found, decision: judged.decision, subject };
  }
  throw new LedgerError('unavailable', 'This template is being changed; ask again.', { retryAfter: 1 });
}

/** The first that denies, or the first: all have to allow. */
export function judgeEach(
  frame: Frame,
  templates: readonly StoredTemplate[],
  person: Pick<FoundPerson, 'state'> | undefined,
  now: string,
): { decision: Decision; subject: PermitSubject } {
  const judged = templates.map(({ state, name, language }) => {
    const needed = consentNeededFor(state, now);
    if (needed.kind === 'unmapped') return { decision: unmapped, subject: frame };
    const { purpose, mappedTo } = needed;
    const question = { ...frame, purpose, template: { name, language, mappedTo } };
    const decision = decide(question, person?.state, now);
    return { decision: needed.heldBack ? heldBack(decision) : decision, subject: question };
  });
  const denied = judged.find(({ decision }) => decision.decision === 'deny');
  return denied ?? judged[0] ?? { decision: unmapped, subject: frame };
}

export const accountOf = async (
  ledger: Ledger,
  business: string,
  sender: string,
): Promise<string | undefined> => accountAmong(await ledger.senders.ofBusiness(business), sender);

/** The account a sender belongs to; undefined where nobody has said. Throws invalid where the business has no such sender. */
export function accountAmong(senders: readonly Sender[], sender: string): string | undefined {
  const found = senders.find(({ phoneNumberId }) => phoneNumberId === sender);
  if (found !== undefined) return found.wabaId;
  const detail = 'This business has no sender with this phone_number_id.';
  throw new LedgerError('invalid', detail, {
    faults: [{ pointer: '/sender', rule: 'sender_unknown', detail }],
  });
}

const nowOf = (ledger: Ledger): string => ledger.world.now().toISOString();
