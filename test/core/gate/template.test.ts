import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TemplateChangedRecord } from '../../../ledger/core/consent/record.ts';
import {
  consentNeededFor,
  encodeTemplateState,
  foldTemplate,
  newWords,
  parseTemplateState,
} from '../../../ledger/core/gate/template.ts';
import { moment, recordId } from '../consent/sample-consent.ts';

const record = (n: number, changes: Partial<TemplateChangedRecord>): TemplateChangedRecord => ({
  v: 2,
  id: recordId(n),
  kind: 'template_changed',
  business: 'fresh-produce',
  occurred_at: moment(n),
  recorded_at: moment(n),
  source: { system: 'test' },
  template: { account: '102290129340398', name: 'order_shipped', language: 'en_US' },
  said_by: 'meta',
  ...changes,
});
const mapped = record(1, { said_by: 'business', purpose: 'shipping_update', category: 'UTILITY' });
const neededAt = (now: string, ...records: TemplateChangedRecord[]) => {
  const need = consentNeededFor(records.reduce(foldTemplate, {}), now);
  return need.kind === 'mapped' ? need.purpose : need.kind;
};
const needed = (...records: TemplateChangedRecord[]) => neededAt(moment(9), ...records);

const anyChange = fc
  .record({
    said_by: fc.constantFrom('meta' as const, 'business' as const),
    category: fc.option(fc.constantFrom('UTILITY', 'MARKETING', 'AUTHENTICATION'), { nil: undefined }),
    purpose: fc.option(fc.constantFrom('shipping_update' as const, 'authentication' as const), {
      nil: undefined,
    }),
    announced: fc.option(
      fc.record({ category: fc.constantFrom('UTILITY', 'MARKETING'), from: fc.nat(6).map(moment) }),
      { nil: undefined },
    ),
    status: fc.option(fc.constantFrom('APPROVED', 'PAUSED', 'ARCHIVED', 'UNARCHIVED'), { nil: undefined }),
    content_sha256: fc.option(fc.constantFrom('a'.repeat(64), 'b'.repeat(64)), { nil: undefined }),
    occurred_at: fc.option(fc.nat(6).map(moment), { nil: undefined }),
    recorded_at: fc.nat(6).map(moment),
  })
  .map(({ recorded_at, said_by, ...said }) => ({
    ...{ recorded_at, said_by },
    ...(Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    ) as Partial<TemplateChangedRecord>),
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

describe('a change that Meta announces', () => {
  const utility = record(2, { category: 'UTILITY' });
  const announced = record(3, { announced: { category: 'MARKETING', from: moment(20) } });

  test('counts from its moment on, and not before', () => {
    expect(neededAt(moment(19), mapped, utility, announced)).toBe('shipping_update');
    expect(neededAt(moment(20), mapped, utility, announced)).toBe('marketing');
    expect(neededAt(moment(99), mapped, utility, announced)).toBe('marketing');
  });

  test('is taken back only by what Meta says after that moment, not by the business', () => {
    const late = record(4, { category: 'UTILITY', occurred_at: moment(3) });
    const ours = record(30, { said_by: 'business', category: 'UTILITY', purpose: 'shipping_update' });
    const atOnce = record(20, { category: 'UTILITY' });
    for (const word of [late, ours, atOnce])
      expect(neededAt(moment(40), mapped, utility, announced, word)).toBe('marketing');
    expect(neededAt(moment(40), mapped, utility, announced, record(21, { category: 'UTILITY' }))).toBe(
      'shipping_update',
    );
  });

  test('to another time replaces what was announced before', () => {
    const later = record(4, { announced: { category: 'MARKETING', from: moment(30) } });
    expect(neededAt(moment(25), mapped, utility, announced, later)).toBe('shipping_update');
    expect(neededAt(moment(30), mapped, utility, later, announced)).toBe('marketing');
  });

  test('to less than it is now loosens nothing', () => {
    const loosened = record(3, { announced: { category: 'UTILITY', from: moment(5) } });
    expect(neededAt(moment(9), mapped, record(2, { category: 'MARKETING' }), loosened)).toBe('marketing');
  });
});

describe('what Meta would not send', () => {
  const heldBack = (...statuses: string[]) => {
    const records = statuses.map((status, n) => record(2 + n, { status }));
    const need = consentNeededFor([mapped, ...records].reduce(foldTemplate, {}), moment(9));
    return need.kind === 'mapped' && need.heldBack;
  };

  test.each([
    'PAUSED',
    'REJECTED',
    'DISABLED',
    'PENDING',
    'PENDING_DELETION',
    'NOT_LISTED',
    'INVENTED_TODAY',
  ])('is held back: %s', (status) => expect(heldBack('APPROVED', status)).toBe(true));

  test('is not what it has approved, flagged or reinstated, nor what it has said nothing about', () => {
    for (const status of ['APPROVED', 'FLAGGED', 'REINSTATED'])
      expect(heldBack('PAUSED', status)).toBe(false);
    expect(heldBack()).toBe(false);
  });

  test('is what it has archived, until it takes it out again: then it is what it was before', () => {
    expect(heldBack('ARCHIVED')).toBe(true);
    expect(heldBack('APPROVED', 'ARCHIVED')).toBe(true);
    expect(heldBack('APPROVED', 'ARCHIVED', 'UNARCHIVED')).toBe(false);
    expect(heldBack('ARCHIVED', 'UNARCHIVED')).toBe(false);
    expect(heldBack('PAUSED', 'ARCHIVED', 'UNARCHIVED')).toBe(true);
    expect(heldBack('ARCHIVED', 'APPROVED')).toBe(false);
    expect(heldBack('APPROVED', 'ARCHIVED', 'UNARCHIVED', 'ARCHIVED')).toBe(true);
  });

  test('is held back by the stricter of two words of one moment, in either order', () => {
    const [good, bad] = [1, 2].map((n) =>
      record(5 + n, { status: n === 1 ? 'APPROVED' : 'PAUSED', occurred_at: moment(4) }),
    ) as [TemplateChangedRecord, TemplateChangedRecord];
    for (const words of [
      [good, bad],
      [bad, good],
    ])
      expect([mapped, ...words].reduce(foldTemplate, {}).status?.value).toBe('PAUSED');
  });
});

test('a damaged row is no template', () => {
  for (const text of ['', 'null', '[]', '{"category":{"value":"UTILITY"}}', '{"purpose":"marketing"}'])
    expect(() => parseTemplateState(text)).toThrow();
});

describe('of what Meta says of a template, a record keeps what is new:', () => {
  const known = (said: Partial<TemplateChangedRecord>) =>
    foldTemplate({}, record(5, { occurred_at: moment(5), ...said }));
  const marketing = { category: 'MARKETING' };
  const utility = { category: 'UTILITY' };
  const announced = { category: 'MARKETING', from: moment(6) };

  test.each([
    ['its first word', utility, 5, {}, utility],
    ['another category', marketing, 6, known(utility), marketing],
    [
      'the category that the business alone has named',
      utility,
      6,
      known({ ...utility, said_by: 'business' }),
      utility,
    ],
    ['that it is still promotional', marketing, 6, known(marketing), marketing],
    ['the first category after an announced change', utility, 7, known({ ...utility, announced }), utility],
    ['an announced change', { announced }, 5, {}, { announced }],
    ['a status', { status: 'PAUSED' }, 6, known({ status: 'APPROVED' }), { status: 'PAUSED' }],
    [
      'that it was archived',
      { status: 'ARCHIVED' },
      6,
      known({ status: 'APPROVED' }),
      { status: 'ARCHIVED' },
    ],
    [
      'that it was taken out again, before it is known to have been archived',
      { status: 'UNARCHIVED' },
      6,
      known({ status: 'APPROVED' }),
      { status: 'UNARCHIVED' },
    ],
    [
      'the status of before, of one that was archived',
      { status: 'APPROVED' },
      6,
      foldTemplate(known({ status: 'APPROVED' }), record(6, { occurred_at: moment(5), status: 'ARCHIVED' })),
      { status: 'APPROVED' },
    ],
    ['a text', { contentSha256: 'a' }, 6, known({ content_sha256: 'b' }), { content_sha256: 'a' }],
  ] as const)('%s', (_, words, n, state, kept) => {
    expect(newWords(words, moment(n), state)).toEqual(kept);
  });

  test.each([
    ['an older category', marketing, 4, known(utility)],
    ['the same category again', utility, 6, known(utility)],
    ['a promotional category that is delivered twice', marketing, 5, known(marketing)],
    ['the same announcement', { announced }, 6, known({ announced })],
    ['an older status', { status: 'APPROVED' }, 4, known({ status: 'PAUSED' })],
    ['the same text', { contentSha256: 'a' }, 6, known({ content_sha256: 'a' })],
  ] as const)('not %s', (_, words, n, state) => {
    expect(newWords(words, moment(n), state)).toEqual({});
  });
});
