// Turns what Meta's webhooks say about identities into links between subjects. It never merges two people:
// each name keeps its own subject. Resolves when all links are durable.
//
// Meta names identities with every message and every status. So the ledger looks up known links before it
// asks for the lock, and once more under it. A thousand messages of one person make no more links than one.

import { hash } from 'node:crypto';
import { spend } from '../../auth/spend.ts';
import type { Identity } from '../../channels/whatsapp/identity.ts';
import { holdersAmong } from '../../core/consent/component.ts';
import { isNews } from '../../core/consent/links.ts';
import type { DraftOf, LinkedRecord, RecordDraft } from '../../core/consent/record.ts';
import type { LedgerError } from '../../core/error.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import { microsAt, momentOf } from '../../core/when.ts';
import type { Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import { inOrder, toTheEnd } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { LookUps } from '../person/look-ups.ts';
import type { KnownState } from '../person/store.ts';
import { canonicalOf, type Hearing, heardFrom, ownerNamed } from './heard.ts';

/** Records of one webhook under way at once. The rest of the queue stays free for other callers. */
const window = 256;
/** Links looked up at a time. */
const linksAtOnce = 400;

type Alias = Extract<Identity, { kind: 'alias' }>;
type Change = Extract<Identity, { kind: 'change' }>;

export type HearingIdentities = Hearing & Keys<'macs'> & Appends & { lookUp: LookUps };

/**
 * The senders must be the business's own: hear-webhook.ts ensures that.
 * @throws LedgerError the first record's refusal. Meta then delivers again, and the ledger recognises what it
 *   has already stored
 */
export async function hearIdentities(
  ledger: HearingIdentities,
  business: string,
  identities: readonly Identity[],
): Promise<void> {
  const changes = identities.filter((one) => one.kind === 'change');
  const aliases = latestOfEach(identities.filter((one) => one.kind === 'alias'));
  const hearChanges = () =>
    submitAll(
      ledger,
      changes.map((one) => changeDraft(ledger, business, one)),
    );
  const hearAliases = async (some: readonly Alias[]) => {
    const drafts = some.map((one) => linkDraft(ledger, business, one));
    await submitAll(ledger, await newsAmong(ledger, drafts));
  };
  const rounds = Array.from({ length: Math.ceil(aliases.length / linksAtOnce) }, (_, i) =>
    aliases.slice(i * linksAtOnce, (i + 1) * linksAtOnce),
  );
  await toTheEnd([hearChanges, ...rounds.map((some) => () => hearAliases(some))]);
}

/** Submits every draft, even after one fails. */
async function submitAll(ledger: Appends, drafts: readonly Draft[]): Promise<void> {
  let refusal: LedgerError | undefined;
  for await (const outcome of inOrder(drafts, window, (draft) => ledger.sequencer.submit(draft))) {
    if (outcome.kind === 'refused') refusal ??= outcome.error;
  }
  if (refusal !== undefined) throw refusal;
}

/** The latest statement of each account about the same two names. */
function latestOfEach(aliases: readonly Alias[]): Alias[] {
  const latest = new Map<string, Alias>();
  for (const alias of aliases) {
    const names = [alias.one, alias.other].map(canonicalOf).map(({ kind, value }) => `${kind}\0${value}`);
    const key = [alias.account ?? '', ...names.toSorted()].join('\0');
    const before = latest.get(key);
    if (before === undefined || (before.at !== undefined && (alias.at === undefined || alias.at > before.at)))
      latest.set(key, alias);
  }
  return [...latest.values()];
}

type LinkedDraft = DraftOf<LinkedRecord>;
type LinkDraft = Draft & { owner: { kind: 'identified' }; effect: { kind: 'link' }; record: LinkedDraft };

function linkDraft(ledger: Hearing, business: string, alias: Alias): LinkDraft {
  const { one, other } = alias;
  const side = (own: Identifier, another: Identifier): LinkedDraft => ({
    ...toldBy(ledger, business, alias),
    kind: 'linked',
    identifiers: [own],
    other_identifier: another,
    ...(alias.account !== undefined && { account: alias.account }),
  });
  return {
    business,
    owner: ownerNamed(ledger, business, one),
    record: side(one, other),
    effect: { kind: 'link', other: ownerNamed(ledger, business, other), record: side(other, one) },
  };
}

function changeDraft(ledger: Hearing & Keys<'macs'>, business: string, change: Change): Draft {
  const { from, to, sender } = change;
  const name = [sender, 'change', change.name, from.value, to.value].join('\0');
  const side = (which: 'old' | 'new', own: Identifier, another: Identifier): RecordDraft => ({
    ...toldBy(ledger, business, change),
    kind: 'identifier_changed',
    side: which,
    identifiers: [own],
    other_identifier: another,
  });
  return {
    business,
    owner: ownerNamed(ledger, business, from),
    record: side('old', from, to),
    effect: { kind: 'link', other: ownerNamed(ledger, business, to), record: side('new', to, from) },
    spend: spend(ledger.keys.macs, 'whatsapp', [name], name),
  };
}

const toldBy = (ledger: Hearing, business: string, identity: Identity) => ({
  ...heardFrom(ledger, business, identity),
  said_by: 'meta' as const,
  sha256: hash('sha256', identity.name),
});

/** The identities that say something new. The commit checks again; this only spares it the many repeats. */
async function newsAmong(
  ledger: Pick<HearingIdentities, 'lookUp' | 'world'>,
  drafts: readonly LinkDraft[],
): Promise<LinkDraft[]> {
  const prefixes = drafts.flatMap(({ owner, effect }) =>
    [...owner.tags, ...effect.other.tags].map(({ prefix }) => prefix),
  );
  const { found } = await ledger.lookUp(prefixes);
  const known = Map.groupBy(found, (one) => keyOf(one.business, one.tag));
  const now = momentOf(microsAt(ledger.world.now()));
  return drafts.filter(({ business, owner, record, effect }) => {
    const [one, other] = [firstOf(known, business, owner.tags), firstOf(known, business, effect.other.tags)];
    if (one === undefined || other === undefined) return true;
    const { occurred_at: at = now, account } = record;
    const linked = ({ subject, state }: KnownState) => ({ subject, ...state });
    return isNews({ at, account }, linked(one), linked(other));
  });
}

const keyOf = (business: string, tag: Buffer) => `${business}\0${tag.toString('latin1')}`;

/** Whoever has one of these names now. */
const firstOf = (
  known: ReadonlyMap<string, readonly KnownState[]>,
  business: string,
  tags: readonly { tag: Buffer }[],
) => {
  const named = tags.flatMap(({ tag }) => known.get(keyOf(business, tag)) ?? []);
  return holdersAmong(named, ({ state }) => state)[0];
};
