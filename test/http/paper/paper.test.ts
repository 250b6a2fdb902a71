// A notice on paper and as a script: its exact words, with nothing of a person in it.

import { describe, expect, test } from 'vitest';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { numberBlank, printedWords } from '../../../ledger/core/notice/form.ts';
import { formPage, scriptPage } from '../../../ledger/http/paper/page.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { glyphPath } from '../../../widget/draw/whatsapp-glyph.ts';
import { publishedNotice } from '../../core/consent/sample-consent.ts';
import { apiOfThisFile } from '../api.ts';
import { expectProblem } from '../requests.ts';

const here = apiOfThisFile();
const ask = (kind: string, query: string, key = here.ledger.keys.admin, notice = 'order-updates') =>
  here.request(`/v1/notices/${notice}/${kind}?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  }) as Promise<Response>;
const text = (html: string) => html.replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, '\n');

describe('a form', () => {
  test('has the exact words, the mark of WhatsApp, an unticked box, blanks and its own name', async () => {
    const answer = await ask('form', 'locale=en');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await answer.text();
    const { notice, sha256 } = (
      await here.ledger.ledger.notices.versions(here.ledger.business, 'order-updates')
    )[0]!;
    for (const line of Object.values(printedWords(notice, notice.locales.en!)))
      expect(text(page)).toContain(line);
    for (const label of ['Your signature', 'Date', 'Place', 'Staff number', 'WhatsApp', numberBlank])
      expect(text(page)).toContain(label);
    expect(page).toContain('class="box"');
    expect(page).toContain(`d="${glyphPath}"`);
    expect(page).not.toMatch(/<input|checked|<script|src=|☑|✓/);
    expect(text(page)).toContain('order-updates@1/en');
    expect(text(page)).toContain(sha256);
  });

  test('is as large as the sheet', async () => {
    expect(await (await ask('form', 'locale=en')).text()).toContain('size: A4');
    expect(await (await ask('form', 'locale=en&sheet=letter')).text()).toContain('size: letter');
  });

  test('may be printed by no stranger and no other business', async () => {
    await expectProblem(ask('form', 'locale=en', 'om_wrong'), 'unauthenticated');
    await expectProblem(ask('form', 'locale=en', here.ledger.keys.gate), 'forbidden');
    await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const { key } = await createApiKey(here.ledger.ledger, 'other-shop', 'desk', ['notice:read']);
    await expectProblem(ask('form', 'locale=en', key), 'notice_unknown');
  });

  test.each([
    ['locale=fr', 'invalid'],
    ['', 'invalid'],
    ['locale=en&version=0', 'invalid'],
    ['locale=en&version=9', 'notice_unknown'],
    ['locale=en&sheet=a3', 'invalid'],
    ['locale=en&number=%2B919876543210', 'invalid'],
  ] as const)('asked for by %s is refused', async (query, code) => {
    await expectProblem(ask('form', query), code);
    await expectProblem(ask('script', query), code);
  });
});

test('a script has the sentence, the blank for the digits, and how to stop; no address is spoken', async () => {
  const page = text(await (await ask('script', 'locale=en')).text());
  expect(page).toContain(
    'I consent to receive order updates from Fresh Produce on my WhatsApp number … _ _ _ _',
  );
  // How to stop is said before the question: only then does the person agree to it, too.
  const [before, after] = page.split('Do you agree?');
  expect(before).toContain('You can stop at any time: write STOP in WhatsApp.');
  expect(after).toBeDefined();
  expect(page).not.toMatch(/https?:|www\.|@(?!1)/);
  expect(page).toContain('order-updates@1/en');
});

describe.each(prescribedLanguages)('in %s', (tag) => {
  const what = 'order updates <b>&';
  const { notice, sha256 } = publishedNotice({ default_locale: tag, locales: { [tag]: { what } } });
  const form = { notice, sha256, locale: tag, wording: notice.locales[tag]! };

  test('both are whole and read in the right direction', () => {
    const dir = /^(?:ar|fa|he|ur)$/.test(tag) ? 'rtl' : 'ltr';
    for (const page of [formPage(form, 'a4'), scriptPage(form, 'letter')]) {
      expect(page).toContain(`<html lang="${tag}" dir="${dir}">`);
      expect(page).toContain('order updates &lt;b&gt;&amp;');
      expect(text(page)).not.toMatch(/[{}]|undefined/);
    }
  });
});
