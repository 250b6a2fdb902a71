// The gate, asked about many people at once: one query on the primary, so all of them are judged at one tree size. Each
// is judged as a single check would be.
//
// Templates are looked up after the people, so that none is older than the states; where one is newer than the tree that
// the answers name, all is looked up again (ask-about.ts).

import type { Scope } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import { decide } from '../core/gate/decide.ts';
import type { TemplateName } from '../core/gate/template.ts';
import type { Purpose } from '../core/notice/purpose.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { type PepperedTag, tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { judgeEach, looksMax } from './ask-about.ts';
import { answerWith, type GateAnswer, personAmong } from './ask-gate.ts';
import { inOrder } from './in-order.ts';
import type { Ledger } from './ledger.ts';
import type { KnownState, StoredTemplate } from './ports.ts';

/** A template must be allowed in each account that has it: which sender will send is not asked here. */
export type BulkQuestion = {
  business: string;
  scope: Scope;
  about: { purpose: Purpose } | { template: TemplateName };
  recipient: CanonicalIdentifier;
  permit: boolean;
};

/** A question with what its look-up goes by: made while the look-up before is under way. */
export type Tagged<Asked extends BulkQuestion> = { asked: Asked; tags: readonly PepperedTag[] };

export function tagged<Asked extends BulkQuestion>(ledger: Ledger, asked: Asked): Tagged<Asked> {
  return { asked, tags: tagsUnderEveryPepper(ledger.keys.peppers, asked.business, asked.recipient) };
}

export type BulkSnapshot = {
  treeSize: number;
  byPrefix: ReadonlyMap<bigint, KnownState[]>;
  templates: ReadonlyMap<string, StoredTemplate[]>;
};

/** Everybody and everything these questions are about, in one snapshot of the primary. */
export async function lookUpAll(
  ledger: Ledger,
  questions: readonly Tagged<BulkQuestion>[],
): Promise<BulkSnapshot> {
  const prefixes = questions.flatMap(({ tags }) => tags.map(({ prefix }) => prefix));
  for (let look = 0; look < looksMax; look += 1) {
    const { treeSize, found } = await ledger.lookUpInBulk(prefixes);
    const templates = await templatesOf(ledger, questions);
    const isNewer = [...templates.values()].flat().some((template) => template.treeSize > treeSize);
    if (isNewer) continue;
    return { treeSize, byPrefix: Map.groupBy(found, ({ tag }) => tag.readBigInt64BE(0)), templates };
  }
  throw new LedgerError('unavailable', 'These templates are being changed; ask again.', { retryAfter: 1 });
}

/** Templates looked up at a time: a batch may name many, and single checks want their turn. */
const templateWindow = 4;

async function templatesOf(
  ledger: Ledger,
  questions: readonly Tagged<BulkQuestion>[],
): Promise<Map<string, StoredTemplate[]>> {
  const named = new Map<string, { business: string; template: TemplateName }>();
  for (const { asked } of questions) {
    if ('template' in asked.about)
      named.set(keyOf(asked.business, asked.about.template), { ...asked, ...asked.about });
  }
  const found = new Map<string, StoredTemplate[]>();
  const look = async ({ business, template }: { business: string; template: TemplateName }) =>
    found.set(keyOf(business, template), await ledger.templates.named(business, template));
  for await (const _ of inOrder(named.values(), templateWindow, look));
  return found;
}

/** Neither part can hold a line feed. */
const keyOf = (business: string, { name, language }: TemplateName) => `${business}\n${name}\n${language}`;

/**
 * The answer to one of the questions that the snapshot was taken for.
 * @param now when it is judged (ISO 8601, UTC, milliseconds)
 */
export function answerFrom(
  ledger: Ledger,
  { treeSize, byPrefix, templates }: BulkSnapshot,
  { asked: { business, scope, about, recipient, permit }, tags }: Tagged<BulkQuestion>,
  now: string,
): GateAnswer {
  const person = personAmong(foundBy(tags, byPrefix), business, tags);
  if ('purpose' in about) {
    const question = { business, scope, purpose: about.purpose };
    return answerWith(ledger, question, decide(question, person?.state, now), recipient, treeSize, {
      permit,
    });
  }
  const own = templates.get(keyOf(business, about.template)) ?? [];
  const { decision, subject } = judgeEach({ business, scope }, own, person, now);
  return answerWith(ledger, { ...subject, ...about }, decision, recipient, treeSize, { permit });
}

const nobody: readonly KnownState[] = [];

function foundBy(tags: readonly PepperedTag[], byPrefix: BulkSnapshot['byPrefix']): readonly KnownState[] {
  const [first, ...others] = tags;
  // Nearly always one pepper is in use.
  if (others.length === 0) return byPrefix.get(first!.prefix) ?? nobody;
  return tags.flatMap(({ prefix }) => byPrefix.get(prefix) ?? nobody);
}
