// POST /v1/disputes and optmark dispute: a pack that a stranger checks offline, and what makes one false.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { keysOfPack, verifyPack } from '../../../ledger/core/dispute/pack.ts';
import { unzip, zip } from '../../../ledger/core/dispute/zip.ts';
import { signToken } from '../../../ledger/core/jws.ts';
import { packPage } from '../../../ledger/http/dispute/page.ts';
import type { MadePack } from '../../../ledger/operations/dispute/make-pack.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, post } from '../requests.ts';

const number = '+919876506001';
let shop: GatedSender;
let message: { id: string; permit: string };
let record: string;
const folder = mkdtempSync(join(tmpdir(), 'optmark-dispute-'));

const ask = (body: object, key = shop.ledger.keys.audit): Promise<Response> =>
  post(`${shop.ledger.url}/v1/disputes`, key, body);
const packOf = async (body: object) => Buffer.from(await (await ask(body)).arrayBuffer());
const filesOf = async (body: object) => unzip(await packOf(body))!;
const claimsIn = (files: Map<string, Buffer>): Body => {
  const { signed } = JSON.parse(files.get('pack.json')!.toString());
  return JSON.parse(Buffer.from(signed.split('.')[1], 'base64url').toString());
};
const trust = () => ({ vkeys: [shop.ledger.ledger.keys.vkey], jwks: shop.ledger.ledger.keys.jwks });

beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
  const answer = await shop.send(shop.template(number));
  message = { id: shop.cloud.sent[0]!.id, permit: answer.headers.get('optmark-permit-id')! };
  const { url, keys } = shop.ledger;
  const history: Body = await (await post(`${url}/v1/subjects/history`, keys.audit, { number })).json();
  record = history.records[0].id;
  // What came after the message bears not on it.
  await post(`${url}/v1/opt-outs`, keys.ingest, { number, channel: 'web' });
});
afterAll(async () => {
  await shop?.stop();
  rmSync(folder, { recursive: true });
});

describe('a pack', () => {
  test('of a message has its permit, the consent with its words and act, the notice, limits and proofs', async () => {
    for (const asked of [{ message: message.id }, { permit: message.permit }]) {
      const files = await filesOf(asked);
      expect([...files.keys()].map((name) => name.replace(/\d+/, 'N'))).toEqual([
        'pack.json',
        'index.html',
        'evidence/N-notice_published.json',
        'evidence/N-opt_in.json',
      ]);
      const claims = claimsIn(files);
      expect(claims).toMatchObject({ record, message: { permit: message.permit, state: 'accepted' } });
      expect(claims.limits.length).toBeGreaterThan(3);
      expect(await verifyPack(files, trust())).toMatchObject({ findings: [], records: 2, unknown: 0 });
      const page = files.get('index.html')!.toString();
      for (const shown of [message.permit, number, 'What this does not prove', 'c-1'])
        expect(page).toContain(shown);
    }
  });

  test('tells what was corrected beside what was recorded, in words, and that nothing was checked yet', async () => {
    const { url, keys, ledger, business } = shop.ledger;
    const evidence = { document_sha256: '5'.repeat(64), signed: true, taken_by: 'agent-7', place: 'pune-2' };
    const paper = {
      notice: 'order-updates',
      locale: 'es',
      number: '+919876506009',
      channel: 'paper',
      evidence,
    };
    const made: Body = await (await post(`${url}/v1/opt-ins`, keys.ingest, paper)).json();
    expect(made).toMatchObject({ record: expect.any(String) });
    const taken = made.record;
    const { key } = await createApiKey(ledger, business, 'mender', ['correction:write']);
    const corrections = [{ field: 'place', is: 'pune-3' }];
    await post(`${url}/v1/records/${taken}/corrections`, key, { corrections, reason: 'found_in_review' });
    const files = await filesOf({ record: taken });
    const page = files.get('index.html')!.toString();
    const text = page.slice(page.indexOf('<body')).replaceAll(/<pre.*?<\/pre>/gs, '');
    const told = text.replaceAll(/<[^>]*>/g, '').replaceAll(/evidence\/\S*/g, '');
    expect(told.match(/Where\s*pune-2\s*corrected to pune-3 on \d/g)).toHaveLength(2);
    expect(told.match(/pune-2/g)).toHaveLength(told.match(/corrected to pune-3/g)!.length);
    expect(told).toContain('On paper');
    expect(told).not.toMatch(/\.\d{3,6}Z|opt_in|notice_published|shipping_update|found_in_review/);
    expect(text).toMatch(/The notice that it names says:<\/p>\s*<blockquote lang="es"/);
    // No script was built here; where one was, it may not run, and only a script says otherwise.
    expect(told).toContain('it checks nothing itself');
    const withScript = packPage(
      { claims: claimsIn(files), records: [], files: () => files } as MadePack,
      '0;',
    );
    expect(withScript).toMatch(/role="status">Nothing has been checked/);
  });

  test('of a record has what came after it too', async () => {
    const files = await filesOf({ record });
    expect([...files.keys()].join()).toMatch(/-opt_in\.json.*-opt_out\.json/);
    expect(claimsIn(files).message).toBeUndefined();
    expect(await verifyPack(files, trust())).toMatchObject({ findings: [] });
  });

  test('of a message that the gate held back says that no record allowed it', async () => {
    const stopped = '+919876506002';
    await shop.optIn(stopped);
    await post(`${shop.ledger.url}/v1/opt-outs`, shop.ledger.keys.ingest, {
      number: stopped,
      channel: 'web',
    });
    const denied = await shop.send(shop.template(stopped));
    expect(denied.status).toBe(403);
    const { ledger, business } = shop.ledger;
    const sends: Body[] = [];
    for await (const page of ledger.sends.scan(business, 100)) sends.push(...page);
    const { permit } = sends.find(({ decision }) => decision === 'deny');
    expect(await verifyPack(await filesOf({ permit }), trust())).toMatchObject({ findings: [] });
  });

  test('is a look in the person’s own history, written before', async () => {
    await ask({ record, reason: 'complaint' });
    const { url, keys } = shop.ledger;
    const { records }: Body = await (await post(`${url}/v1/subjects/history`, keys.audit, { number })).json();
    const looks = records.filter(({ record: one }: Body) => one.access?.filter?.format === 'dispute');
    expect(looks.at(-1).record.access).toMatchObject({ operation: 'export', reason: 'complaint' });
  });
});

describe('a pack is false', () => {
  const findings = async (change: (files: Map<string, Buffer>) => void, resigned = false) => {
    const files = new Map(await filesOf({ permit: message.permit }));
    change(files);
    if (resigned) resign(files, (claims) => claims);
    return (await verifyPack(files, trust())).findings;
  };
  /** By the ledger itself: a party under audit that lies. */
  const resign = (files: Map<string, Buffer>, change: (claims: Body) => Body) => {
    const pack = JSON.parse(files.get('pack.json')!.toString());
    const claims = change(claimsIn(files));
    claims.files = Object.fromEntries(
      [...files].flatMap(([name, bytes]) => (name === 'pack.json' ? [] : [[name, sha256Hex(bytes)]])),
    );
    pack.signed = signToken(shop.ledger.ledger.keys.tokens, 'optmark-dispute+jws', claims);
    files.set('pack.json', Buffer.from(JSON.stringify(pack)));
  };
  const nameOf = (files: Map<string, Buffer>, kind: string) =>
    [...files.keys()].find((name) => name.endsWith(`${kind}.json`))!;

  test('where a file was changed, added or left out', async () => {
    expect(await findings((files) => files.set('index.html', Buffer.from('kinder words')))).toEqual([
      'index.html: not the file that the pack was signed with',
    ]);
    expect(await findings((files) => files.set('more.txt', Buffer.from('more')))).toHaveLength(2);
    expect(await findings((files) => files.delete('index.html'))).toEqual(['index.html: is missing']);
    expect(await findings((files) => files.delete('pack.json'))).toHaveLength(1);
  });

  test('where its record or its notice is not there, whoever signed it', async () => {
    expect(await findings((files) => files.delete(nameOf(files, 'opt_in')), true)).toEqual(
      expect.arrayContaining([
        'evidence: the record in dispute is not there',
        'permit: the record that it names is not there',
      ]),
    );
    expect(await findings((files) => files.delete(nameOf(files, 'notice_published')), true)).toEqual([
      `record ${record}: its notice is not there`,
    ]);
  });

  test('where the consent is another person’s, or of another business', async () => {
    const other = '+919876506003';
    await shop.optIn(other);
    const answer = await shop.send(shop.template(other));
    const theirs = await filesOf({ permit: answer.headers.get('optmark-permit-id')! });
    const files = new Map(await filesOf({ permit: message.permit }));
    const [mine, of] = [claimsIn(files).message, claimsIn(theirs).record];
    for (const [name, bytes] of theirs) if (name.includes('opt_in')) files.set(name, bytes);
    resign(files, (claims) => ({ ...claims, record: of, message: mine }));
    expect((await verifyPack(files, trust())).findings).toContain(
      'permit: names another record than the pack',
    );
    const swapped = new Map(theirs);
    resign(swapped, (claims) => ({ ...claims, message: { ...mine, permit: claims.message.permit } }));
    expect((await verifyPack(swapped, trust())).findings).toEqual(
      expect.arrayContaining(['permit: of another message']),
    );
  });

  test('under keys of another ledger; under its own it only fits together', async () => {
    const files = await filesOf({ record });
    const foreign = {
      vkeys: [shop.ledger.ledger.keys.vkey.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
      jwks: trust().jwks,
    };
    expect((await verifyPack(files, foreign)).findings.length).toBeGreaterThan(0);
    expect((await verifyPack(files, { ...trust(), jwks: [] })).findings).toHaveLength(1);
    expect((await verifyPack(files, keysOfPack(files)!)).findings).toEqual([]);
  });

  test('where the zip file says one thing twice, or has anything around it', async () => {
    const bytes = await packOf({ record });
    expect(unzip(bytes)).toBeDefined();
    for (const wrong of [
      Buffer.concat([bytes, Buffer.from('x')]),
      Buffer.concat([Buffer.from('x'), bytes]),
      bytes.subarray(0, -1),
      bytes.subarray(0, 40),
      Buffer.alloc(0),
      zip(new Map()),
    ])
      expect(unzip(wrong)).toBeUndefined();
    const name = bytes.indexOf('index.html', bytes.lastIndexOf('evidence/') - 400);
    const changed = Buffer.from(bytes);
    changed[name] = changed[name]! ^ 1;
    expect(unzip(changed)).toBeUndefined();
  });
});

test('other tools open it', async () => {
  const path = join(folder, 'opened.zip');
  writeFileSync(path, await packOf({ record }));
  const list = 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
  const { stdout } = await promisify(execFile)('python3', ['-c', list, path]);
  expect(stdout).toMatch(/^None \d+\n$/);
});

describe('who may have it', () => {
  test('no other scope, no other business, and nothing that is not there', async () => {
    const { ledger, keys } = shop.ledger;
    for (const key of [keys.ingest, keys.gate, keys.admin])
      await expectProblem(ask({ record }, key), 'forbidden');
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
    const { key } = await createApiKey(ledger, 'other-shop', 'theirs', ['audit:read']);
    for (const body of [{ record }, { permit: message.permit }, { message: message.id }])
      await expectProblem(ask(body, key), 'not_found');
    for (const body of [{ message: 'wamid.none' }, { permit: record }, { record: message.permit }])
      await expectProblem(ask(body), 'not_found');
  });

  test.each([[{}], [{ record: 'x' }], [{ record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', message: 'm' }]])(
    '%j is refused',
    async (body) => {
      await expectProblem(ask(body), 'invalid');
    },
  );
});

test('the command writes a pack that optmark verify finds true, and false once it is touched', async () => {
  const environment = environmentOf(shop.ledger);
  const out = join(folder, 'pack.zip');
  const of = ['--business', shop.ledger.business, '--out', out];
  const made = await optmark(['dispute', message.id, ...of], environment);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('the message rests on a consent: “Agreed”');
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, (await optmark(['keys', 'public'], environment)).stdout);
  const verify = (...args: string[]) => optmark(['verify', out, ...args]);
  const trusted = ['--vkey', keys, '--jwks', keys];
  const verdict = await verify(...trusted);
  expect(verdict).toMatchObject({ code: 0, stdout: expect.stringMatching(/^TRUE: /m) });
  expect(verdict.stdout).toContain(`permit: ${message.permit}`);
  expect((await verify()).stderr).toContain('The keys are the file’s own');
  expect(await verify('--from', shop.ledger.url)).toMatchObject({ code: 0 });
  const files = unzip(readFileSync(out))!;
  files.set('index.html', Buffer.from('<p>kinder words</p>'));
  writeFileSync(out, zip(files));
  expect(await verify(...trusted)).toMatchObject({ code: 1, stdout: expect.stringContaining('false: ') });
  expect(await optmark(['dispute', 'wamid.none', ...of], environment)).toMatchObject({ code: 3 });
  expect(await optmark(['dispute', message.id], environment)).toMatchObject({ code: 2 });
});

describe('what proves no consent is not taken for one: the command says', () => {
  const said = async (asked: string) => {
    const of = ['--business', shop.ledger.business, '--out', join(folder, 'no-consent.zip')];
    const { code, stdout } = await optmark(['dispute', asked, ...of], environmentOf(shop.ledger));
    expect(code).toBe(0);
    return stdout.trimEnd().split('\n').at(-1);
  };

  test('of a stop, a no and an objection that they are none, and of a consent that it is', async () => {
    const { url, keys } = shop.ledger;
    const of = '+919876506031';
    const stopped: Body = await (
      await post(`${url}/v1/opt-outs`, keys.ingest, { number: of, channel: 'web' })
    ).json();
    expect(await said(stopped.record)).toBe('the record is no consent: “Stopped”');
    const objected: Body = await (
      await post(`${url}/v1/objections`, keys.ingest, { number: of, channel: 'agent', scope: 'all' })
    ).json();
    expect(await said(objected.record)).toBe('the record is no consent: “Objected”');
    expect(await said(record)).toBe('the record is a consent: “Agreed”');
  });

  test('of a message that was held back, why; of one that answered somebody, that no record allowed it', async () => {
    const { url, keys } = shop.ledger;
    const other = '+919876506032';
    await shop.optIn(other);
    await post(`${url}/v1/opt-outs`, keys.ingest, { number: other, channel: 'web' });
    await shop.send(shop.template(other));
    const { messages }: Body = await (
      await post(`${url}/v1/subjects/access`, keys.audit, { number: other })
    ).json();
    expect(messages).toMatchObject([{ state: 'denied' }]);
    expect(await said(messages[0].permit)).toBe('the message was held back: “Stopped”');
    const writer = '919876506033';
    await shop.wrote({ from: writer });
    const free = { messaging_product: 'whatsapp', to: writer, type: 'text', text: { body: 'Hello' } };
    const { headers } = await shop.send(free);
    expect(await said(headers.get('optmark-permit-id')!)).toBe(
      'the message rests on no consent: no record allowed it',
    );
  });
});
