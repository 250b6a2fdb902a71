// Public keys: of the log (a C2SP verifier key) and of receipts and permits (RFC 7517). Two keys, two jobs.

import { z } from 'zod';
import { answer, type Endpoint, endpoint, ok, rawAnswer } from '../server/endpoint.ts';
import { cachedFor, json } from '../server/reply.ts';

const maxAgeSeconds = 300;

const name = {
  origin: 'ledger.example/log',
  vkey: 'ledger.example/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
};
export const logKeysExample = { ...name, names: [name] };

const logKeysSchema = z
  .strictObject({
    origin: z.string(),
    vkey: z.string().meta({ description: 'Verifier key of the checkpoints (C2SP signed-note).' }),
    names: z
      .array(
        z.strictObject({
          origin: z.string(),
          vkey: z.string(),
          up_to: z
            .int()
            .min(0)
            .optional()
            .meta({ description: 'Its last size. Absent: it is the name now.' }),
          last: z.string().optional().meta({
            description: 'Its last checkpoint, of the size `up_to`, signed with its key: with this it ends.',
          }),
          begun: z
            .strictObject({ nonce: z.base64(), record: z.base64() })
            .optional()
            .meta({
              description:
                'The opening of the first entry under this name, whose index is the last size of the name before: ' +
                'entry = 0x01 ‖ HMAC-SHA256(nonce, record). The record says what was kept, and why.',
            }),
        }),
      )
      .meta({
        description:
          'All names of the log, the first one first. After a restore it goes on under another name and key: a ' +
          'checkpoint of a size up to `up_to` bears the name before, and entries past it that were signed under that ' +
          'name were lost.',
      }),
  })
  .meta({ id: 'LogKeys', example: logKeysExample });

// The example key of RFC 8037, appendix A.
const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
export const jwksExample = {
  keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: '47d6845c9771b474', alg: 'EdDSA', use: 'sig' }],
};

const jwksSchema = z
  .object({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'JsonWebKeySet', example: jwksExample });

export const keyEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/log/keys.json',
    operationId: 'readLogKeys',
    tag: 'Log',
    summary: 'The log’s verifier key',
    description:
      'Compare it once with a copy from elsewhere; a key from the server itself proves only consistency.',
    who: 'public',
    tagged: true,
    answers: { 200: answer('Origin and key.', logKeysSchema) },
    handle(_, { ledger: { origin, keys, names } }) {
      const told = names.map(({ upTo, ...one }) => ({ ...one, ...(upTo !== undefined && { up_to: upTo }) }));
      return ok({ origin, vkey: keys.vkey, names: told }, cachedFor(maxAgeSeconds));
    },
  }),
  endpoint({
    method: 'get',
    path: '/.well-known/jwks.json',
    operationId: 'readTokenKeys',
    tag: 'Log',
    summary: 'Keys of receipts and permits',
    description:
      'Current and past public keys (RFC 7517). Tokens are signed with Ed25519 under the algorithm name `EdDSA`.',
    who: 'public',
    tagged: true,
    answers: { 200: rawAnswer('The key set.', { 'application/jwk-set+json': { schema: jwksSchema } }) },
    handle: (_, { ledger: { keys } }) =>
      json(
        200,
        { keys: keys.jwks },
        { ...cachedFor(maxAgeSeconds), 'content-type': 'application/jwk-set+json' },
      ),
  }),
];
