// A dispute pack: all that answers "prove that I agreed to this message", for a stranger to check offline.
//
//   pack.json                 the claims about the pack, signed by the token key; and the keys
//   evidence/<index>-<kind>.json   an evidence file of each record that bears on it (core/receipt)
//   index.html                the same to read and print
//
// The claims name the hash of every other file. What is checked besides: the permit is signed and names the
// record; the records, folded again up to the size that the permit was judged at, allow the message; the
// words are those of the notice that was published.

import type { JWK } from 'jose';
import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import { componentOf } from '../consent/component.ts';
import { wordsOf } from '../consent/record/words.ts';
import type { ConsentRecord } from '../consent/record.ts';
import { standing } from '../consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../consent/state.ts';
import { type Permit, permitSchema, recipientHash } from '../gate/permit.ts';
import { verifyToken } from '../jws.ts';
import { purposeSchema } from '../notice/purpose.ts';
import { claimedOrigin, evidenceFileSchema, verifyEvidence } from '../receipt/evidence-file.ts';
import { normalizeIdentifier } from '../subject/identifier.ts';
import { microsOf, momentOf } from '../when.ts';
import type { Files } from './zip.ts';

export const packFormat = 'optmark-dispute/v1';
export const packFile = 'pack.json';
export const pageFile = 'index.html';

/** What the ledger says of a message beside its records: it stands in no log, and rests on the signature. */
export const packMessageSchema = z.strictObject({
  permit: z.uuid(),
  sender: z.string(),
  question: z.unknown(),
  state: z.string(),
  judged_at: z.string(),
  statuses: z.array(z.strictObject({ status: z.string(), at: z.string(), error: z.int().optional() })),
  /** As the sender keeps it. */
  signed: z.string(),
});
export type PackMessage = z.infer<typeof packMessageSchema>;

export const packClaimsSchema = z.strictObject({
  iss: z.string(),
  business: z.string(),
  made_at: z.string(),
  /** The record that is in dispute, or the one by which the message was allowed; absent: none allowed it. */
  record: z.uuid().optional(),
  message: packMessageSchema.optional(),
  /** What this does not prove, in sentences. */
  limits: z.array(z.string()),
  /** Of every other file, by name. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type PackClaims = z.infer<typeof packClaimsSchema>;

const packSchema = z.strictObject({
  format: z.literal(packFormat),
  signed: z.string(),
  /** Of each name that the log has had. */
  vkeys: z.array(z.string()).min(1),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
});
export type Pack = z.infer<typeof packSchema>;

/** Whose signatures are believed. */
export type PackTrust = { vkeys: readonly string[]; jwks: readonly JWK[] };

export type PackVerdict = { findings: string[]; claims?: PackClaims; records: number; unknown: number };

/** The keys that a pack brings along. Undefined: it is none. */
export function keysOfPack(files: Files): PackTrust | undefined {
  const pack = packIn(files);
  return pack && { vkeys: pack.vkeys, jwks: pack.jwks.keys as JWK[] };
}

function packIn(files: Files): Pack | undefined {
  const bytes = files.get(packFile);
  return bytes && packSchema.safeParse(parseJson(bytes)).data;
}

/** Never throws on attacker input. */
export async function verifyPack(files: Files, trust: PackTrust): Promise<PackVerdict> {
  const findings: string[] = [];
  const verdict = { findings, records: 0, unknown: 0 };
  const pack = packIn(files);
  if (pack === undefined)
    return { ...verdict, findings: ['pack.json: is missing, or is none of this version'] };
  const token = await verifyToken(pack.signed, 'optmark-dispute+jws', trust.jwks);
  if (token.kind === 'invalid') return { ...verdict, findings: [`pack.json: ${token.reason}`] };
  const claims = packClaimsSchema.safeParse(token.claims).data;
  if (claims === undefined) return { ...verdict, findings: ['pack.json: signed, but no claims of a pack'] };
  for (const [name, bytes] of files)
    if (name !== packFile && claims.files[name] !== sha256Hex(bytes))
      findings.push(`${name}: not the file that the pack was signed with`);
  for (const name of Object.keys(claims.files)) if (!files.has(name)) findings.push(`${name}: is missing`);
  const { records, unknown } = await recordsIn(files, claims, trust, findings);
  if (claims.record !== undefined && !records.some(({ record }) => record.id === claims.record))
    findings.push('evidence: the record in dispute is not there');
  for (const { record } of records) for (const one of wordFindings(record, records)) findings.push(one);
  if (claims.message !== undefined)
    for (const one of await messageFindings(claims, claims.message, records, trust)) findings.push(one);
  return { findings, claims, records: records.length, unknown };
}

type Placed = { index: number; record: ConsentRecord };

async function recordsIn(
  files: Files,
  { business }: PackClaims,
  trust: PackTrust,
  findings: string[],
): Promise<{ records: Placed[]; unknown: number }> {
  const records: Placed[] = [];
  let unknown = 0;
  for (const [name, bytes] of files) {
    if (name === packFile || name === pageFile) continue;
    const file = evidenceFileSchema.safeParse(parseJson(bytes)).data;
    const origin = claimedOrigin(file);
    const vkey = trust.vkeys.find((one) => one.startsWith(`${origin}+`)) ?? trust.vkeys.at(-1)!;
    const verdict = await verifyEvidence(file, { vkey, jwks: trust.jwks });
    if (verdict.kind === 'not_evidence') findings.push(`${name}: not evidence`);
    else if (verdict.kind === 'false') for (const one of verdict.findings) findings.push(`${name}: ${one}`);
    else if (verdict.record === undefined) unknown += 1;
    else {
      if (verdict.record.business !== business) findings.push(`${name}: of another business`);
      records.push({ index: verdict.receipt.leaf_index, record: verdict.record });
    }
  }
  return { records: records.toSorted((a, b) => a.index - b.index), unknown };
}

/** The words of an opt-in are those that its hash says, and its notice is there as it was published. */
function wordFindings(record: ConsentRecord, records: readonly Placed[]): string[] {
  if (record.kind !== 'opt_in' && record.kind !== 'imported') return [];
  const found: string[] = [];
  const { id, notice } = record;
  if (
    record.kind === 'opt_in' &&
    record.text !== undefined &&
    record.text_sha256 !== sha256Hex(wordsOf(record.text))
  )
    found.push(`record ${id}: its words are not those of its hash`);
  const published = records.find(
    ({ record: one }) =>
      one.kind === 'notice_published' && one.notice.id === notice.id && one.notice.version === notice.version,
  )?.record;
  if (published?.kind !== 'notice_published') found.push(`record ${id}: its notice is not there`);
  else if (published.notice.sha256 !== notice.sha256 || sha256Hex(published.document) !== notice.sha256)
    found.push(`record ${id}: its notice is not the one that was published`);
  return found;
}

async function messageFindings(
  { business, record: decided }: PackClaims,
  message: PackMessage,
  records: readonly Placed[],
  trust: PackTrust,
): Promise<string[]> {
  const token = await verifyToken(message.signed, 'optmark-permit+jws', trust.jwks);
  if (token.kind === 'invalid') return [`permit: ${token.reason}`];
  const permit = permitSchema.safeParse(token.claims).data;
  if (permit === undefined) return ['permit: signed, but no permit of this version'];
  const found: string[] = [];
  if (permit.jti !== message.permit) found.push('permit: of another message');
  if (permit.business !== business) found.push('permit: of another business');
  if (permit.record !== decided) found.push('permit: names another record than the pack');
  if (permit.decision !== 'allow' || permit.record === undefined) return found;
  const grant = records.find(({ record }) => record.id === permit.record);
  if (grant === undefined) return [...found, 'permit: the record that it names is not there'];
  if (grant.record.test === true)
    found.push('permit: the record that it names was made to try things out, and allows nothing');
  if (grant.index >= permit.tree_size) found.push('permit: the record came after it was judged');
  if (!namesRecipient(permit, records)) found.push('permit: for another recipient than the records name');
  if (!allows(permit, records)) found.push('records: folded again, they do not allow this message');
  return found;
}

const namesRecipient = ({ salt, recipient_hash: hash }: Permit, records: readonly Placed[]): boolean =>
  records.some(
    ({ record }) =>
      'identifiers' in record &&
      record.identifiers.some((given) => {
        const name = normalizeIdentifier(given);
        return name.kind !== 'refused' && recipientHash(salt, name.value) === hash;
      }),
  );

/** By the gate's own rules, from the records that the log held when the permit was judged. */
function allows(
  { purpose, scope, record, tree_size: size, iat }: Permit,
  records: readonly Placed[],
): boolean {
  const needed = purposeSchema.safeParse(purpose).data;
  if (needed === undefined) return true;
  const states = new Map<string, ConsentState>();
  for (const { index, record: one } of records) {
    if (index >= size || !('subject' in one) || one.subject === undefined) continue;
    states.set(one.subject, fold(states.get(one.subject) ?? emptyState, one));
  }
  // The permit has whole seconds: what was recorded within it was there.
  const last = records.filter(({ index }) => index < size).at(-1)?.record.recorded_at ?? '';
  const then = momentOf(iat * 1_000_000);
  const now = microsOf(then) > (last === '' ? 0 : microsOf(last)) ? then : last;
  const { state } = componentOf([...states.keys()], (subject) => states.get(subject));
  const found = standing(state, needed, scope, now);
  return found.kind === 'granted' && found.grant.record === record;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
