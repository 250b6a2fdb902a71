// A ledger whose keeper holds every key can record what should have been refused. The audit judges again.

import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { OptInRecord } from '../../../ledger/core/consent/record.ts';
import { joinLines, renderNotice } from '../../../ledger/core/notice/render.ts';
import { goodEvidence, shown } from '../consent/sample-consent.ts';
import { anna, bela, SampleLedger } from './sample-ledger.ts';

/** Rules broken by one opt-in that was recorded with these changes, and the causes given. */
async function brokenBy(changes: Partial<OptInRecord>): Promise<string[]> {
  const ledger = new SampleLedger();
  const notice = ledger.publish({ valid_days: 30 });
  ledger.optIn(anna, notice, changes);
  const findings = await ledger.findings();
  return findings.map(({ what, rule, detail }) => {
    const cause = /\(([^)]*)\)$/.exec(detail)?.[1];
    return `${what}/${rule}${cause === undefined ? '' : ` ${cause}`}`;
  });
}

const unticked = { channel: 'web' as const, grade: 'E1' as const };

describe('an opt-in is found that', () => {
  const notice = new SampleLedger().publish({ valid_days: 30 });
  const named = { id: 'order-updates', version: 1, sha256: notice.sha256, locale: 'en' };

  test('names a notice that was never published, or not yet', async () => {
    expect(await brokenBy({ notice: { ...named, version: 2 } })).toEqual(['sealed_record/notice_unknown']);
    expect(await brokenBy({ notice: { ...named, id: 'offers' } })).toEqual(['sealed_record/notice_unknown']);
  });

  test('names a notice by another digest', async () => {
    expect(await brokenBy({ notice: { ...named, sha256: sha256Hex('') } })).toEqual([
      'sealed_record/notice_differs',
    ]);
  });

  test('names a locale the notice was not written in', async () => {
    const ledger = new SampleLedger();
    const published = ledger.publish();
    ledger.optIn(anna, published, { notice: { ...named, sha256: published.sha256, locale: 'es' } });
    expect((await ledger.findings()).map(({ rule }) => rule)).toEqual(['not_admissible']);
  });

  test('claims purposes, scope, expiry, jurisdiction or withdrawal that its notice does not have', async () => {
    const wider: Partial<OptInRecord>[] = [
      { purposes: ['shipping_update', 'payment_update', 'marketing'] },
      { scope: ['message', 'call'] },
      { valid_until: '2036-01-01T00:00:00.000Z' },
      { valid_until: '2026-01-31T00:00:00.001Z' },
      { jurisdiction: 'DE' },
      { withdrawal: { url: 'https://fresh.example/nowhere' } },
    ];
    for (const changes of wider) expect(await brokenBy(changes)).toEqual(['sealed_record/terms_differ']);
  });

  test('does not say when it ends although its notice does', async () => {
    const ledger = new SampleLedger();
    const [open, limited] = [ledger.publish(), ledger.publish({ valid_days: 30 })];
    ledger.optIn(anna, open, { valid_until: '2026-01-02T00:00:00.000Z' });
    ledger.optIn(anna, limited, { valid_until: undefined as never });
    expect((await ledger.findings()).map(({ rule }) => rule)).toEqual(['terms_differ', 'terms_differ']);
  });

  test('was judged by another policy or an unknown version', async () => {
    expect(await brokenBy({ packs: [{ name: 'general-2024', version: 1 }] })).toEqual([
      'sealed_record/policy_unknown',
    ]);
    expect(await brokenBy({ packs: [{ name: 'strict-2020', version: 2 }] })).toEqual([
      'sealed_record/policy_unknown',
    ]);
  });

  test('shows a text that the notice does not render to, or whose digest is another', async () => {
    const lines = { sentence: 'Yes', privacy: '', withdrawal: '', contact: '' };
    expect(await brokenBy({ text: lines, text_sha256: sha256Hex(joinLines(lines)) })).toEqual([
      'sealed_record/text_differs',
    ]);
    expect(await brokenBy({ text_sha256: sha256Hex('') })).toEqual(['sealed_record/text_differs']);
  });

  test('shows the text of another person', async () => {
    const findings = await brokenBy({ identifiers: [{ kind: 'number', value: bela }] });
    expect(findings).toContain('sealed_record/text_differs');
  });

  test('shows a text without its digest, or a digest without its text', async () => {
    expect(await brokenBy({ text: undefined })).toEqual(['sealed_record/text_differs']);
    expect(await brokenBy({ text_sha256: undefined })).toEqual(['sealed_record/text_differs']);
  });

  test('was signed by its page and has lost the words', async () => {
    const web = { channel: 'web' as const, evidence: goodEvidence.web, jws: 'header.payload.signature' };
    const asSigned = { ...web, grade: 'E3' as const, grade_reasons: ['number_not_proven' as const] };
    expect(await brokenBy({ ...asSigned, text: undefined, text_sha256: undefined })).toEqual([
      'sealed_record/text_differs',
    ]);
  });

  test('was signed by an app, and claims more or less than its evidence shows', async () => {
    const text = renderNotice(notice.notice, notice.notice.locales.en!, anna);
    const app = {
      ...{ channel: 'app' as const, evidence: goodEvidence.app, jws: 'header.payload.signature' },
      ...{ text, text_sha256: sha256Hex(joinLines(text)) },
    };
    const fresh = { ...app, grade: 'E3' as const, grade_reasons: ['number_not_proven' as const] };
    const late = { ...app, grade: 'E2' as const, grade_reasons: ['no_fresh_nonce' as const] };
    for (const graded of [fresh, late]) {
      expect(await brokenBy(graded)).toEqual([]);
      const covered = { ...shown, gesture: { type: 'touch', obscured: true } };
      const evidence = { ...goodEvidence.app, shown: covered };
      expect(await brokenBy({ ...graded, evidence })).toContain('sealed_record/grade_differs');
      expect(await brokenBy({ ...graded, jws: undefined })).toContain('sealed_record/grade_differs');
    }
    const evidence = { ...goodEvidence.app, shown: { ...shown, logo: false } };
    expect(await brokenBy({ ...fresh, evidence })).toEqual(['sealed_record/not_admissible logo_and_name']);
  });

  test('was signed on a form of the ledger’s and has lost the words, or has others', async () => {
    const evidence = { ...goodEvidence.paper, form: 'order-updates@1/en' };
    const onForm = { channel: 'paper' as const, evidence, grade_reasons: ['act_not_shown' as const] };
    expect(await brokenBy({ ...onForm, text: undefined, text_sha256: undefined })).toEqual([
      'sealed_record/text_differs',
    ]);
    expect(await brokenBy(onForm)).toEqual(['sealed_record/text_differs']);
  });

  test('was given by another key than 1', async () => {
    expect(await brokenBy({ evidence: { call_id: 'c-1', key: '2', prompt: 'v1' } })).toEqual([
      'sealed_record/not_admissible accept_key',
    ]);
  });

  test('rests on a box that was ticked beforehand', async () => {
    const evidence = { initially: 'ticked', action: 'none' };
    expect(await brokenBy({ ...unticked, evidence })).toEqual([
      'sealed_record/not_admissible never_pre_ticked, ticked_by_person',
    ]);
  });

  test('holds evidence of another channel', async () => {
    expect(await brokenBy({ channel: 'paper' })).toEqual(['sealed_record/not_admissible evidence']);
  });

  test('names nobody', async () => {
    expect(await brokenBy({ identifiers: [{ kind: 'external_id', value: 'c-17' }] })).toEqual([
      'sealed_record/not_admissible number',
      'tag/unexplained',
      'tag/missing',
    ]);
  });

  test('came from a source that the policy refuses', async () => {
    const source = { system: 'server', actor: 'test', entry_point: 'click_to_whatsapp_ad' };
    expect(await brokenBy({ source })).toEqual(['sealed_record/not_admissible forbidden_source']);
  });

  test('claims a higher grade than its evidence carries', async () => {
    for (const grade of ['E0', 'E2', 'E3', 'E4'] as const) {
      expect(await brokenBy({ grade })).toEqual(['sealed_record/grade_differs']);
    }
    expect(await brokenBy({ grade_reasons: [] })).toEqual(['sealed_record/grade_differs']);
  });
});

test('an opt-in may hold no words: its server only named the notice', async () => {
  expect(await brokenBy({ text: undefined, text_sha256: undefined })).toEqual([]);
});

test('an opt-in may end a little earlier than its notice allows: it waited for its commit', async () => {
  expect(await brokenBy({ valid_until: '2026-01-30T23:59:59.900Z' })).toEqual([]);
});

test('a record that was recorded before the one it follows is found', async () => {
  const ledger = new SampleLedger();
  const notice = ledger.publish();
  ledger.rows.head.lastRecordedAt = '2030-01-01T00:00:00.000Z';
  ledger.optIn(anna, notice);
  ledger.rows.head.lastRecordedAt = '';
  ledger.optIn(anna, notice);
  expect((await ledger.findings()).map(({ rule }) => rule)).toEqual(['time_order']);
});

describe('a publication is found whose document is', () => {
  const said = async (changes: Parameters<SampleLedger['publish']>[1]) => {
    const ledger = new SampleLedger();
    ledger.publish({}, changes);
    return (await ledger.findings()).map(({ what, rule }) => `${what}/${rule}`);
  };
  const { bytes, sha256 } = new SampleLedger().publish();
  const document = bytes.toString('utf8');

  test('not the one of its digest', async () => {
    const notice = { id: 'order-updates', version: 1, sha256: sha256Hex('') };
    expect(await said({ notice })).toEqual(['notice/malformed', 'notice/unrecorded']);
    expect(await said({ document: `${document} ` })).toEqual(['notice/malformed', 'notice/unrecorded']);
  });

  test('of another id, version or business', async () => {
    expect(await said({ notice: { id: 'offers', version: 1, sha256 } })).toContain('notice/malformed');
    expect(await said({ notice: { id: 'order-updates', version: 2, sha256 } })).toContain('notice/malformed');
    const others = document.replace('"fresh-produce"', '"other-produce"');
    const notice = { id: 'order-updates', version: 1, sha256: sha256Hex(others) };
    expect(await said({ document: others, notice })).toContain('notice/malformed');
  });

  test('no notice at all', async () => {
    for (const text of ['{}', 'not JSON', '[]']) {
      const notice = { id: 'order-updates', version: 1, sha256: sha256Hex(text) };
      expect(await said({ document: text, notice })).toEqual(['notice/malformed', 'notice/unrecorded']);
    }
  });
});
