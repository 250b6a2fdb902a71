// The log goes on under another name and key, after an older state of its database was restored: so that no
// second log is ever signed under the first name. In this order, and each step may be made again:
//
//   go on      `log_begun` is the first record under the new name: what was kept, and what had been seen
//   tell       each stop that the journal has and the database lacks is recorded again
//   confirm    consent from before the restore counts for a business once an officer has said so
//
// A planned rotation of the log's key is the first step alone: nothing was lost.
//
// A stop from the journal has no identifier, no text and no evidence any more: its record names the one that
// was lost, and the tags that find the person.

import { sha256Hex } from '../../core/canonical.ts';
import { ledgerBusiness } from '../../core/consent/record/header.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { Columns } from '../../core/setup/columns.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import { wrapKey } from '../../core/subject/sealed.ts';
import type { Draft, Outcome, Owner } from '../append/draft.ts';
import type { SuccessionWrite } from '../append/log-store.ts';
import type { JournalStop } from '../journal/store.ts';
import type { LookUps } from '../person/look-ups.ts';
import type { RecordStore } from '../record/store.ts';
import type { Restorations, Successions } from '../record/succession.ts';
import { type Businesses, businessKey } from '../setup/business.ts';
import { type Changing, operator, record as recordSetup } from '../setup/change.ts';

export type Recovering = Changing & {
  records: Pick<RecordStore, 'byId' | 'firstOf' | 'bySpent'>;
  lookUp: LookUps;
};

const bySystem = { source: { system: 'optmark', entry_point: 'recover' } } as const;
const byOperator = { by: 'operator', id: 'recover' } as const;
const rotating = {
  source: { system: 'optmark', entry_point: 'keys rotate-log' },
  submitted_by: { by: 'operator', id: 'keys rotate-log' },
} as const;

/** @param seen the newest checkpoint that is known to have been signed, if any is known */
export async function goOn(
  ledger: Recovering,
  succession: SuccessionWrite,
  seen: { size: number; root: Uint8Array } | undefined,
): Promise<{ record: string; size: number }> {
  const { lastOrigin, size, root, origin, why } = succession;
  const record: RecordDraft = {
    v: 2,
    kind: 'log_begun',
    business: ledgerBusiness,
    ...(why === 'restored' ? { ...bySystem, submitted_by: byOperator } : rotating),
    kept: { origin: lastOrigin, size, root: root.toString('base64') },
    ...(seen && { seen: { size: seen.size, root: Buffer.from(seen.root).toString('base64') } }),
    origin,
    why,
  };
  const { key, made } = await ledgerKey(ledger);
  // In one batch: the key is stored with the first record that it seals.
  const [outcome] = await Promise.all([
    ledger.sequencer.submit({
      business: ledgerBusiness,
      owner: { kind: 'business', key },
      record,
      effect: { kind: 'succeed', succession },
    }),
    made &&
      recordSetup(
        ledger,
        { business: ledgerBusiness, key },
        { thing: 'business', name: ledgerBusiness },
        (is) =>
          is === undefined ? made : new LedgerError('conflict', 'Another recovery goes on; look again.'),
        operator,
      ),
  ]);
  const placed = placedOf(outcome);
  return { record: placed.record.id, size: placed.treeSize };
}

/** The key of the ledger's own records. `made`: its row, where this is the first of them. */
async function ledgerKey(ledger: Recovering): Promise<{ key: Buffer; made?: Columns }> {
  const { setup, keys, world } = ledger;
  const known = await setup.business(ledgerBusiness);
  if (known !== undefined) return { key: businessKey(ledger, known) };
  const key = world.random(32);
  const wrapped_key = wrapKey(keys.master, ledgerBusiness, key, world.random(12));
  return { key, made: { id: ledgerBusiness, name: 'The ledger itself', calling_code: null, wrapped_key } };
}

/** `told`: recorded anew now; `known`: in the database, or told before. */
export type Told = { told: number; known: number };

/** Records again what of these stops the database lacks. */
export async function tellAgain(ledger: Recovering, stops: AsyncIterable<JournalStop>): Promise<Told> {
  const count = { told: 0, known: 0 };
  for await (const stop of stops) {
    const drafts =
      (await ledger.records.byId(stop.record.id)) === undefined ? await draftsOf(ledger, stop) : [];
    const outcomes = await Promise.all(drafts.map((draft) => ledger.sequencer.submit(draft)));
    for (const outcome of outcomes) if (outcome.kind === 'refused') throw outcome.error;
    const isNews = outcomes.some(({ kind }) => kind === 'placed');
    count[isNews ? 'told' : 'known'] += 1;
  }
  return count;
}

async function draftsOf(ledger: Recovering, stop: JournalStop): Promise<Draft[]> {
  const record = recordOf(stop);
  if (record === undefined) return [];
  const { business, id } = stop.record;
  const drafts = (await ownersOf(ledger, stop)).map((owner) => {
    const name = owner.kind === 'subject' ? owner.subject : owner.tags[0]!.tag.toString('base64');
    const spend = { key: digest(`told again\0${id}\0${name}`), request: digest(id) };
    return { business, owner, record, spend };
  });
  // Of one who was erased since it was told, it stands in the stone: the commit would record it once more.
  const told = await Promise.all(drafts.map(({ spend }) => ledger.records.bySpent(business, spend.key)));
  return drafts.filter((_, i) => told[i] === undefined);
}

/** The subject where it is still known, and each name of it that is not. */
async function ownersOf(
  { lookUp, records }: Recovering,
  { record: { subject, business, recorded_at: at }, tags }: JournalStop,
): Promise<Exclude<Owner, { kind: 'business' }>[]> {
  const [first] = await records.firstOf([subject]);
  const prefixes = tags.map(({ tag }) => tag.readBigInt64BE(0));
  const { found } = await lookUp(prefixes);
  // It stands in the stone of the one who stopped, and was told before they were erased.
  if (found.some(({ subject: of, state }) => of === subject && (state.erased?.at ?? '') > at)) return [];
  const isKnown = (tag: Buffer) => found.some((one) => one.business === business && one.tag.equals(tag));
  const named = tags
    .filter(({ tag }) => first === undefined || !isKnown(tag))
    .map(({ tag, pepper, kind }) => {
      return {
        kind: 'identified' as const,
        identifier: kind,
        tags: [{ prefix: tag.readBigInt64BE(0), tag, pepper }],
      };
    });
  return [...(first === undefined ? [] : [{ kind: 'subject' as const, subject }]), ...named];
}

/** Undefined: there is nothing left that it could stop. */
function recordOf({ record, tags }: JournalStop): RecordDraft | undefined {
  const { kind, business, channel, occurred_at, recorded_at, purposes, signal, authority, scope } = record;
  // It took back one tick, which is lost with it or suspended with all others.
  if (record.undoes !== undefined) return undefined;
  const told = {
    v: 2 as const,
    business,
    ...bySystem,
    submitted_by: byOperator,
    channel,
    occurred_at,
    identifiers: [] as Identifier[],
    replayed: {
      record: record.id,
      recorded_at,
      tags: tags.map(({ tag, ...rest }) => ({ ...rest, tag: tag.toString('base64') })),
    },
  };
  if (kind === 'objected')
    return { ...told, kind: 'objected', scope: scope as 'marketing' | 'all', authority: authority ?? 'any' };
  // A suspension has lost who had told of it: a stop, which any fresh act lifts, as it would have.
  if (kind !== 'opt_out') return { ...told, kind: 'opt_out', authority: 'any' };
  return {
    ...told,
    kind: 'opt_out',
    authority: authority ?? 'any',
    ...(purposes && { purposes }),
    ...(signal && { signal }),
  };
}

/**
 * Consent of this business from before the last restore counts again. @returns undefined: it counted already
 */
export async function confirm(
  ledger: Recovering & Businesses & { successions: Pick<Successions, 'all'> & Restorations },
  business: string,
): Promise<string | undefined> {
  if ((await ledger.setup.business(business)) === undefined)
    throw new LedgerError('not_found', 'No such business.');
  const at = await ledger.successions.unconfirmed(business);
  const begun = (await ledger.successions.all()).find((one) => one.at === at);
  if (at === undefined || begun === undefined) return undefined;
  const outcome = await ledger.sequencer.submit({
    business: ledgerBusiness,
    owner: { kind: 'business', key: (await ledgerKey(ledger)).key },
    record: {
      v: 2,
      kind: 'recovered',
      business: ledgerBusiness,
      ...bySystem,
      submitted_by: byOperator,
      recovers: business,
      begun: begun.record,
    },
    effect: { kind: 'recover', business, begun: begun.record },
  });
  return placedOf(outcome).record.id;
}

function placedOf(outcome: Outcome): Extract<Outcome, { kind: 'placed' }> {
  if (outcome.kind === 'refused') throw outcome.error;
  if (outcome.kind === 'placed') return outcome;
  throw new LedgerError('internal', 'A record without a key was answered as a repeated one.');
}

const digest = (text: string) => Buffer.from(sha256Hex(text), 'hex');
