// What a batch of questions is judged by: everybody and everything it is about, looked up together, so that all of it is
// true of one tree size.
//
// Templates are looked up after the people, so that none is older than the states; where one is newer than the tree that
// the answers name, all is looked up again (ask-about.ts).

import { LedgerError } from '../core/error.ts';
import type { Decision } from '../core/gate/decide.ts';
import type { TemplateName } from '../core/gate/template.ts';
import { freeForm, looksMax } from './ask-about.ts';
import { type FoundPerson, personAmong } from './ask-gate.ts';
import type { BulkQuestion, Tagged } from './ask-gate-in-bulk.ts';
import { inOrder } from './in-order.ts';
import type { Ledger } from './ledger.ts';
import type { KnownState, Sender, StoredTemplate } from './ports.ts';

type Questions = readonly Tagged<BulkQuestion>[];
/** By the first six bytes of a tag: numbers are found faster than bigints, and the whole tag is compared anyway. */
type People = ReadonlyMap<number, KnownState[]>;
const keyOfTag = (tag: Buffer): number => tag.readUIntBE(0, 6);

export type BulkSnapshot = {
  treeSize: number;
  people: People;
  /** In every account. */
  templates: ReadonlyMap<string, StoredTemplate[]>;
  /** Of the businesses that ask by a sender. */
  senders: readonly Sender[];
  /** What the service windows say of each free-form message. */
  freeForms: ReadonlyMap<Tagged<BulkQuestion>, Decision>;
};

/** Service windows and templates looked up at a time: a batch may need many, and single checks want their turn. */
const windowMax = 4;

export async function lookUpAll(ledger: Ledger, questions: Questions): Promise<BulkSnapshot> {
  const prefixes = questions.flatMap(({ tags }) => tags.map(({ prefix }) => prefix));
  const senders = await sendersOf(ledger, questions);
  for (let look = 0; look < looksMax; look += 1) {
    const { treeSize, found } = await ledger.lookUpInBulk(prefixes);
    const templates = await templatesOf(ledger, questions);
    const isNewer = [...templates.values()].flat().some((template) => template.treeSize > treeSize);
    if (isNewer) continue;
    const people = Map.groupBy(found, ({ tag }) => keyOfTag(tag));
    return {
      treeSize,
      people,
      templates,
      senders,
      freeForms: await freeFormsOf(ledger, questions, people),
    };
  }
  throw new LedgerError('unavailable', 'These templates are being changed; ask again.', { retryAfter: 1 });
}

async function sendersOf(ledger: Ledger, questions: Questions): Promise<Sender[]> {
  const asking = questions.filter(({ asked: { about } }) => 'sender' in about && about.sender !== undefined);
  const businesses = new Set(asking.map(({ asked }) => asked.business));
  return (await Promise.all([...businesses].map((one) => ledger.senders.ofBusiness(one)))).flat();
}

async function templatesOf(ledger: Ledger, questions: Questions): Promise<Map<string, StoredTemplate[]>> {
  const named = new Map<string, { business: string; template: TemplateName }>();
  for (const { asked } of questions) {
    const { business, about } = asked;
    if ('template' in about)
      named.set(keyOf(business, about.template), { business, template: about.template });
  }
  const found = new Map<string, StoredTemplate[]>();
  const look = async ({ business, template }: { business: string; template: TemplateName }) =>
    found.set(keyOf(business, template), await ledger.templates.named(business, template));
  for await (const _ of inOrder(named.values(), windowMax, look));
  return found;
}

/** Neither part can hold a line feed. */
const keyOf = (business: string, { name, language }: TemplateName) => `${business}\n${name}\n${language}`;

/** The templates of this name in one account, or in all. */
export function templatesIn(
  { templates }: Pick<BulkSnapshot, 'templates'>,
  business: string,
  template: TemplateName,
  account: string | undefined,
): StoredTemplate[] {
  const named = templates.get(keyOf(business, template)) ?? [];
  return account === undefined ? named : named.filter((one) => one.account === account);
}

async function freeFormsOf(
  ledger: Ledger,
  questions: Questions,
  people: People,
): Promise<Map<Tagged<BulkQuestion>, Decision>> {
  const found = new Map<Tagged<BulkQuestion>, Decision>();
  const look = async (question: Tagged<BulkQuestion>) => {
    const { about, recipient, ...frame } = question.asked;
    if (!('kind' in about)) return;
    const person = personIn({ people }, question);
    found.set(question, await freeForm(ledger, frame, about.sender, recipient, person));
  };
  const freeForms = questions.filter(({ asked }) => 'kind' in asked.about);
  for await (const _ of inOrder(freeForms, windowMax, look));
  return found;
}

/** Whom a question names. */
export function personIn(
  { people }: Pick<BulkSnapshot, 'people'>,
  { asked, tags }: Tagged<BulkQuestion>,
): FoundPerson | undefined {
  // Nearly always one pepper is in use.
  const found =
    tags.length === 1
      ? people.get(keyOfTag(tags[0]!.tag))
      : tags.flatMap(({ tag }) => people.get(keyOfTag(tag)) ?? []);
  return found && personAmong(found, asked.business, tags);
}
