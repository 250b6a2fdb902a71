import { expect, test } from 'vitest';
import { formatFlowSecret, shownSecrets } from '../../ledger/auth/flow-secret.ts';

const secret = formatFlowSecret(Buffer.alloc(24, 7));
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('a secret holds 24 random bytes, and can stand in a path', () => {
  expect(secret).toMatch(/^ofs_[\w-]{32}$/);
  expect(() => formatFlowSecret(Buffer.alloc(23))).toThrow(RangeError);
});

test.for([
  ['as Bearer', `Bearer ${secret}`, undefined],
  ['as Bearer, in any case', `bearer  ${secret} `, undefined],
  ['as a Basic password under any name', basic(`optmark:${secret}`), undefined],
  ['as a Basic password under no name', basic(`:${secret}`), undefined],
  ['in the path', undefined, secret],
  ['in the path, beside a header of the panel’s own', basic('panel:its-own'), secret],
] as const)('it is shown %s', ([, header, inPath]) => {
  expect(shownSecrets(header, inPath)).toEqual([secret]);
});

test.for([
  ['nothing', undefined, undefined],
  ['another scheme', `Digest ${secret}`, undefined],
  ['a user name', basic(secret), undefined],
  ['a secret key', 'Bearer om_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', undefined],
  ['a part of one', `Bearer ${secret.slice(0, -1)}`, secret.slice(1)],
  ['more than one', `Bearer ${secret}x`, `${secret}x`],
] as const)('%s shows none', ([, header, inPath]) => {
  expect(shownSecrets(header, inPath)).toEqual([]);
});
