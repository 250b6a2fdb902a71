// The link to a person's own page: its holder needs no login. It names a record, never a number, and costs no
// table: it is a MAC over the record, the kind and the expiry.
//
//   base64url( head: 0x01 ‖ kind ‖ record uuid, 16 bytes ‖ expires: uint48 BE, Unix seconds
//              MAC "person-link/v1" of head, 16 bytes )
//
//   record (0x01)   that one record and the end of its consent; handed to the caller who posted the record
//   person (0x02)   all consents of that record's person at that business; made only for the business's own
//                   server
//
// The MAC has 16 bytes, so that the link fits an SMS: an attacker cannot guess one of 2^128, and can only try
// by asking the ledger.

import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

const version = 0x01;
const kindBytes = { record: 0x01, person: 0x02 } as const;
const headBytes = 24;
/** Longer text is not looked into. */
const charactersMax = 64;

export type PersonLink = {
  kind: keyof typeof kindBytes;
  /** UUID. */
  record: string;
  expiresAt: Date;
};

export type PersonLinkCheck =
  | { kind: 'accepted'; link: PersonLink }
  | { kind: 'expired' }
  | { kind: 'invalid' };

/** The same link for the same three things, always. `expiresAt` is cut to whole seconds. */
export function issuePersonLink(keys: MacKeys, { kind, record, expiresAt }: PersonLink): string {
  const uuid = Buffer.from(record.replaceAll('-', ''), 'hex');
  if (uuid.length !== 16) throw new RangeError('a link names a record by its UUID');
  const head = Buffer.alloc(headBytes);
  head[0] = version;
  head[1] = kindBytes[kind];
  uuid.copy(head, 2);
  head.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), 18, 6);
  return Buffer.concat([head, mac(keys, 'person-link/v1', head)]).toString('base64url');
}

/** Is this our link, unaltered, and not over? Never throws on what a stranger sends. */
export function checkPersonLink(keys: MacKeys, text: string, now: Date): PersonLinkCheck {
  if (text.length > charactersMax) return { kind: 'invalid' };
  const bytes = decodeOnce(text);
  const head = bytes?.subarray(0, headBytes);
  if (bytes === undefined || head?.length !== headBytes) return { kind: 'invalid' };
  if (!macIs(keys, bytes.subarray(headBytes), 'person-link/v1', head)) return { kind: 'invalid' };
  const kind = kindOf(head[1]);
  if (head[0] !== version || kind === undefined) return { kind: 'invalid' };
  const expiresAt = new Date(head.readUIntBE(18, 6) * 1000);
  if (expiresAt <= now) return { kind: 'expired' };
  return { kind: 'accepted', link: { kind, record: uuidOf(head.subarray(2, 18)), expiresAt } };
}

function kindOf(byte: number | undefined): PersonLink['kind'] | undefined {
  return (Object.keys(kindBytes) as PersonLink['kind'][]).find((kind) => kindBytes[kind] === byte);
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
