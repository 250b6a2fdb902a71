import { describe, expect, test } from 'vitest';
import { explainGrade, explainReason, isAllowed, purposeName } from '../../demo/shop/explain.ts';
import type { Standing } from '../../demo/shop/ledger/ledger-client.ts';
import { preferenceCard } from '../../demo/shop/pages/preference.ts';
import { grades } from '../../ledger/core/consent/grade.ts';
import { gradeReasonSchema } from '../../ledger/core/consent/grade-reasons.ts';
import { reasons } from '../../ledger/core/gate/judge.ts';
import { prescribed } from '../../ledger/core/language/wording.ts';

describe('plain words', () => {
  test.for(reasons)('there are some for the reason %s', (reason) => {
    expect(explainReason(reason)).not.toBe(reason);
  });

  test.for(grades)('there are some for the grade %s', (grade) => {
    expect(explainGrade(grade)).not.toBe(grade);
  });

  test.for(gradeReasonSchema.options)('there are some for what keeps a grade low: %s', (reason) => {
    expect(explainGrade('E1', [reason])).not.toContain(reason);
  });

  test.for([
    ['granted', 'You agreed on 22 November 2026 at 18:11 UTC'],
    ['expired', 'You agreed on 22 November 2026 at 18:11 UTC'],
    ['withdrawn', 'You stopped these'],
    ['none', 'You have not agreed'],
  ] as const)('the profile speaks to the person of what is %s', async ([standing, words]) => {
    const card = await cardOf({ purpose: 'marketing', standing, agreed_at: '2026-11-22T18:11:46.123Z' });
    expect(card.replaceAll(/<[^>]*>/g, '')).toContain(words);
  });

  test('the profile claims nothing where the ledger gave no answer, and still lets them stop', async () => {
    const card = await cardOf(undefined);
    expect(card).toContain('gave no answer');
    expect(card).toContain('Stop offers');
  });

  test('a yes on the profile is for the number in the token of the shop’s server, not for a field of the page', async () => {
    const card = await cardOf({ purpose: 'marketing', standing: 'none' });
    expect(card).toContain('customer-token="a.b.c"');
    expect(card).not.toContain('phone-field');
  });

  test('what has none is shown as it came', () => {
    expect(explainReason('a_new_reason')).toBe('a_new_reason');
    expect(purposeName('a_new_purpose')).toBe('a_new_purpose');
  });
});

test.for([undefined, { decision: 'deny' as const, reasons: [], tree_size: 1 }])(
  'only a clear allow is one: %j is none',
  (answer) => {
    expect(isAllowed(answer)).toBe(false);
  },
);

async function cardOf(standing: Standing | undefined): Promise<string> {
  const standings = [{ purpose: 'marketing', standing }];
  const customer = { site: 'pk_site', customerToken: 'a.b.c' };
  return String(await preferenceCard({ notice, standings, stopId: '' }, customer));
}

const notice = {
  id: 'offers' as const,
  version: 1,
  locale: 'en',
  direction: 'ltr' as const,
  purposes: ['marketing'],
  business: { id: 'fresh-produce', name: 'Fresh Produce' },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  wording: { ...prescribed('en'), what: 'offers' },
};
