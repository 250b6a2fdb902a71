// Public keys: of the log (a C2SP verifier key) and of receipts and permits (RFC 7517). Two keys, two jobs.

import { z } from 'zod';
import type { Ledger } from '../../operations/ledger.ts';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, json } from '../server/reply.ts';

const maxAgeSeconds = 300;

export const logKeysExample = {
  origin: 'ledger.example/log',
  vkey: 'ledger.example/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
};

const logKeysSchema = z
  .strictObject({
    origin: z.string(),
    vkey: z.string().meta({ description: 'Verifier key of the checkpoints (C2SP signed-note).' }),
  })
  .meta({ id: 'LogKeys', example: logKeysExample });

// The example key of RFC 8037, appendix A.
const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
export const jwksExample = {
  keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: '47d6845c9771b474', alg: 'Ed25519', use: 'sig' }],
};

const jwksSchema = z
  .object({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'JsonWebKeySet', example: jwksExample });

export const keyEndpoints = ({ origin, keys }: Pick<Ledger, 'origin' | 'keys'>): Endpoint[] => [
  {
    method: 'get',
    path: '/log/keys.json',
    readers: 'public',
    description: {
      operationId: 'readLogKeys',
      tags: ['Log'],
      summary: 'The log’s verifier key',
      description:
        'Compare it once with a copy from elsewhere; a key from the server itself proves only consistency.',
      responses: {
        200: { description: 'Origin and key.', content: jsonContent(logKeysSchema) },
        ...problems(),
      },
    },
    handle: () => json(200, { origin, vkey: keys.vkey }, cachedFor(maxAgeSeconds)),
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    readers: 'public',
    description: {
      operationId: 'readTokenKeys',
      tags: ['Log'],
      summary: 'Keys of receipts and permits',
      description: 'Current and past public keys (RFC 7517).',
      responses: {
        200: { description: 'The key set.', content: { 'application/jwk-set+json': { schema: jwksSchema } } },
        ...problems(),
      },
    },
    handle: () =>
      json(
        200,
        { keys: keys.jwks },
        { ...cachedFor(maxAgeSeconds), 'content-type': 'application/jwk-set+json' },
      ),
  },
];
