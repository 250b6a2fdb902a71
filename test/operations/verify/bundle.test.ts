// A bundle is true for ever; whether the running log still holds its records is another question.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogClient } from '../../../ledger/clients/log-client.ts';
import { verifyBundleFile } from '../../../ledger/operations/verify/bundle.ts';
import { sampleLog } from '../../core/audit/sample-log.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { fileOf, rowsIn } from '../export/an-export.ts';
import { filledLedger } from '../filled-ledger.ts';
import { serveLog } from './served-log.ts';

let here: TestLedger;
let file: string;
beforeAll(async () => {
  here = await filledLedger();
  const auditor = { key: 'auditor', business: here.business, scopes: ['audit:read' as const] };
  file = await fileOf(here.ledger, auditor, {
    ...{ format: 'bundle', reason: 'audit', filter: { kind: 'opt_in' }, limit: 4 },
  });
});
afterAll(() => here?.stop());

describe('a running ledger is asked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'optmark-bundle-'));
  const path = join(folder, 'records.bundle');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('and has all that the file’s checkpoint covers', async () => {
    writeFileSync(path, file);
    const verdict = await verifyBundleFile(path, createLogClient(new URL(here.url)));
    expect(verdict).toMatchObject({ findings: [], keysFrom: 'caller' });
  });

  test('and names each record that it has lost, where it does not go on from there', async () => {
    writeFileSync(path, file);
    const served = await serveLog(sampleLog(700));
    const [own, later] = [createLogClient(new URL(here.url)), createLogClient(served.url)];
    // The same ledger under its next name, of which another log is left.
    const names = async () => [...(await own.names())!, ...(await later.names())!];
    const server = { ...later, names, tokenKeys: () => own.tokenKeys() };
    const { findings } = await verifyBundleFile(path, server);
    await served.close();
    const indexes = rowsIn(file).flatMap(({ index }) => (index === undefined ? [] : [index]));
    expect(findings).toEqual([
      expect.stringContaining('it does not go on from this checkpoint'),
      ...indexes.map((index) => expect.stringMatching(new RegExp(`entry ${index}: .* the record was lost$`))),
    ]);
  });
});
