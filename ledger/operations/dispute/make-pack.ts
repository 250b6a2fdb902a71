// A dispute pack is made (core/dispute/pack.ts): of a message that went through the gate, or of a record. The
// look is recorded first, in the history of the person. Every record of the person that bears on what is in
// dispute goes in, up to the size that the message was judged at, with the notice and the flow that each
// names as they were published; and what was corrected since.

import { validate as isUuid } from 'uuid';
import type { Principal } from '../../auth/scope.ts';
import { sha256Hex } from '../../core/canonical.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { isCorrectable } from '../../core/consent/record/correction.ts';
import type { revealReasons } from '../../core/consent/record/of-business.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { emptyState, fold } from '../../core/consent/state.ts';
import {
  type PackClaims,
  type PackMessage,
  packFile,
  packFormat,
  pageFile,
} from '../../core/dispute/pack.ts';
import { LedgerError } from '../../core/error.ts';
import { openOfSend } from '../../core/gate/sealed-send.ts';
import { signToken } from '../../core/jws.ts';
import { nameAt } from '../../core/log/succession.ts';
import type { EvidenceFile } from '../../core/receipt/evidence-file.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { FlowStore } from '../flow/store.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { namesIn } from '../person/by-subject.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { type Evidence, evidenceOf } from '../record/evidence.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import { ownRecord } from '../record/own-record.ts';
import type { Records } from '../record/store.ts';
import { messageMac } from '../send/message-mac.ts';
import type { Send, SendStore } from '../send/store.ts';
import type { World } from '../world.ts';
import { limitsOf } from './limits.ts';
import { type SenderNames, senderNamesOf } from './sender-names.ts';

export type Disputing = Noting &
  Evidence &
  People &
  SenderNames &
  Keys<'macs'> &
  Records<'byId' | 'chain'> & {
    notices: Pick<NoticeStore, 'versions'>;
    flows: Pick<FlowStore, 'versions'>;
    sends: Pick<SendStore, 'byPermit' | 'byMessage' | 'statusesOf'>;
    world: Pick<World, 'now'>;
  };

/** One of them: a record, the permit of a message, or its id at Meta. */
export type InDispute = { record: string } | { permit: string } | { message: string };

/** Of one record: where its evidence is, and what it says. */
export type PackRecord = { name: string; index: number; record: ConsentRecord; file: EvidenceFile };

export type MadePack = {
  claims: Omit<PackClaims, 'files'>;
  records: PackRecord[];
  /** The pack as files, once the page that shows it is there. */
  files(page: string): Map<string, Buffer>;
};

/** @throws LedgerError not_found */
export async function makePack(
  ledger: Disputing,
  principal: Principal,
  asked: InDispute,
  reason: (typeof revealReasons)[number] = 'legal_claim',
): Promise<MadePack> {
  const { business } = principal;
  const send = 'record' in asked ? undefined : await sendOf(ledger, business, asked);
  const id = 'record' in asked ? asked.record : send?.record;
  const stored = id === undefined ? undefined : await inDispute(ledger, principal, id, 'record' in asked);
  const of = stored?.subject ?? send?.subject ?? null;
  await noteAccess(ledger, principal, 'export', of, { filter: { format: 'dispute' }, reason });

  const below = send?.treeSize ?? Number.POSITIVE_INFINITY;
  const found = await bearing(ledger, { business, subject: of, below, stored });
  const records: PackRecord[] = [];
  for (const one of found) {
    const { record } = openRecord(ledger, one);
    const name = `evidence/${one.index}-${record.kind}.json`;
    records.push({ name, index: one.index, record, file: await evidenceOf(ledger, one) });
  }
  const message = send && (await messageOf(ledger, send));
  const newest = await ledger.log.latestCheckpoint();
  const claims: Omit<PackClaims, 'files'> = {
    iss: nameAt(ledger.names, newest?.size ?? 0).origin,
    business,
    made_at: ledger.world.now().toISOString(),
    ...(id !== undefined && { record: id }),
    ...(message && { message }),
    limits: limitsOf(records.find(({ record }) => record.id === id)?.record, message),
  };
  const files = (page: string) => filesOf(ledger, claims, records, page);
  return { claims, records, files };
}

async function inDispute(
  ledger: Disputing,
  principal: Principal,
  id: string,
  isAsked: boolean,
): Promise<StoredRecord | undefined> {
  if (isAsked) {
    const stored = await ownRecord(ledger, principal, id);
    if (stored.subject !== null) return stored;
    throw new LedgerError(
      'not_found',
      'This record is of the business and of no person: nobody agreed by it.',
    );
  }
  const stored = await ledger.records.byId(id);
  if (stored?.business === principal.business) return stored;
  throw new LedgerError(
    'not_found',
    'The record that decided is gone: its person was erased, or its time was over.',
  );
}

/** A message of this business. Meta's id is looked for under each sender that it has or had. */
async function sendOf(
  ledger: Disputing,
  business: string,
  asked: Exclude<InDispute, { record: string }>,
): Promise<Send> {
  if ('permit' in asked) {
    const send = isUuid(asked.permit) ? await ledger.sends.byPermit(asked.permit) : undefined;
    if (send?.business === business) return send;
  } else {
    for (const sender of await senderNamesOf(ledger, business)) {
      const send = await ledger.sends.byMessage(sender, messageMac(ledger, sender, asked.message));
      if (send?.business === business) return send;
    }
  }
  throw new LedgerError(
    'not_found',
    'Nothing of this business has this id: no message that went through this ledger, and no permit.',
  );
}

async function messageOf(ledger: Disputing, send: Send): Promise<PackMessage> {
  const { permit, sender, question, state, judgedAt, message } = send;
  const signed = openOfSend(ledger.keys.master, permit, 'permit', send.sealedPermit);
  if (signed === undefined)
    throw new LedgerError('internal', 'The permit of this message does not open: run verify.');
  return {
    ...{ permit, sender, state, signed: signed.toString('ascii') },
    question: JSON.parse(question),
    judged_at: new Date(judgedAt).toISOString(),
    statuses: message === undefined ? [] : await ledger.sends.statusesOf(sender, message),
  };
}

type Asked = {
  business: string;
  subject: string | null;
  /** The size of the log that the message was judged at. */
  below: number;
  stored: StoredRecord | undefined;
};

/** In the order of the log. */
async function bearing(
  ledger: Disputing,
  { business, subject, below, stored }: Asked,
): Promise<StoredRecord[]> {
  if (subject === null) return [];
  const found = new Map<number, StoredRecord>();
  const published = new Set<string>();
  const named = new Set<string>();
  const subjects = await circleOf(ledger, business, subject, stored);
  for await (const { stored: one, record } of openedOf(
    ledger,
    ledger.records.chain(subjects, recordsPerQuery),
  )) {
    const isBearing = one.index < below && fold(emptyState, record) !== emptyState;
    // What was corrected since stands beside it, whenever that was.
    if (!isBearing && record.kind !== 'corrected' && one.record !== stored?.record) continue;
    found.set(one.index, one);
    if (!isCorrectable(record) || named.has(publishedIn(record))) continue;
    named.add(publishedIn(record));
    for (const id of await publicationsOf(ledger, business, record)) published.add(id);
  }
  for (const id of published) {
    const of = await ledger.records.byId(id);
    if (of !== undefined) found.set(of.index, of);
  }
  return [...found.values()].toSorted((a, b) => a.index - b.index);
}

/** Of the person by every name: a stop under another name would have barred the message too. */
async function circleOf(
  ledger: Disputing,
  business: string,
  subject: string,
  stored: StoredRecord | undefined,
): Promise<string[]> {
  const subjects = new Set([subject]);
  for (const name of stored === undefined ? [] : namesIn(openRecord(ledger, stored).record)) {
    const { person } = await findPerson(ledger, business, name);
    // A name may have gone to somebody else since.
    if (person?.subjects.includes(subject)) for (const also of person.subjects) subjects.add(also);
  }
  return [...subjects];
}

/** Which notice and flow it names: most records of a person name the same, which are looked for once. */
const publishedIn = (record: ConsentRecord): string =>
  JSON.stringify(['notice' in record && record.notice, 'flow' in record && record.flow]);

/** The records by which its notice and its flow were published. */
async function publicationsOf(ledger: Disputing, business: string, record: ConsentRecord): Promise<string[]> {
  const found: string[] = [];
  if ('notice' in record && record.notice !== undefined) {
    const notice = await namedNotice(ledger, business, record.notice);
    if (notice !== undefined) found.push(notice.record);
  }
  if ('flow' in record && record.flow !== undefined) {
    const { id, version } = record.flow;
    const versions = await ledger.flows.versions(business, id);
    for (const one of versions) if (one.flow.version === version) found.push(one.record);
  }
  return found;
}

function filesOf(
  { keys, names }: Disputing,
  claims: Omit<PackClaims, 'files'>,
  records: readonly PackRecord[],
  page: string,
): Map<string, Buffer> {
  const files = new Map<string, Buffer>([[pageFile, Buffer.from(page, 'utf8')]]);
  for (const { name, file } of records) files.set(name, Buffer.from(`${JSON.stringify(file, null, 1)}\n`));
  const hashes = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Hex(bytes)]));
  const signed = signToken(keys.tokens, 'optmark-dispute+jws', { ...claims, files: hashes });
  const vkeys = [...new Set([...names.map(({ vkey }) => vkey), ...records.map(({ file }) => file.vkey)])];
  const pack = { format: packFormat, signed, vkeys, jwks: { keys: keys.jwks } };
  return new Map([[packFile, Buffer.from(`${JSON.stringify(pack, null, 1)}\n`)], ...files]);
}
