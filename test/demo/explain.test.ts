import { describe, expect, test } from 'vitest';
import { explainGrade, explainReason, isAllowed, purposeName } from '../../demo/shop/explain.ts';
import { preferenceCard } from '../../demo/shop/pages/preference.ts';
import { grades } from '../../ledger/core/consent/grade.ts';
import { reasons } from '../../ledger/core/gate/decide.ts';
import { prescribed } from '../../ledger/core/notice/wording.ts';

describe('plain words', () => {
  test.for(reasons)('there are some for the reason %s', (reason) => {
    expect(explainReason(reason)).not.toBe(reason);
  });

  test.for(grades)('there are some for the grade %s', (grade) => {
    expect(explainGrade(grade)).not.toBe(grade);
  });

  test.for(reasons)('the profile speaks to the person about %s', async (reason) => {
    const answer = { decision: 'deny' as const, reasons: [reason], tree_size: 1 };
    const standings = [{ purpose: 'marketing', answer }];
    const card = String(await preferenceCard({ notice, standings, stopId: '' }, 'pk_site'));
    expect(card).toContain('You');
    expect(card).not.toContain(reason);
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
