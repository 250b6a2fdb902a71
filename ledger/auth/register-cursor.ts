// Where a page of the register ends, as its reader gives it back. It is bound to the business and to what was
// asked for, so that it opens no other answer: neither another business's nor that of a wider filter.
//
//   base64url( head: size of the tree, index of the last row, total, each uint48 BE
//              MAC "register-cursor/v1" of business, question, head )

import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

export type RegisterPlace = { treeSize: number; index: number; total: number };

const numberBytes = 6;
const headBytes = 3 * numberBytes;

/** @param question all that was asked for but the size of a page, as one text */
export function issueCursor(
  keys: MacKeys,
  business: string,
  question: string,
  { treeSize, index, total }: RegisterPlace,
): string {
  const head = Buffer.alloc(headBytes);
  for (const [i, number] of [treeSize, index, total].entries())
    head.writeUIntBE(number, i * numberBytes, numberBytes);
  return Buffer.concat([head, mac(keys, 'register-cursor/v1', business, question, head)]).toString(
    'base64url',
  );
}

/** Undefined: not a cursor of this answer. */
export function openCursor(
  keys: MacKeys,
  business: string,
  question: string,
  cursor: string,
): RegisterPlace | undefined {
  const bytes = decodeOnce(cursor);
  const head = bytes?.subarray(0, headBytes);
  if (bytes === undefined || head?.length !== headBytes) return undefined;
  if (!macIs(keys, bytes.subarray(headBytes), 'register-cursor/v1', business, question, head))
    return undefined;
  const numberAt = (i: number) => head.readUIntBE(i * numberBytes, numberBytes);
  return { treeSize: numberAt(0), index: numberAt(1), total: numberAt(2) };
}
