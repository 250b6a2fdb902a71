// The public log, C2SP tlog-tiles under /log/: checkpoint, hash tiles, entry bundles. Static in spirit: every
// tile of a committed width has the same bytes for ever, partial ones too. There is no endpoint for proofs: a
// verifier makes its own from tiles, and so trusts no answer of ours.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { parseTilePath } from '../../core/log/tile.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { immutable, text } from '../server/reply.ts';

/** How old a checkpoint a cache may show; "at most a few seconds" in the specification. */
const checkpoint = { 'cache-control': 'public, max-age=1, no-transform' };

const bytes = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
const note = z.string().meta({
  example:
    'ledger.example/log\n8\nXcnaeacGWamtVVy3Ks2t2aubgjrdKvlgzP43Dv9GBDI=\n\n— ledger.example/log c2lnbmF0dXJl\n',
});

export const logEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/log/checkpoint',
    operationId: 'readCheckpoint',
    tag: 'Log',
    summary: 'The newest checkpoint',
    description:
      'A signed note (C2SP tlog-checkpoint). If you keep it, you can detect every later change to ' +
      'what it covers.',
    who: 'public',
    answers: { 200: rawAnswer('The checkpoint.', { 'text/plain': { schema: note } }) },
    errors: ['not_found', 'overloaded', 'unavailable'],
    async handle(_, { publicLog }) {
      const latest = await publicLog.checkpoint();
      if (latest === undefined) throw new LedgerError('not_found', 'The log is empty.');
      return text(200, latest.note, checkpoint);
    },
  }),
  endpoint({
    method: 'get',
    path: '/log/tile/{tile}',
    operationId: 'readTile',
    tag: 'Log',
    summary: 'A tile of hashes, or a bundle of entries',
    description:
      '`<L>/<N>[.p/<W>]` is a tile of level L, `entries/<N>[.p/<W>]` a bundle of entries (C2SP tlog-tiles). Every ' +
      'width up to the committed size is served, and its bytes never change.',
    who: 'public',
    params: z.object({ tile: z.string().meta({ example: '0/000.p/8' }) }),
    answers: { 200: rawAnswer('The bytes.', bytes) },
    errors: ['not_found', 'overloaded', 'unavailable'],
    async handle({ params: { tile } }, { publicLog }) {
      const asked = parseTilePath(`tile/${tile}`);
      // Only what a checkpoint fixes is served; this also keeps absurd indexes away from the store.
      const body = asked.kind === 'refused' ? undefined : await publicLog.tile(asked.value);
      if (body === undefined) throw new LedgerError('not_found', 'The log has no such tile.');
      const headers = { 'content-type': 'application/octet-stream', ...immutable };
      return { status: 200 as const, headers, body };
    },
  }),
];
