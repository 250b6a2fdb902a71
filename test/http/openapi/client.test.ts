// A client in TypeScript, generated from the document as any developer generates one: right calls compile,
// wrong ones do not, and what is compiled works on a real ledger.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateSource } from 'oazapfts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApi } from '../../../ledger/http/openapi/openapi.ts';
import { endpoints } from '../../../ledger/http/server/api.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const number = '+919876543210';
const optIn = `{ notice: 'order-updates', locale: 'en', number: '${number}', channel: 'ivr'`;

let folder: string;
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-client-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(describeApi(endpoints, '0.0.0')));
  await writeFile(join(folder, 'client.ts'), await generateSource(join(folder, 'openapi.json')));
});
afterAll(async () => {
  await ledger.stop();
  await rm(folder, { recursive: true });
});

/** What the compiler says of each of these bodies of an async function; '' where it has nothing to say. */
async function compile(calls: Record<string, string>): Promise<Record<string, string>> {
  for (const [name, call] of Object.entries(calls)) {
    const text = `import { type ServerOptIn, checkGate, defaults, readCheckpoint, recordOptIn } from './client.ts';
export { defaults };
export async function run() {\n${call}\n}\n`;
    await writeFile(join(folder, `${name}.ts`), text);
  }
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--lib', 'es2022,dom'];
  const modules = ['--module', 'nodenext', '--allowImportingTsExtensions', '--types', ''];
  const files = Object.keys(calls).map((name) => `${name}.ts`);
  const { stdout } = spawnSync(
    'node',
    [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...modules, ...files],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return Object.fromEntries(
    Object.keys(calls).map((name) => [
      name,
      stdout
        .split('\n')
        .filter((line) => line.startsWith(`${name}.ts`))
        .join('\n'),
    ]),
  );
}

test('a call is typed by its channel, its answer by its status', async () => {
  const said = await compile({
    right: `const body: ServerOptIn = ${optIn}, evidence: { call_id: 'c-1', key: '1', prompt: '1' } };
  const answer = await recordOptIn(body, { idempotencyKey: 'call-1' });
  if (answer.status === 202) return { pending: answer.data.pending };
  if (answer.status !== 201) throw new Error(answer.data.code);
  const leaf: number = answer.data.leaf_index;
  const asked = await checkGate({ recipient: '${number}', purpose: 'shipping_update' });
  return { leaf, decision: asked.status === 200 ? asked.data.decision : 'deny' };`,
    other_evidence: `return recordOptIn(${optIn}, evidence: { agent: 'a-1', statement_sha256: '00' } });`,
    no_evidence: `return recordOptIn(${optIn} });`,
    no_channel: `return recordOptIn({ notice: 'order-updates', locale: 'en', number: '${number}', channel: 'fax', evidence: {} });`,
    no_purpose: `return checkGate({ recipient: '${number}', purpose: 'gossip' });`,
    answer_before_status: `const answer = await checkGate({ recipient: '${number}', purpose: 'marketing' });
  return answer.data.decision;`,
  });
  expect(said['right']).toBe('');
  expect(said['other_evidence']).toContain("'EvidenceIvr'");
  expect(said['no_evidence']).toContain('evidence');
  expect(said['no_channel']).toContain('"fax"');
  expect(said['no_purpose']).toContain('"gossip"');
  expect(said['answer_before_status']).toContain("'decision' does not exist");

  const { defaults, run } = await import(pathToFileURL(join(folder, 'right.ts')).href);
  defaults.baseUrl = ledger.url;
  const { key } = await createApiKey(ledger.ledger, ledger.business, 'client', [
    'opt-in:write',
    'gate:check',
  ]);
  defaults.headers = { authorization: `Bearer ${key}` };
  const { size } = (await ledger.ledger.log.latestCheckpoint())!;
  expect(await run()).toEqual({ leaf: size, decision: 'allow' });
});
