// What a server asserts: the ledger has neither heard the call nor seen the form, and tells no reader that it
// has.

import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../ledger/core/consent/evidence.ts';
import { joinLines, renderPrompt } from '../../../ledger/core/notice/render.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { goodEvidence } from '../../core/consent/sample-consent.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';

const here = apiOfThisFile();
const asking = (key: string, body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  body: JSON.stringify(body),
});
const ask = async (path: string, key: string, body: object): Promise<Body> =>
  (await here.request(path, asking(key, body))).json();
const optIn = (number: string, over: object): Promise<Body> =>
  ask('/v1/opt-ins', here.ledger.keys.ingest, { notice: 'order-updates', locale: 'en', number, ...over });
const pageOf = async (link: string) => (await here.request(new URL(link).pathname)).text();
const gate = (recipient: string) =>
  ask('/v1/gate/check', here.ledger.keys.gate, { recipient, purpose: 'shipping_update' });
const entryOf = async (number: string): Promise<Body> =>
  (await ask('/v1/subjects/history', here.ledger.keys.audit, { number })).records[0];

const number = '+919876543210';
const evidence = { call_id: 'c-1', key: '1', prompt: 'foo' };
const sentence = /I consent to receive|press 1/;

describe('a call whose server says that it played “foo”', () => {
  test('is E1, and the answer says why', async () => {
    const answer = await optIn(number, { channel: 'ivr', evidence });
    expect(answer).toMatchObject({ grade: 'E1', grade_reasons: ['words_not_shown'] });
    const claims = JSON.parse(Buffer.from(answer.receipt.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ grade: 'E1', grade_reasons: ['words_not_shown'] });
    expect(claims).not.toHaveProperty('text_sha256');
  });

  test('still allows what it grants', async () => {
    expect(await gate(number)).toMatchObject({ decision: 'allow', grade: 'E1' });
  });

  test('has no words of the notice in the history, in an as-of, in the evidence file or on the page', async () => {
    const { link, record } = await optIn(number, { channel: 'ivr', evidence });
    const asOf = await ask('/v1/gate/as-of', here.ledger.keys.audit, {
      recipient: number,
      purpose: 'shipping_update',
      at: new Date().toISOString(),
    });
    for (const entry of [await entryOf(number), ...asOf.records]) {
      expect(entry).toMatchObject({ stated: { prompt: 'foo' }, grade_reasons: ['words_not_shown'] });
      expect(entry).not.toHaveProperty('text');
      expect(entry.record).not.toHaveProperty('text');
    }
    const file = await (await here.request(`${new URL(link).pathname}/evidence.json`)).text();
    const { vkey, jwks } = here.ledger.ledger.keys;
    expect(await verifyFile(file, { vkey, jwks })).toMatchObject({ kind: 'true', record: { id: record } });
    expect(Buffer.from(JSON.parse(file).record, 'base64').toString()).not.toMatch(sentence);
    const page = await pageOf(link);
    expect(page).not.toMatch(sentence);
    expect(page).not.toContain('exact words');
    expect(page).toContain('The words that you saw or heard are not in this record.');
    expect(page).toContain('What a system of the business says it showed or played: <bdi>foo</bdi>');
  });

  test('says nothing to the person by a bare number', async () => {
    const over = { channel: 'ivr', evidence: { ...evidence, prompt: '1' } };
    const { link } = await optIn('+919876543218', over);
    const page = await pageOf(link);
    expect(page).toContain('The words that you saw or heard are not in this record.');
    expect(page).not.toContain('showed or played');
  });

  test('lifts no stop', async () => {
    await ask('/v1/opt-outs', here.ledger.keys.ingest, { number, channel: 'ivr' });
    expect(await optIn(number, { channel: 'ivr', evidence })).toMatchObject({ effective: false });
    expect(await gate(number)).toMatchObject({ decision: 'deny' });
  });
});

test('the words that a server sends are shown as that server’s account', async () => {
  const { ledger, business } = here.ledger;
  const [published] = await ledger.notices.versions(business, 'order-updates');
  const { notice } = published!;
  const lines = renderPrompt(notice, notice.locales.en!, '+919876543211');
  const over = { channel: 'ivr', evidence, text: joinLines(lines) };
  const { link, grade } = await optIn('+919876543211', over);
  expect(grade).toBe('E1');
  expect(await entryOf('+919876543211')).toMatchObject({
    text: Object.values(lines),
    stated: { prompt: 'foo' },
  });
  const page = await pageOf(link);
  expect(page).toContain('What a system of the business says it showed or played:');
  expect(page.replaceAll(/<\/?bdi[^>]*>/g, '')).toContain(lines.sentence);
});

const { seen: _, ...box } = goodEvidence.web;
const asserted: [Channel, object, object][] = [
  ['web', box, {}],
  ['email', goodEvidence.email, { message_id: 'm-1' }],
  ['sms', goodEvidence.sms, { wording_sha256: goodEvidence.sms.wording_sha256 }],
  ['app', goodEvidence.app, { screen: 'profile' }],
  ['agent', goodEvidence.agent, { statement_sha256: goodEvidence.agent.statement_sha256 }],
  ['paper', goodEvidence.paper, { document_sha256: goodEvidence.paper.document_sha256 }],
  ['import', goodEvidence.import, { collected: goodEvidence.import.collected }],
];
test.each(asserted)(
  'a server that posts by %s gets no words it did not send',
  async (channel, shown, stated) => {
    const mine = `+9198765433${asserted.findIndex(([one]) => one === channel) + 10}`;
    const { link, grade } = await optIn(mine, { channel, evidence: shown });
    expect(grade).toBe(channel === 'import' ? 'E0' : 'E1');
    const entry = await entryOf(mine);
    expect(entry).toMatchObject({ stated });
    expect(entry.record).not.toHaveProperty('text');
    expect(await pageOf(link)).not.toMatch(sentence);
  },
);
