// The link that a business sends by e-mail or SMS, so that its customer can agree on the ledger's own page.
// Two tokens, neither of which holds a number or lets anybody agree:
//
//   link   in the fragment of the address, which browsers send to no server
//          base64url( 0x01 ‖ id of the link, 16 bytes ‖ MAC "opt-in-link/v1" of both, 16 bytes )
//   pass   what the page gets for it, for an hour: it stands where a customer token would, in the same form,
//          so that the widget shows the number's end and signs the pass with its claims
//          base64url({"typ":"link"}) . base64url(claims) . base64url( MAC "link-pass/v1" of the two before )
//
// The number in a pass is a stand-in: the calling code and the last four digits are the person's, what stands
// between them is no number's. So a stranger to whom the mail was forwarded learns no more than the mask, and
// the lines that the page signs are those of the real number, byte for byte.

import { z } from 'zod';
import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';
import { callingCodeOf } from '../core/notice/render.ts';

const version = 0x01;
const headBytes = 17;
const tokenMax = 64;
/** Seconds for which a pass is good; the page asks for another. */
export const passSeconds = 3_600;

/** Always the same for the same id. */
export function issueLinkToken(keys: MacKeys, id: string): string {
  const head = Buffer.concat([Buffer.of(version), Buffer.from(id.replaceAll('-', ''), 'hex')]);
  if (head.length !== headBytes) throw new RangeError('a link is known by a UUID');
  return Buffer.concat([head, mac(keys, 'opt-in-link/v1', head)]).toString('base64url');
}

/** The id in a token that this ledger made; never throws on what a stranger sends. */
export function linkIdIn(keys: MacKeys, token: string): string | undefined {
  if (token.length > tokenMax) return undefined;
  const bytes = decodeOnce(token);
  const head = bytes?.subarray(0, headBytes);
  if (bytes === undefined || head?.length !== headBytes || head[0] !== version) return undefined;
  if (!macIs(keys, bytes.subarray(headBytes), 'opt-in-link/v1', head)) return undefined;
  return head
    .subarray(1)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const claimsSchema = z.strictObject({
  /** Publishable key of the site. */
  iss: z.string(),
  link: z.uuid(),
  /** The stand-in; absent where the person types a number. */
  number: z.string().optional(),
  iat: z.int(),
  exp: z.int(),
});
export type LinkPass = z.infer<typeof claimsSchema>;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = `${encoded({ typ: 'link' })}.`;

/** Whether it claims to be a pass. No customer token begins like one: its header names an algorithm. */
export const isLinkPass = (token: string | undefined): token is string => token?.startsWith(header) === true;

export function issueLinkPass(
  keys: MacKeys,
  { site, link, number }: { site: string; link: string; number?: string | undefined },
  now: Date,
): string {
  const iat = Math.floor(now.getTime() / 1000);
  const stood = number === undefined ? {} : { number: standInFor(number) };
  const signed = header + encoded({ iss: site, link, ...stood, iat, exp: iat + passSeconds });
  return `${signed}.${mac(keys, 'link-pass/v1', signed).toString('base64url')}`;
}

/** What a genuine pass says. Whether it is over, its reader judges. Never throws on what a stranger sends. */
export function linkPassIn(keys: MacKeys, pass: string): LinkPass | undefined {
  const at = pass.lastIndexOf('.');
  const signature = decodeOnce(pass.slice(at + 1));
  if (!isLinkPass(pass) || signature === undefined) return undefined;
  const signed = pass.slice(0, at);
  if (!macIs(keys, signature, 'link-pass/v1', signed)) return undefined;
  return claimsSchema.parse(JSON.parse(Buffer.from(signed.slice(header.length), 'base64url').toString()));
}

/**
 * A number with the same mask, which no plan has: ten digits with six of them fixed. The widget takes it
 * for a whole number as it stands (widget/act/number-at-hand.ts).
 */
export function standInFor(number: string): string {
  const code = callingCodeOf(number) ?? '';
  const lead = code.startsWith('2') ? '300000' : '200000';
  return `+${code}${lead}${number.slice(-4)}`;
}
