// Links: Meta has said of two identifiers that they are one person's. Each identifier stays a subject of its own, with its
// own records, key and state; a link only says how far what is known of one counts for the other (component.ts).
//
//   alias    both are names of one person now: everything counts for both
//   change   the person had one and has the other now: withdrawals count for both, consent for neither
//
// A number is given to somebody else one day. So whoever lost a name is suspended from that moment, and so is a number that
// somebody came to from another: whoever had it before may have agreed under it. An alias that was stated no later than a
// suspension at either end carries no consent any more, until Meta states it anew.

import type { IdentifierChangedRecord, LinkedRecord } from './record.ts';

/** `at`: when Meta said so, by its clock, but never later than it was recorded. */
export type Link = { at: string; record: string; alias: boolean };

/** By the other subject. */
export type Links = Record<string, Link>;

/** What need be kept of two links between the same two: an alias is more than a change, and the later more than the earlier. */
export function strongerLink(a: Link, b: Link): Link {
  if (a.alias !== b.alias) return a.alias ? a : b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.record > b.record ? a : b;
}

/** The link that a record states, as the chain that holds it sees it. */
export function linkOf(record: LinkedRecord | IdentifierChangedRecord): Links {
  const { id, kind, other_subject, occurred_at, recorded_at } = record;
  const at = occurred_at < recorded_at ? occurred_at : recorded_at;
  return { [other_subject]: { at, record: id, alias: kind === 'linked' } };
}

/** What is known of a subject, as far as its links go. */
type Linked = { links?: Links; suspended?: { at: string } };

/** Whether consent given to one of the two counts for the other: an alias, stated after any suspension of either. */
export function carriesConsent(link: Link, a: Linked, b: Linked): boolean {
  return link.alias && link.at > lastSuspension(a, b);
}

/** Whether stating at this moment that two are one person would say anything that is not known. */
export function isNews(
  at: string,
  a: Linked & { subject: string },
  b: Linked & { subject: string },
): boolean {
  const known = a.links?.[b.subject];
  if (known === undefined || !known.alias) return true;
  return !carriesConsent(known, a, b) && at > lastSuspension(a, b);
}

function lastSuspension({ suspended: a }: Linked, { suspended: b }: Linked): string {
  const [one, other] = [a?.at ?? '', b?.at ?? ''];
  return one > other ? one : other;
}
