import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeBytesMax } from '../../../ledger/http/server/limits.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let url: string;
beforeAll(async () => {
  ledger = await testLedger();
  url = `${ledger.url}/v1/notices`;
});
afterAll(() => ledger.stop());

const publish = (draft: unknown, key: string | undefined = ledger.keys.admin) => post(url, key, draft);
const draft = (id: string, over: object = {}) => ({ ...orderUpdates, id, ...over });
const current = (query: Record<string, string>) => get(`${url}/current?${new URLSearchParams(query)}`);

describe('what a page should show', () => {
  const shown = async (locale?: string): Promise<Body> =>
    (await current({ site: ledger.site, notice: 'order-updates', ...(locale && { locale }) })).json();

  test.each([
    ['an unknown site', { site: 'pk_nobody' }, 'not_found'],
    ['an unknown notice', { notice: 'nothing' }, 'notice_unknown'],
    ['an unknown parameter', { number: '+14155550131' }, 'invalid'],
    ['a site that is far too long', { site: 'p'.repeat(100) }, 'invalid'],
  ] as const)('%s is refused', async (_what, over, code) => {
    await expectProblem(current({ site: ledger.site, notice: 'order-updates', ...over }), code);
  });

  test('a parameter that is missing is named', async () => {
    const problem = await expectProblem(current({ site: ledger.site }), 'invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/notice' }]);
  });

  test('it is one language, with everything that is rendered, and may be cached', async () => {
    const answer = await current({ site: ledger.site, notice: 'order-updates', locale: 'es-MX' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(await answer.json()).toMatchObject({
      id: 'order-updates',
      version: 1,
      locale: 'es',
      direction: 'ltr',
      business: { name: 'Fresh Produce' },
      wording: { what: 'novedades de sus pedidos' },
      calling_code: '91',
      reviewed: false,
    });
  });

  test('a language may be named as POSIX does', async () => {
    expect(await shown('es_MX')).toMatchObject({ locale: 'es' });
  });

  test('a language that is not written falls back to the default', async () => {
    expect(await shown('fr')).toMatchObject({ locale: 'en' });
    expect(await shown()).toMatchObject({ locale: 'en' });
  });
});

describe('publishing', () => {
  test('no key, no notice', async () => {
    await expectProblem(post(url, undefined, draft('a-notice')), 'unauthenticated');
    await expectProblem(publish(draft('a-notice'), ledger.keys.ingest), 'forbidden');
  });

  test.each([
    ['no human to talk to', { contact: {} }, '/contact'],
    [
      'a sentence without the number',
      { locales: { en: { what: 'x y', sentence: 'I agree' } } },
      '/locales/en/sentence',
    ],
    ['a default that is not written', { default_locale: 'fr' }, ''],
    ['an unknown purpose', { purposes: ['gossip'] }, '/purposes/0'],
    ['an unknown field', { mood: 'good' }, '/mood'],
  ])('%s is refused with a pointer to it', async (_what, over, pointer) => {
    const problem = await expectProblem(publish(draft('a-notice', over)), 'invalid');
    expect(problem.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  test('a notice may be longer than a consent, but not without end', async () => {
    const answer = publish(JSON.stringify(draft('a-notice', { mood: 'x'.repeat(noticeBytesMax / 2) })));
    await expectProblem(answer, 'invalid');
    await expectProblem(
      publish(JSON.stringify(draft('a-notice', { mood: 'x'.repeat(noticeBytesMax) }))),
      'too_large',
    );
  });

  test('each publication is the next version and a record in the log', async () => {
    const first: Body = await (await publish(draft('two-versions'))).json();
    const second: Body = await (await publish(draft('two-versions', { valid_days: 30 }))).json();
    expect(first).toMatchObject({ id: 'two-versions', version: 1, kind: 'notice_published' });
    expect(second).toMatchObject({ id: 'two-versions', version: 2 });
    expect(second.leaf_index).toBeGreaterThan(first.leaf_index);
    expect(second.sha256).not.toBe(first.sha256);
  });

  test('the list has every version, and needs its own scope', async () => {
    await publish(draft('listed'));
    await publish(draft('listed', { valid_days: 30 }));
    await expectProblem(get(url, ledger.keys.audit), 'forbidden');
    const answer = await get(url, ledger.keys.admin);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { notices }: Body = await answer.json();
    const versions = notices.filter(({ id }: Body) => id === 'listed');
    expect(versions.map(({ version }: Body) => version).sort()).toEqual([1, 2]);
    expect(versions.find(({ version }: Body) => version === 1)).toHaveProperty('superseded_at');
    expect(versions.find(({ version }: Body) => version === 2)).not.toHaveProperty('superseded_at');
  });

  test('the list says per language whether the prescribed words are reviewed', async () => {
    await publish(draft('languages'));
    const { notices }: Body = await (await get(url, ledger.keys.admin)).json();
    const { locales, reviewed } = notices.find(({ id }: Body) => id === 'languages');
    expect(Object.keys(reviewed).toSorted()).toEqual(Object.keys(locales).toSorted());
    expect(reviewed).toMatchObject({ en: true, es: false });
  });
});

describe('a review', () => {
  const review = (id: string, body: Body, key: string | undefined = ledger.keys.admin) =>
    post(`${url}/${id}/reviews`, key, body);
  const byAna = { locale: 'es', reviewer: 'Ana Sousa' };
  const listed = async (id: string): Promise<Body[]> => {
    const { notices }: Body = await (await get(url, ledger.keys.admin)).json();
    return notices.filter((one: Body) => one.id === id);
  };

  test('no key, no review', async () => {
    await expectProblem(review('order-updates', byAna, ledger.keys.ingest), 'forbidden');
  });

  test('is a record that names who read the words, and clears the flag wherever it stands', async () => {
    await publish(draft('read-over'));
    const current_es = async (): Promise<Body> =>
      (await current({ site: ledger.site, notice: 'read-over', locale: 'es' })).json();
    expect(await current_es()).toMatchObject({ locale: 'es', reviewed: false });
    const answer: Body = await (await review('read-over', byAna)).json();
    expect(answer).toMatchObject({ kind: 'notice_reviewed' });
    const [notice] = await listed('read-over');
    expect(notice).toMatchObject({
      reviewed: { es: true },
      reviews: { es: { by: 'Ana Sousa', record: answer.record } },
    });
    expect(await current_es()).toMatchObject({ reviewed: true });
    const { findings }: Body = await (await get(`${url}/lint?notice=read-over`, ledger.keys.admin)).json();
    const ofReview = findings.filter(({ rule, locale }: Body) => rule === 'reviewed' && locale === 'es');
    expect(ofReview).toMatchObject([{ verdict: 'passes' }]);
    // Once is enough.
    await expectProblem(review('read-over', { ...byAna, reviewer: 'Eva Ruiz' }), 'conflict');
  });

  test('holds for the next version with the same words, and for no other', async () => {
    await publish(draft('read-on'));
    await review('read-on', byAna);
    await publish(draft('read-on', { valid_days: 30 }));
    const { locales } = draft('read-on');
    await publish(draft('read-on', { locales: { ...locales, es: { what: 'ofertas' } } }));
    const versions = await listed('read-on');
    expect(versions.map(({ version, reviewed }) => [version, reviewed.es]).toSorted()).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
  });

  test('of what is not there is refused by name', async () => {
    await expectProblem(review('nothing', byAna), 'notice_unknown');
    await expectProblem(review('order-updates', { ...byAna, version: 99 }), 'notice_unknown');
    const problem: Body = await expectProblem(review('order-updates', { ...byAna, locale: 'de' }), 'invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/locale', rule: 'locale' }]);
    const nameless: Body = await expectProblem(review('order-updates', { locale: 'es' }), 'invalid');
    expect(nameless.errors).toMatchObject([{ pointer: '/reviewer' }]);
  });

  test('asked for twice at once is recorded once', async () => {
    await publish(draft('read-twice'));
    const answers = await Promise.all(
      ['Ana', 'Eva'].map((reviewer) => review('read-twice', { locale: 'es', reviewer })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });
});

describe('retiring', () => {
  const retire = (id: string, key: string | undefined = ledger.keys.admin) =>
    post(`${url}/${id}/retire`, key, '');

  test('no key, no retirement', async () => {
    await expectProblem(retire('order-updates', ledger.keys.ingest), 'forbidden');
  });

  test('what was never published cannot be retired', async () => {
    await expectProblem(retire('nothing'), 'notice_unknown');
  });

  test('a retired notice admits nobody and is shown to nobody', async () => {
    await publish(draft('gone'));
    expect(await (await retire('gone')).json()).toMatchObject({ kind: 'notice_retired' });
    const body = ivrOptIn('+14155550132', { notice: 'gone' });
    await expectProblem(post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, body), 'notice_superseded');
    await expectProblem(current({ site: ledger.site, notice: 'gone' }), 'notice_superseded');
    await expectProblem(new Page(ledger).askNonce({ notice: 'gone' }), 'notice_superseded');
    await expectProblem(retire('gone'), 'conflict');
  });
});
