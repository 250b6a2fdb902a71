// A stranger verifies a log over HTTP, and the server lies.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogClient } from '../../../ledger/clients/log-client.ts';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import { ed25519Signer } from '../../../ledger/core/log/signed-note.ts';
import { formatVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import { ServerUnreachable } from '../../../ledger/operations/verify/sources.ts';
import { verifyLog } from '../../../ledger/operations/verify/url.ts';
import { brief, entryAt, flipped, sampleLog, signer } from '../../core/audit/sample-log.ts';
import { resourcesOf, type ServedLog, serveLog, vkey } from './served-log.ts';

// 1023 has a one in every place: partial tiles and bundles at each level there is.
const log = sampleLog(1_023);
let served: ServedLog;
beforeEach(async () => {
  served = await serveLog(log);
});
afterEach(() => served.close());

async function findings(options: { vkey?: string; since?: string } = { vkey }): Promise<string[]> {
  const found: Finding[] = [];
  await verifyLog(
    { server: createLogClient(served.url), ...options },
    (one) => found.push(one),
    () => {},
  );
  return found.map(brief);
}

describe('a true log', () => {
  test('has no finding, and every entry and tile of it was read', async () => {
    expect(await findings()).toEqual([]);
    const unread = served.resources.keys().filter((path) => !served.asked.includes(path));
    expect([...unread]).toEqual([]);
  });

  test('may be named by the URL of its ledger or of itself', async () => {
    served.url = new URL(`${served.url}log/`);
    expect(await findings()).toEqual([]);
  });

  test('may have dropped a partial tile and a partial bundle whose full ones are there', async () => {
    await served.close();
    served = await serveLog(sampleLog(1_100));
    served.resources.set('/log/checkpoint', Buffer.from(log.checkpoints.at(-1)!.note));
    // The tile of level 1 is not full yet, so it is still served in part.
    const wider = served.resources.get('/log/tile/1/000.p/4') as Uint8Array;
    served.resources.set('/log/tile/1/000.p/3', wider.subarray(0, 96));
    expect(await findings()).toEqual([]);
  });

  test('says whose key was believed', async () => {
    const verify = (key: object) =>
      verifyLog(
        { server: createLogClient(served.url), ...key },
        () => {},
        () => {},
      );
    expect(await verify({})).toMatchObject({ keyFrom: 'server', size: 1_023 });
    expect(await verify({ vkey })).toMatchObject({ keyFrom: 'caller', size: 1_023 });
  });

  test('is read again where a server was too busy to answer', async () => {
    served.resources.set('/log/tile/0/000', 503);
    const before = served.asked.length;
    const verifying = findings();
    await expect.poll(() => served.asked.slice(before)).toContain('/log/tile/0/000');
    served.resources.set('/log/tile/0/000', resourcesOf(log).get('/log/tile/0/000')!);
    expect(await verifying).toEqual([]);
  });
});

describe('a lie is found', () => {
  test('whichever tile or bundle has one bit changed', async () => {
    const honest = resourcesOf(log);
    for (const [path, bytes] of honest) {
      if (!path.startsWith('/log/tile/') || typeof bytes === 'number') continue;
      served.resources.set(path, flipped(bytes, bytes.length >> 1));
      expect(await findings(), path).not.toEqual([]);
      served.resources.set(path, bytes);
    }
  });

  test('whichever tile or bundle is not there, too short or too long', async () => {
    for (const [path, bytes] of resourcesOf(log)) {
      if (!path.startsWith('/log/tile/') || typeof bytes === 'number') continue;
      for (const lie of [
        404,
        bytes.subarray(1),
        Buffer.concat([bytes, Buffer.alloc(35)]),
        new Uint8Array(),
      ]) {
        served.resources.set(path, lie);
        expect(await findings(), path).not.toEqual([]);
      }
      served.resources.set(path, bytes);
    }
  });

  test('when entries and all tiles are forged together: the signature holds them', async () => {
    const forged = sampleLog(1_023, 100, (index) => entryAt(index === 512 ? 9_999 : index));
    const note = served.resources.get('/log/checkpoint')!;
    await served.close();
    served = await serveLog(forged);
    served.resources.set('/log/checkpoint', note);
    expect(await findings()).toEqual(['entry/not_as_signed index 0 to 1022, checkpoint of size 1023']);
  });

  test('when the checkpoint is signed by another key than the one trusted', async () => {
    const other = ed25519Signer(signer.key.name, generateKeyPairSync('ed25519').privateKey);
    expect(await findings({ vkey: formatVerifierKey(other.key) })).toEqual([
      'checkpoint/signature newest checkpoint',
    ]);
  });

  test('when the checkpoint has any byte changed', async () => {
    const note = served.resources.get('/log/checkpoint') as Uint8Array;
    for (const at of [0, 25, 30, note.length - 10]) {
      served.resources.set('/log/checkpoint', flipped(note, at));
      expect(await findings()).toEqual(['checkpoint/signature newest checkpoint']);
    }
  });

  test('when an answer never ends', async () => {
    served.resources.set('/log/tile/0/000', Buffer.alloc(1_000_000));
    expect(await findings()).toEqual(['tile/differs tile/0/000']);
  });
});

describe('against a checkpoint from before', () => {
  const seen = (size: number, other = log) => ({
    vkey,
    since: other.checkpoints.find((row) => row.size === size)!.note,
  });

  test('a log that only grew is true, also when it did not grow at all', async () => {
    expect(await findings(seen(300))).toEqual([]);
    expect(await findings(seen(1_023))).toEqual([]);
  });

  test('a log whose past was rewritten is false although all of it is signed', async () => {
    const past = sampleLog(300, 100, (index) => entryAt(index + 7));
    expect(await findings(seen(300, past))).toEqual([
      'entry/not_as_signed index 0 to 299, checkpoint of size 300',
    ]);
  });

  test('a log that shows another root for the same size is false', async () => {
    const fork = sampleLog(1_023, 100, (index) => entryAt(index + 7));
    expect(await findings(seen(1_023, fork))).toEqual([
      'entry/not_as_signed index 0 to 1022, checkpoint of size 1023',
    ]);
  });

  test('a log that was cut back is false', async () => {
    const longer = sampleLog(1_100);
    expect(await findings(seen(1_100, longer))).toEqual(['entry/missing index 1023 to 1099']);
  });

  test('a checkpoint that this log’s key did not sign is a finding', async () => {
    const { note } = log.checkpoints[0]!;
    expect(await findings({ vkey, since: note.replace('ledger.example', 'ledgar.example') })).toEqual([
      'checkpoint/signature size 100',
    ]);
  });

  test('what is no checkpoint is refused', async () => {
    await expect(findings({ vkey, since: 'hello' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('nothing is found out, and said so', () => {
  test('where nobody answers', async () => {
    await served.close();
    await expect(findings()).rejects.toBeInstanceOf(ServerUnreachable);
    served = await serveLog(log);
  });

  test('where a server keeps failing', async () => {
    served.resources.set('/log/tile/0/000', 500);
    await expect(findings()).rejects.toThrow(/answered 500/);
  });

  test('where there is no checkpoint, or no key', async () => {
    served.resources.delete('/log/checkpoint');
    await expect(findings()).rejects.toBeInstanceOf(ServerUnreachable);
    served.resources.set('/log/keys.json', randomBytes(10));
    await expect(findings({})).rejects.toBeInstanceOf(ServerUnreachable);
    await expect(findings({ vkey: 'not a key' })).rejects.toMatchObject({ code: 'invalid' });
  });
});
