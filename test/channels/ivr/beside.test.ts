// Where a request cannot be read, its call, its keys and its caller are found in the fields in which its
// dialect reads them.

import { describe, expect, test } from 'vitest';
import { factsIn } from '../../../ledger/channels/ivr/beside.ts';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { invalid } from '../../../ledger/core/error.ts';
import { arrived, engines, origin, pathOf, platforms } from './engines.ts';
import type { Sent } from './signers.ts';

/** A first request that has keys, too: not every platform says later who is calling. */
function withKeys({ method, url, body, headers }: Sent, name: string): Sent {
  const isJson = body.startsWith('{');
  if (method === 'GET') return { method, url: `${url}&${name}=0`, body, headers };
  const keyed = isJson ? JSON.stringify({ ...JSON.parse(body), [name]: '0' }) : `${body}&${name}=0`;
  return { method, url, body: keyed, headers };
}

describe.each(platforms)('of %s', (platform) => {
  const dialect = dialects[platform];
  const { begins, presses, fields, caller } = engines[platform];
  const refused = invalid('/tenant', 'unrecognized_keys', 'is unknown');
  const unreadable = {
    ...dialect,
    read: () => {
      throw refused;
    },
  };

  test('the call and its keys', () => {
    const request = arrived(presses({ digits: '0' }, origin + pathOf(platform)));
    const { call } = dialect.read(request);
    expect(factsIn(unreadable, request)).toMatchObject({ call, event: 'keys', digits: '0', refused });
  });

  test('the caller', () => {
    const request = arrived(withKeys(begins({}), fields.digits));
    expect(factsIn(unreadable, request)).toMatchObject({ caller: caller[1], digits: '0', refused });
  });
});
