// Who is who, as Meta says it in its webhooks, becomes links between subjects: nobody is merged, each name keeps a subject
// of its own. Resolves when all of it is durable.
//
// Meta says it with every message and every status of one. So what is known is looked up before the lock is asked for,
// and once more under it: a thousand messages of one person make the links of one.

import { hash } from 'node:crypto';
import { spend } from '../../auth/spend.ts';
import type { Identity } from '../../channels/whatsapp/identity.ts';
import { isNews } from '../../core/consent/links.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import type { LedgerError } from '../../core/error.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import type { Draft } from '../append/draft.ts';
import { canonicalOf, heardFrom, ownerNamed } from '../heard.ts';
import { inOrder } from '../in-order.ts';
import type { Ledger } from '../ledger.ts';
import type { KnownState } from '../ports.ts';
import { toTheEnd } from '../to-the-end.ts';

/** Records of one webhook under way at once: room is left in the queue for everybody else. */
const window = 256;
/** Links looked up at a time. */
const linksAtOnce = 400;

type Alias = Extract<Identity, { kind: 'alias' }>;
type Change = Extract<Identity, { kind: 'change' }>;

/**
 * The senders must be the business's own: hear-webhook.ts has seen to that.
 * @throws LedgerError what the first record was refused with; Meta then delivers again, and what is stored already is found
 */
export async function hearIdentities(
  ledger: Ledger,
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

/** To the end, whatever becomes of one. */
async function submitAll(ledger: Ledger, drafts: readonly Draft[]): Promise<void> {
  let refusal: LedgerError | undefined;
  for await (const outcome of inOrder(drafts, window, (draft) => ledger.sequencer.submit(draft))) {
    if (outcome.kind === 'refused') refusal ??= outcome.error;
  }
  if (refusal !== undefined) throw refusal;
}

/** Of what one account says of the same two names, what was said last. */
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

type LinkedDraft = Extract<RecordDraft, { kind: 'linked' }>;
type LinkDraft = Draft & { owner: { kind: 'identified' }; effect: { kind: 'link' }; record: LinkedDraft };

function linkDraft(ledger: Ledger, business: string, alias: Alias): LinkDraft {
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

function changeDraft(ledger: Ledger, business: string, change: Change): Draft {
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
    spend: spend(ledger.keys.nonces, 'whatsapp', name, name),
  };
}

const toldBy = (ledger: Ledger, business: string, identity: Identity) => ({
  ...heardFrom(ledger, business, identity),
  said_by: 'meta' as const,
  sha256: hash('sha256', identity.name),
});

/** Those that would say anything that is not known. The commit looks again: this only spares it what is said all day. */
async function newsAmong(ledger: Ledger, drafts: readonly LinkDraft[]): Promise<LinkDraft[]> {
  const prefixes = drafts.flatMap(({ owner, effect }) =>
    [...owner.tags, ...effect.other.tags].map(({ prefix }) => prefix),
  );
  const { found } = await ledger.lookUp(prefixes);
  const known = new Map(found.map((one) => [keyOf(one.business, one.tag), one]));
  const now = ledger.world.now().toISOString();
  return drafts.filter(({ business, owner, record, effect }) => {
    const [one, other] = [owner, effect.other].map(({ tags }) => firstOf(known, business, tags));
    if (one === undefined || other === undefined) return true;
    const { occurred_at: at = now, account } = record;
    const [a, b] = [one, other].map(({ subject, state }) => ({ subject, ...state }));
    return isNews({ at, account }, a!, b!);
  });
}

const keyOf = (business: string, tag: Buffer) => `${business}\0${tag.toString('latin1')}`;

const firstOf = (
  known: ReadonlyMap<string, KnownState>,
  business: string,
  tags: readonly { tag: Buffer }[],
) => tags.map(({ tag }) => known.get(keyOf(business, tag))).find((one) => one !== undefined);
