// What somebody typed, found: a person, a record, a message or a permit. The answer tells opaque ids and no
// name in full, so that a page goes on by the id, and what was typed stands in no URL. The look is recorded
// first, in the history of the person where there is one.

import type { Principal } from '../../auth/scope.ts';
import { searchedIn } from '../../channels/server/searched.ts';
import { type CanonicalIdentifier, isNumber } from '../../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { type SenderNames, senderNamesOf } from '../dispute/sender-names.ts';
import { type MaskedName, masked } from '../erase/preview.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import { findReferred, namesInFirst, type Subjects } from '../person/by-subject.ts';
import { personAmong } from '../person/find-person.ts';
import type { Records } from '../record/store.ts';
import { messageMac } from '../send/message-mac.ts';
import type { Send, SendStore } from '../send/store.ts';
import { businessOf } from '../setup/business.ts';

export type Searching = Noting &
  Subjects &
  SenderNames &
  Keys<'macs'> &
  Records<'byId' | 'firstOf'> & { sends: Pick<SendStore, 'byPermit' | 'among' | 'reportedAmong'> };

/** @property others who may be meant as well: a number without its calling code is several people's */
export type SearchFound = {
  kind: 'person' | 'record' | 'message' | 'permit' | 'none';
  subject?: string;
  /** Every name of the person, each with its end alone. */
  identifiers?: MaskedName[];
  record?: string;
  permit?: string;
  others?: { subject: string; identifiers: MaskedName[] }[];
};

export async function search(ledger: Searching, principal: Principal, typed: string): Promise<SearchFound> {
  const { business } = principal;
  const { callingCode } = await businessOf(ledger, business);
  const { id, names, message } = searchedIn(typed, callingCode);
  const { subjects, ...found } =
    (id === undefined ? undefined : await byId(ledger, business, id)) ??
    (await byName(ledger, business, names)) ??
    (message === undefined ? undefined : await byMessage(ledger, business, message)) ??
    nothing;
  const [subject, ...others] = subjects;
  // In the history of each of them: their names are shown.
  for (const one of subject === undefined ? [null] : subjects)
    await noteAccess(ledger, principal, 'look_up', one, { filter: { search: found.kind } });
  const named = async (one: string) => {
    return { subject: one, identifiers: await namesOfPerson(ledger, business, one) };
  };
  return {
    ...found,
    ...(subject !== undefined && (await named(subject))),
    ...(others.length > 0 && { others: await Promise.all(others.map(named)) }),
  };
}

type Found = Pick<SearchFound, 'kind' | 'record' | 'permit'> & { subjects: string[] };

const nothing: Found = { kind: 'none', subjects: [] };

/** Another business's ids are nobody's. */
async function byId(ledger: Searching, business: string, id: string): Promise<Found | undefined> {
  const [stored, send, { person }] = await Promise.all([
    ledger.records.byId(id),
    ledger.sends.byPermit(id),
    findReferred(ledger, business, { kind: 'subject', value: id }),
  ]);
  if (stored?.business === business)
    return { kind: 'record', record: id, subjects: stored.subject === null ? [] : [stored.subject] };
  if (send?.business === business) return ofSend('permit', send);
  return person && { kind: 'person', subjects: [id] };
}

const ofSend = (kind: 'permit' | 'message', { permit, record, subject }: Send): Found => ({
  ...{ kind, permit, subjects: subject === undefined ? [] : [subject] },
  ...(record !== undefined && { record }),
});

async function byName(
  ledger: Searching,
  business: string,
  names: readonly CanonicalIdentifier[],
): Promise<Found | undefined> {
  const tagged = names.map((name) => tagsUnderEveryPepper(ledger.keys.peppers, business, name));
  if (tagged.length === 0) return undefined;
  const { found } = await ledger.lookUp(tagged.flat().map(({ prefix }) => prefix));
  const subjects = tagged.flatMap((tags) => personAmong(found, business, tags)?.subjects[0] ?? []);
  return subjects.length === 0 ? undefined : { kind: 'person', subjects: [...new Set(subjects)] };
}

async function byMessage(ledger: Searching, business: string, id: string): Promise<Found | undefined> {
  const senders = await senderNamesOf(ledger, business);
  const names = senders.map((sender) => ({ sender, message: messageMac(ledger, sender, id) }));
  const [sent] = await ledger.sends.among(business, names);
  const send = sent && (await ledger.sends.byPermit(sent.permit));
  if (send !== undefined) return ofSend('message', send);
  // Meta reported it, and the gate was not asked: no person is known of it.
  const [reported] = await ledger.sends.reportedAmong(business, names);
  return reported && { kind: 'message', subjects: [] };
}

/** Of all that Meta calls the same person, the one that was asked about first. */
async function namesOfPerson(ledger: Searching, business: string, subject: string): Promise<MaskedName[]> {
  const { person } = await findReferred(ledger, business, { kind: 'subject', value: subject });
  const firsts = await ledger.records.firstOf(person?.subjects ?? [subject]);
  const own = firsts.toSorted((a, b) => Number(b.subject === subject) - Number(a.subject === subject));
  const names = own.flatMap((first) => namesInFirst(ledger, first));
  const each = new Map(names.map((name) => [`${name.kind} ${name.value}`, name]));
  return [...each.values()].toSorted((a, b) => Number(isNumber(b)) - Number(isNumber(a))).map(masked);
}
