// Links: Meta has said of two identifiers that they are one person's. Each identifier stays a subject of its
// own, with its own records, key and state; a link only says how far the facts about one count for the other
// (component.ts).
//
//   alias    both are names of one person now: everything counts for both
//   change   the person had one and has the other now, or the name went from one person to another:
//            withdrawals count for both, consent for neither
//
// A number is given to another person one day. So a subject that lost a name is suspended from that moment,
// and so is a number that a person moved to: its earlier holder may have agreed under it. An alias that was
// stated no later than a suspension at either end carries no consent any more, until Meta states it anew.
//
// Meta may fail to report such a change. But it makes a new id for a person who changes numbers. So a number
// with two ids of one kind, neither of which became the other, has been given to another person, and is
// suspended as well (isReassigned). So is an id with two numbers, and with it the holders of both. Ids belong
// to a portfolio of accounts, and Meta does not say which accounts are in one: only ids that one account has
// named are compared.

import type { Identifier } from '../subject/identifier.ts';
import type { IdentifierChangedRecord, LinkedRecord } from './record.ts';

/**
 * `at`: when Meta said so, by its clock, but never later than it was recorded. `stated`, of an alias: each
 * account that said so, and the kind of the other name, `<account>/<kind>`; `/<kind>` where the account is
 * not known.
 */
export type Link = { at: string; record: string; alias: boolean; stated?: readonly string[] };

/** By the other subject. */
export type Links = Record<string, Link>;

/**
 * What need be kept of two links between the same two: an alias is more than a change, and the later more
 * than the earlier.
 */
export function strongerLink(a: Link, b: Link): Link {
  if (a.alias !== b.alias) return a.alias ? a : b;
  const stronger = laterLink(a, b);
  const stated = new Set([...(a.stated ?? []), ...(b.stated ?? [])]);
  return stated.size === 0 ? stronger : { ...stronger, stated: [...stated].toSorted() };
}

function laterLink(a: Link, b: Link): Link {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.record > b.record ? a : b;
}

/** The link that a record states, as the chain that holds it sees it. */
export function linkOf(record: LinkedRecord | IdentifierChangedRecord): Links {
  const { id, kind, other_subject, occurred_at, recorded_at } = record;
  const at = occurred_at < recorded_at ? occurred_at : recorded_at;
  if (kind === 'identifier_changed') return { [other_subject]: { at, record: id, alias: false } };
  const stated = [`${record.account ?? ''}/${record.other_identifier.kind}`];
  return { [other_subject]: { at, record: id, alias: true, stated } };
}

/** What is known of a subject's links. */
type Linked = { links?: Links; suspended?: { at: string } };

/**
 * Whether consent given to one of the two counts for the other: an alias, stated after any suspension of
 * either.
 */
export function carriesConsent(link: Link, a: Linked, b: Linked): boolean {
  return link.alias && link.at > lastSuspension(a, b);
}

/** That two are one person, as an account of Meta's said at this moment. */
type Statement = { at: string; account?: string | undefined };

/** Whether stating that two are one person would say anything that is not known. */
export function isNews(
  { at, account = '' }: Statement,
  a: Linked & { subject: string },
  b: Linked & { subject: string },
): boolean {
  const known = a.links?.[b.subject];
  if (known === undefined || !known.alias) return true;
  if (at <= lastSuspension(a, b)) return false;
  const isStated = known.stated?.some((one) => one.startsWith(`${account}/`)) ?? false;
  return !isStated || !carriesConsent(known, a, b);
}

/**
 * Whether the number called by this id now belongs to another person: since it was last suspended, the same
 * account has called it by another id of that kind, and neither became the other. The order does not matter:
 * a late delivery still shows that there were two. The same for an id that goes with this number.
 */
export function isReassigned(
  { at, account = '', kind }: Statement & { kind: Identifier['kind'] },
  number: Linked,
  id: Linked & { subject: string },
): boolean {
  const since = number.suspended?.at ?? '';
  if (at <= since) return false;
  return Object.entries(number.links ?? {}).some(
    ([subject, link]) =>
      subject !== id.subject &&
      link.alias &&
      link.at > since &&
      isStatedAs(link, account, kind) &&
      id.links?.[subject] === undefined,
  );
}

/** In doubt, yes. */
function isStatedAs({ stated }: Link, account: string, kind: Identifier['kind']): boolean {
  const accounts = account === '' ? undefined : [`${account}/${kind}`, `/${kind}`];
  return stated?.some((one) => accounts?.includes(one) ?? one.endsWith(`/${kind}`)) ?? true;
}

function lastSuspension({ suspended: a }: Linked, { suspended: b }: Linked): string {
  const [one, other] = [a?.at ?? '', b?.at ?? ''];
  return one > other ? one : other;
}
