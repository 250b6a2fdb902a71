// The facts by which the gate judges, looked up for one question or for many, all true of one tree size.
//
// The gate looks templates up after the people, so that none is older than the states. If a template is newer
// than the tree that the answer names, it looks everything up again, because the answer must be true of that
// tree. It caches nothing: a template that Meta moves to marketing needs consent to marketing from that
// moment on.

import { invalid, LedgerError } from '../../core/error.ts';
import type { Facts, Question } from '../../core/gate/judge.ts';
import type { TemplateName } from '../../core/gate/template.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { type PepperedTag, tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { inOrder } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { type FoundPerson, personAmong } from '../person/find-person.ts';
import type { LookUps } from '../person/look-ups.ts';
import type { KnownState, Reading } from '../person/store.ts';
import type { Restorations } from '../record/succession.ts';
import type { Sender, SenderStore, SetupStore } from '../setup/store.ts';
import type { StoredTemplate, TemplateStore } from '../template/store.ts';
import type { ServiceWindowStore } from './service-windows.ts';

export type FactSources = {
  lookUp: LookUps;
  /** What a business was made as never changes, so this alone may come from memory. */
  setup: Pick<SetupStore, 'business'>;
  /** Absent: the log was never restored. */
  restorations?: Restorations | undefined;
  senders: Pick<SenderStore, 'ofBusiness'>;
  templates: Pick<TemplateStore, 'named'>;
  serviceWindows: Pick<ServiceWindowStore, 'lastInbound'>;
};

/** A question of a business about one person, and the tags that find the person. */
export type Asked = {
  business: string;
  /** With a test key. */
  test?: boolean | undefined;
  question: Question;
  recipient: CanonicalIdentifier;
  tags: readonly PepperedTag[];
};

export function tagged(
  { keys }: Keys<'peppers'>,
  { business, test, question, recipient }: Omit<Asked, 'tags'>,
): Asked {
  const tags = tagsUnderEveryPepper(keys.peppers, business, recipient);
  return { business, test, question, recipient, tags };
}

export type FactsRead = {
  reading: Reading;
  /**
   * The facts for one of the questions, with all subjects of the person; none where the ledger does not know
   * the person. Throws invalid where the business has no such sender.
   */
  of(asked: Asked): Facts & { subjects: readonly string[] };
};

/**
 * The most attempts. Each append that changes one of these templates meanwhile costs one. No business changes
 * templates so often.
 */
const looksMax = 5;

export async function loadFacts(ledger: FactSources, asked: readonly Asked[]): Promise<FactsRead> {
  const prefixes = asked.flatMap(({ tags }) => tags.map(({ prefix }) => prefix));
  const bySender = asked.filter(({ question }) => 'sender' in question && question.sender !== undefined);
  const senders = bySender.length === 0 ? [] : await sendersOf(ledger, bySender);
  const tests = await testsAmong(ledger, asked);
  const restored = ledger.restorations && (await restoredOf(ledger.restorations, asked));
  for (let look = 0; look < looksMax; look += 1) {
    const reading = await ledger.lookUp(prefixes);
    const isByTemplate = asked.some(({ question }) => 'template' in question);
    const templates = isByTemplate ? await templatesOf(ledger, asked) : noTemplates;
    const isNewer = [...templates.values()].flat().some(({ treeSize }) => treeSize > reading.treeSize);
    if (isNewer) continue;
    const personOf = peopleAmong(reading.found, asked.length);
    const inbound = bySender.length === 0 ? noInbound : await inboundOf(ledger, bySender, personOf);
    const of: FactsRead['of'] = (one) => {
      const person = personOf(one);
      const { business, question } = one;
      const found = {
        state: person?.state,
        subjects: person?.subjects ?? [],
        ...(restored && { restoredAt: restored.get(business) }),
        ...((one.test === true || tests.has(business)) && { test: true }),
      };
      if (reading.headFault !== undefined) return { ...found, headFault: reading.headFault.rule };
      if ('purpose' in question) return found;
      const account =
        question.sender === undefined ? undefined : accountAmong(senders, business, question.sender);
      if ('kind' in question) return { ...found, lastInbound: inbound.get(one) };
      const named = templates.get(keyOf(business, question.template)) ?? [];
      const own = account === undefined ? named : named.filter((each) => each.account === account);
      return { ...found, templates: own.map((each) => each.state) };
    };
    return { reading, of };
  }
  const which = asked.length === 1 ? 'This template is' : 'These templates are';
  throw new LedgerError('unavailable', `${which} being changed; ask again.`, { retryAfter: 1 });
}

type PersonOf = (asked: Asked) => FoundPerson | undefined;

function peopleAmong(found: readonly KnownState[], questions: number): PersonOf {
  // The hot path of single checks, where all people found belong to the one question.
  if (questions === 1) return ({ business, tags }) => personAmong(found, business, tags);
  const people = Map.groupBy(found, ({ tag }) => keyOfTag(tag));
  return ({ business, tags }) => {
    // Nearly always one pepper is in use.
    const some =
      tags.length === 1
        ? people.get(keyOfTag(tags[0]!.tag))
        : tags.flatMap(({ tag }) => people.get(keyOfTag(tag)) ?? []);
    return some && personAmong(some, business, tags);
  };
}

/**
 * The first six bytes of a tag. A map finds numbers faster than bigints, and the code compares the whole tag
 * anyway.
 */
const keyOfTag = (tag: Buffer): number => tag.readUIntBE(0, 6);

/** Of the businesses that ask: when a restore was that they have not confirmed. */
async function restoredOf(restorations: Restorations, asked: readonly Asked[]) {
  const businesses = [...new Set(asked.map(({ business }) => business))];
  const at = await Promise.all(businesses.map((one) => restorations.unconfirmed(one)));
  return new Map(businesses.map((business, i) => [business, at[i]]));
}

/** Those of the businesses that ask which are test businesses. */
async function testsAmong({ setup }: Pick<FactSources, 'setup'>, asked: readonly Asked[]) {
  const businesses = [...new Set(asked.map(({ business }) => business))];
  const found = await Promise.all(businesses.map((one) => setup.business(one)));
  return new Set(found.flatMap((one) => (one?.test === true ? [one.id] : [])));
}

/** The senders of the businesses whose questions name one. */
async function sendersOf({ senders }: FactSources, asked: readonly Asked[]): Promise<Sender[]> {
  const businesses = new Set(asked.map(({ business }) => business));
  return (await Promise.all([...businesses].map((one) => senders.ofBusiness(one)))).flat();
}

/**
 * The account that a sender belongs to. Undefined where the business has not named it. Throws invalid where
 * the business has no such sender.
 */
export function accountAmong(
  senders: readonly Sender[],
  business: string,
  sender: string,
): string | undefined {
  const found = senders.find((one) => one.phoneNumberId === sender && one.business === business);
  if (found !== undefined) return found.wabaId;
  const detail = 'This business has no sender with this phone_number_id.';
  throw invalid('/sender', 'sender_unknown', detail);
}

/**
 * Look-ups of templates and service windows at a time. Many questions may need many, and single checks must
 * get their turn.
 */
const windowMax = 4;

type Templates = ReadonlyMap<string, StoredTemplate[]>;
const noTemplates: Templates = new Map();
const noInbound: ReadonlyMap<Asked, string | undefined> = new Map();

/** The templates of the questions, in every account. */
async function templatesOf({ templates }: FactSources, asked: readonly Asked[]): Promise<Templates> {
  const named = new Map<string, { business: string; template: TemplateName }>();
  for (const { business, question } of asked) {
    if (!('template' in question)) continue;
    const { template } = question;
    named.set(keyOf(business, template), { business, template });
  }
  if (named.size === 0) return noTemplates;
  const found = new Map<string, StoredTemplate[]>();
  const look = async ([key, { business, template }]: [
    string,
    { business: string; template: TemplateName },
  ]) => found.set(key, await templates.named(business, template));
  for await (const _ of inOrder(named, windowMax, look));
  return found;
}

/** Neither part can hold a line feed. */
const keyOf = (business: string, { name, language }: TemplateName) => `${business}\n${name}\n${language}`;

/** When each person last wrote to the sender that would answer them. */
async function inboundOf(
  { serviceWindows }: FactSources,
  bySender: readonly Asked[],
  personOf: PersonOf,
): Promise<ReadonlyMap<Asked, string | undefined>> {
  const found = new Map<Asked, string | undefined>();
  const look = async (one: Asked, sender: string) => {
    // A person who wrote under another name that is certainly theirs may get an answer under this one.
    const names = [...one.tags.map(({ tag }) => tag), ...(personOf(one)?.tags ?? [])];
    found.set(one, await serviceWindows.lastInbound(one.business, sender, names));
  };
  const freeForms = bySender.flatMap((one) =>
    'kind' in one.question ? [[one, one.question.sender] as const] : [],
  );
  if (freeForms.length === 0) return found;
  for await (const _ of inOrder(freeForms, windowMax, ([one, sender]) => look(one, sender)));
  return found;
}
