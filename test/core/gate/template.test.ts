import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TemplateChangedRecord } from '../../../ledger/core/consent/record.ts';
import {
  consentNeededFor,
  encodeTemplateState,
  foldTemplate,
  parseTemplateState,
} from '../../../ledger/core/gate/template.ts';
import { moment, recordId } from '../consent/sample-consent.ts';

const record = (n: number, changes: Partial<TemplateChangedRecord>): TemplateChangedRecord => ({
  v: 1,
  id: recordId(n),
  kind: 'template_changed',
  business: 'fresh-produce',
  recorded_at: moment(n),
  source: { system: 'test' },
  template: { account: '102290129340398', name: 'order_shipped', language: 'en_US' },
  said_by: 'meta',
  ...changes,
});
const mapped = record(1, { said_by: 'business', purpose: 'shipping_update', category: 'UTILITY' });
const needed = (...records: TemplateChangedRecord[]) => {
  const need = consentNeededFor(records.reduce(foldTemplate, {}));
  return need.kind === 'mapped' ? need.purpose : need.kind;
};

const anyChange = fc
  .record({
    said_by: fc.constantFrom('meta' as const, 'business' as const),
    category: fc.option(fc.constantFrom('UTILITY', 'MARKETING', 'AUTHENTICATION'), { nil: undefined }),
    purpose: fc.option(fc.constantFrom('shipping_update' as const, 'authentication' as const), {
      nil: undefined,
    }),
    occurred_at: fc.option(fc.nat(6).map(moment), { nil: undefined }),
    recorded_at: fc.nat(6).map(moment),
  })
  .map(({ category, purpose, occurred_at, ...rest }) => ({
    ...rest,
    ...(category && { category }),
    ...(purpose && { purpose }),
    ...(occurred_at && { occurred_at }),
  }));

test('any order of the same records gives the same template', () => {
  const twoOrders = fc
    .array(anyChange, { maxLength: 8 })
    .map((changes) => changes.map((change, n) => record(n, change)))
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
  fc.assert(
    fc.property(twoOrders, ([one, other]) => {
      const [a, b] = [one, other].map((records) => encodeTemplateState(records.reduce(foldTemplate, {})));
      expect(a).toBe(b);
      expect(encodeTemplateState(parseTemplateState(a!))).toBe(a);
    }),
    { numRuns: 1000 },
  );
});

describe('a template needs', () => {
  test('what it is mapped to, while it is in a category that is not promotional', () => {
    expect(needed(mapped)).toBe('shipping_update');
    expect(needed(mapped, record(2, { category: 'AUTHENTICATION' }))).toBe('shipping_update');
  });

  test('consent to marketing once Meta calls it that, or by a name nobody knows', () => {
    expect(needed(mapped, record(2, { category: 'MARKETING' }))).toBe('marketing');
    expect(needed(mapped, record(2, { category: 'MARKETING_LITE' }))).toBe('marketing');
  });

  test('nothing that allows it while nobody has said its purpose, or its category', () => {
    expect(needed(record(2, { category: 'UTILITY' }))).toBe('unmapped');
    expect(needed(record(2, { said_by: 'business', purpose: 'shipping_update' }))).toBe('unmapped');
  });

  test('what Meta said last by Meta’s clock, whichever word came last', () => {
    const promotional = record(8, { category: 'MARKETING', occurred_at: moment(5) });
    const early = record(9, { category: 'UTILITY', occurred_at: moment(4) });
    expect(needed(mapped, promotional, early)).toBe('marketing');
    expect(needed(mapped, promotional, record(9, { category: 'UTILITY', occurred_at: moment(6) }))).toBe(
      'shipping_update',
    );
  });

  test('the stricter of two that Meta said at one moment', () => {
    const both = (['MARKETING', 'UTILITY'] as const).map((category, n) =>
      record(5 + n, { category, occurred_at: moment(4) }),
    );
    expect(needed(mapped, ...both)).toBe('marketing');
  });

  test('what Meta said, whatever the business says later', () => {
    const again = record(9, { said_by: 'business', category: 'UTILITY', purpose: 'payment_update' });
    expect(needed(mapped, record(2, { category: 'MARKETING' }), again)).toBe('marketing');
  });
});

test('a damaged row is no template', () => {
  for (const text of ['', 'null', '[]', '{"category":{"value":"UTILITY"}}', '{"purpose":"marketing"}'])
    expect(() => parseTemplateState(text)).toThrow();
});
