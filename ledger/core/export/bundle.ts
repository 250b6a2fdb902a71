// The signed bundle: records with all that a stranger needs to check them offline, as lines of JSON.
//
//   {"format":"optmark-bundle/v1","business",…,"filter",…,"tree_size","checkpoint":note,"vkey","jwks"}
//   {"row":"notice","index","nonce","record","proof":[…]}   before the first record that names it
//   {"row":"record","index","nonce","record","proof":[…]}   the opening of an entry, and its inclusion proof
//   {"row":"gone","index"}                                  erased while the file was made, or `unreadable`
//   {"row":"end","signature":JWS}                           over the SHA-256 of all bytes before it
//
// Proven: each record is in that log, unchanged since the checkpoint, and the ledger has signed this file for
// this filter. Not proven: that nothing is left out which the filter finds. Entries tell nothing of what they
// are, so no stranger can count them.

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { JWK } from 'jose';
import { z } from 'zod';
import { decodeOnce } from '../base64url.ts';
import { canonicalBytes, sha256Hex } from '../canonical.ts';
import { type ConsentRecord, readRecord } from '../consent/record.ts';
import { verifyToken } from '../jws.ts';
import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts';
import { leafHash } from '../log/hash.ts';
import { MAX_PROOF_HASHES, verifyInclusion } from '../log/proof.ts';
import { ed25519Verifier } from '../log/signed-note.ts';
import { parseVerifierKey } from '../log/verifier-key.ts';
import { commit, NONCE_BYTES } from '../subject/commitment.ts';

export const bundleFormat = 'optmark-bundle/v1';

const size = z.int().min(0);
const bytes = z.base64().transform((text, context) => {
  const decoded = decodeOnce(text, 'base64');
  if (decoded !== undefined) return decoded;
  context.addIssue({ code: 'custom', message: 'not the one spelling of its bytes' });
  return z.NEVER;
});

const headSchema = z.strictObject({
  format: z.literal(bundleFormat),
  business: z.string(),
  filter: z.record(z.string(), z.unknown()),
  tree_size: size,
  total: size,
  unread: size,
  checkpoint: z.string(),
  vkey: z.string(),
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) }),
});

const rowSchema = z.discriminatedUnion('row', [
  z.strictObject({
    row: z.enum(['record', 'notice']),
    index: size,
    nonce: bytes,
    record: bytes,
    proof: z.array(bytes).max(MAX_PROOF_HASHES),
  }),
  z.strictObject({ row: z.enum(['gone', 'unreadable']), index: size }),
  z.strictObject({ row: z.literal('end'), signature: z.string() }),
]);

const claimsSchema = z.strictObject({
  iss: z.string(),
  business: z.string(),
  tree_size: size,
  total: size,
  sent: size,
  sha256: z.string(),
  /** More follows behind this row: it is a part. */
  cursor: z.string().optional(),
});

export type BundleHead = z.input<typeof headSchema>;
export type BundleRow = z.input<typeof rowSchema>;
type Opening = Extract<z.output<typeof rowSchema>, { nonce: unknown }>;

export const bundleLine = (line: BundleHead | BundleRow): string => `${JSON.stringify(line)}\n`;

/** Whom the verifier believes. Keys from the file itself prove only that the file is consistent. */
export type BundleTrust = { vkey: string; jwks: readonly JWK[] };

export type BundleVerdict = {
  findings: string[];
  business?: string;
  filter?: Record<string, unknown>;
  origin?: string;
  tree_size?: number;
  total?: number;
  records: number;
  notices: number;
  gone: number;
  unreadable: number;
  /** Of the business, as the file says: records that could not be read, so that no filter finds them. */
  unread: number;
  /** Written by a later release: the proofs hold, and what they say is not known here. */
  unknown: number;
  /** It begins behind the first row that the filter finds, ends before the last, or lacks some between. */
  isPart: boolean;
};

/** Findings told one by one; a file of a million rows may have as many. */
const findingsMax = 1_000;

/** Whether these bytes begin such a file. */
export const isBundle = (begin: string): boolean => begin.startsWith('{"format":"optmark-bundle/');

/** What the file says of itself, before any of it is checked. */
export function claimsOfBundle(
  line: string,
): { trust: BundleTrust; origin: string; checkpoint: string } | undefined {
  const head = headSchema.safeParse(parsed(line));
  if (!head.success) return undefined;
  const { vkey, jwks, checkpoint } = head.data;
  return { trust: { vkey, jwks: jwks.keys as JWK[] }, origin: checkpoint.split('\n', 1)[0]!, checkpoint };
}

/** The entry that a line opens, and which it is; undefined: it opens none. */
export function entryOfLine(line: string): { index: number; entry: Buffer } | undefined {
  const read = rowSchema.safeParse(parsed(line));
  if (!read.success || !('nonce' in read.data)) return undefined;
  const { index, nonce, record } = read.data;
  return { index, entry: commit(nonce, record) };
}

/**
 * Checks a file line by line, whatever its length. Never throws on what a stranger has written.
 * @param lines each with its newline
 */
export async function verifyBundle(
  lines: AsyncIterable<Uint8Array>,
  trust: BundleTrust,
): Promise<BundleVerdict> {
  const check = new BundleCheck(trust);
  for await (const line of lines) await check.line(line);
  return check.close();
}

class BundleCheck {
  readonly #trust: BundleTrust;
  readonly #hash = createHash('sha256');
  readonly #words = new Set<string>();
  /** How many notices a later release wrote, whose hashes are not read here. */
  #unknownNotices = 0;
  /** Hashes of notices that records name and the file lacks. */
  readonly #missing = new Set<string>();
  readonly #verdict: BundleVerdict = {
    findings: [],
    ...{ records: 0, notices: 0, gone: 0, unreadable: 0, unread: 0, unknown: 0, isPart: false },
  };
  #head: z.output<typeof headSchema> | undefined;
  #checkpoint: Checkpoint | undefined;
  #at = 0;
  #last = -1;
  #isOver = false;

  constructor(trust: BundleTrust) {
    this.#trust = trust;
  }

  async line(bytes: Uint8Array): Promise<void> {
    this.#at += 1;
    if (this.#isOver) {
      this.#found('more follows behind the last row');
      return;
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    if (this.#at === 1) this.#begin(text);
    else if (!(await this.#row(text))) return;
    this.#hash.update(bytes);
  }

  close(): BundleVerdict {
    if (!this.#isOver) this.#found('the file has no last row: it is not whole');
    return this.#verdict;
  }

  #found(what: string): void {
    const { findings } = this.#verdict;
    if (findings.length < findingsMax) findings.push(`line ${this.#at}: ${what}`);
  }

  #begin(text: string): void {
    const head = headSchema.safeParse(parsed(text));
    if (!head.success) {
      this.#found('not the head of a bundle');
      return;
    }
    this.#head = head.data;
    const { business, filter, tree_size, total, unread, checkpoint: note } = head.data;
    Object.assign(this.#verdict, { business, filter, tree_size, total, unread });
    const key = parseVerifierKey(this.#trust.vkey);
    if (key.kind === 'refused') {
      this.#found(`the log’s key: ${key.code}`);
      return;
    }
    const opened = openCheckpoint(note, { origin: key.value.name, logKeys: [ed25519Verifier(key.value)] });
    if (opened.kind === 'refused') {
      this.#found(`checkpoint: ${opened.code}`);
      return;
    }
    this.#checkpoint = opened.checkpoint;
    this.#verdict.origin = opened.checkpoint.origin;
    if (tree_size > opened.checkpoint.size)
      this.#found('the checkpoint does not cover the size it is true at');
  }

  /** @returns whether it is a part of what is signed */
  async #row(text: string): Promise<boolean> {
    const read = rowSchema.safeParse(parsed(text));
    if (!read.success) {
      this.#found('a field is missing, or is not what it must be');
      return true;
    }
    const row = read.data;
    switch (row.row) {
      case 'end':
        await this.#end(text, row.signature);
        return false;
      case 'gone':
      case 'unreadable':
        this.#inOrder(row.index);
        this.#verdict[row.row] += 1;
        return true;
      case 'record':
        this.#inOrder(row.index);
        this.#verdict.records += 1;
        this.#opening(row);
        return true;
      case 'notice':
        this.#verdict.notices += 1;
        this.#opening(row);
        return true;
    }
  }

  /** Else a record could be counted twice. */
  #inOrder(index: number): void {
    if (index <= this.#last) this.#found('out of the order of the log');
    this.#last = Math.max(this.#last, index);
    if (this.#head !== undefined && index >= this.#head.tree_size)
      this.#found('behind the size that the file is true at');
  }

  #opening({ row, index, nonce, record: bytes, proof }: Opening): void {
    if (nonce.length !== NONCE_BYTES) {
      this.#found('a nonce has 32 bytes');
      return;
    }
    if (this.#checkpoint !== undefined) {
      const { size, root } = this.#checkpoint;
      const claim = { leafHash: leafHash(commit(nonce, bytes)), index, size, root, proof };
      const result = verifyInclusion(claim);
      if (result.kind === 'refused') this.#found(`not in the log: ${result.code}`);
    }
    const read = readRecord(bytes);
    if (read.kind === 'malformed') {
      this.#found('committed to, but not a record');
      return;
    }
    if (!canonicalBytes(read.record).equals(bytes)) this.#found('not encoded as a record is');
    if (read.record.business !== this.#head?.business) this.#found('of another business than the file');
    if (read.kind === 'known') {
      this.#says(row, read.record);
      return;
    }
    this.#verdict.unknown += 1;
    if (row === 'notice' || read.record.kind === 'notice_published') this.#unknownNotices += 1;
  }

  #says(row: Opening['row'], record: ConsentRecord): void {
    if (record.kind === 'notice_published') {
      const { sha256 } = record.notice;
      if (sha256Hex(record.document) !== sha256) this.#found('a notice of another hash than it says');
      this.#words.add(sha256);
    } else if (row === 'notice') {
      this.#found('in the place of a notice, and none');
    } else if ('notice' in record && record.notice !== undefined && !this.#words.has(record.notice.sha256)) {
      // It may be one that is not read here: then the verdict is that it cannot be judged.
      this.#missing.add(record.notice.sha256);
      if (this.#missing.size > this.#unknownNotices)
        this.#found('the notice that it names is not in the file');
    }
  }

  async #end(text: string, signature: string): Promise<void> {
    this.#isOver = true;
    // Nothing but the signature vouches for this line, so it has one spelling.
    if (text !== bundleLine({ row: 'end', signature })) this.#found('not written as a last row is');
    const token = await verifyToken(signature, 'optmark-bundle+jws', this.#trust.jwks);
    if (token.kind === 'invalid') {
      this.#found(`signature: ${token.reason}`);
      return;
    }
    const claims = claimsSchema.safeParse(token.claims);
    if (!claims.success) {
      this.#found('signed, but not as a bundle of this version');
      return;
    }
    const { cursor, ...said } = claims.data;
    const { records, gone, unreadable, total = 0, filter = {} } = this.#verdict;
    const sent = records + gone + unreadable;
    this.#verdict.isPart = cursor !== undefined || filter.after !== undefined || sent < total;
    if (sent > total) this.#found('more rows than the filter finds');
    const due = {
      iss: this.#checkpoint?.origin ?? said.iss,
      business: this.#head?.business,
      tree_size: this.#head?.tree_size,
      total: this.#head?.total,
      sent,
      sha256: this.#hash.digest('hex'),
    };
    for (const [claim, value] of Object.entries(said))
      if (!isDeepStrictEqual(value, due[claim as keyof typeof due]))
        this.#found(`the signature is over another ${claim}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
