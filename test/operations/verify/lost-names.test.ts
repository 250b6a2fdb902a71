// A server says that all that was signed under a middle name of the log was lost, so that it need not show
// what the key of that name has signed.

import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLogClient } from '../../../ledger/clients/log-client.ts';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import { encodeRecord } from '../../../ledger/core/consent/record.ts';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { ed25519Signer } from '../../../ledger/core/log/signed-note.ts';
import type { LogName } from '../../../ledger/core/log/succession.ts';
import { formatVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import { commit } from '../../../ledger/core/subject/commitment.ts';
import { verifyLog } from '../../../ledger/operations/verify/url.ts';
import { brief, entryAt, origin, sampleLog, type signer } from '../../core/audit/sample-log.ts';
import { serveLog, vkey } from './served-log.ts';

const [second, third] = [2, 3].map((n) =>
  ed25519Signer(`${origin}/${n}`, generateKeyPairSync('ed25519').privateKey),
) as [typeof signer, typeof signer];
const kept = sampleLog(50).checkpoints[0]!;
const nonce = Buffer.alloc(32, 9);

/** A log of 50 entries under the first name, and of 50 more under the third. */
async function asks(why: string, since?: string) {
  const bytes = encodeRecord({
    ...{ v: 2, id: '01890a5d-ac96-774b-bcce-b302099a8057', kind: 'log_begun', business: 'ledger' },
    recorded_at: '2026-11-30T10:00:00.000000Z',
    occurred_at: '2026-11-30T10:00:00.000000Z',
    source: { system: 'optmark', entry_point: 'recover' },
    submitted_by: { by: 'operator', id: 'recover' },
    kept: { origin, size: 50, root: Buffer.from(kept.root).toString('base64') },
    ...{ origin: third.key.name, why },
  } as never);
  const log = sampleLog(100, 50, (index) => (index === 50 ? commit(nonce, bytes) : entryAt(index)));
  const { size, root } = log.checkpoints[1]!;
  log.checkpoints[1] = { size, root, note: signCheckpoint({ origin: third.key.name, size, root }, [third]) };
  const served = await serveLog(log);
  const names: LogName[] = [
    { origin, vkey, upTo: 50, last: kept.note },
    { origin: second.key.name, vkey: formatVerifierKey(second.key), upTo: 50 },
    {
      ...{ origin: third.key.name, vkey: formatVerifierKey(third.key) },
      begun: { nonce: nonce.toString('base64'), record: Buffer.from(bytes).toString('base64') },
    },
  ];
  const found: Finding[] = [];
  const server = { ...createLogClient(served.url), names: async () => names };
  const asked = { server, vkey, ...(since !== undefined && { since }) };
  const { lost } = await verifyLog(
    asked,
    (one) => found.push(one),
    () => {},
  ).finally(served.close);
  return { lost, found: found.map(brief) };
}

test('a restore may have lost it, and that is told', async () => {
  expect(await asks('restored')).toEqual({ lost: [second.key.name], found: [] });
});

test('a planned rotation loses nothing', async () => {
  expect((await asks('key_rotated')).found).toEqual([`succession/lost_unsaid ${second.key.name}`]);
});

test('a checkpoint of it that was seen shows what was taken back, of whatever size', async () => {
  const { root } = sampleLog(60).checkpoints[0]!;
  const seen = (size: number) => signCheckpoint({ origin: second.key.name, size, root }, [second]);
  expect((await asks('restored', seen(60))).found).toEqual(['checkpoint/taken_back size 60']);
  expect((await asks('restored', seen(40))).found).toEqual(['checkpoint/signature size 40']);
});
