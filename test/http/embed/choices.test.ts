import { describe, expect, test } from 'vitest';
import { entryPointSchema } from '../../../ledger/core/consent/evidence.ts';
import { places, readChoices } from '../../../ledger/http/embed/choices.ts';
import { choicesForm } from '../../../ledger/http/embed/form.ts';

const site = 'pk_test4kJ8mZt0QX2v7bN1';

describe('what may be chosen', () => {
  test('has a default everywhere but for the site key', () => {
    expect(readChoices({ site }).choices).toEqual({
      site,
      notice: 'order-updates',
      locale: '',
      number: 'shop',
      field: '#tel',
      via: 'checkout',
      commit: '',
      name: 'optin',
      script: 'pinned',
      inline: 'yes',
      code: 'html',
    });
  });

  test('is not wrong before anything was chosen, only incomplete', () => {
    const { asked, choices, faults } = readChoices({});
    expect([choices, faults]).toEqual([undefined, {}]);
    expect(asked).toMatchObject({ notice: 'order-updates', field: '#tel' });
  });

  test('as the place is what a page may sign', () => {
    for (const place of Object.keys(places)) expect(entryPointSchema.options).toContain(place);
  });

  test.each([
    ['site', ''],
    ['site', 'om_secret'],
    ['notice', ''],
    ['notice', '"><script>'],
    ['locale', 'e"n'],
    ['number', 'none'],
    ['field', 'tel'],
    ['field', '#tel"'],
    ['field', '#a b'],
    ['via', 'advertisement'],
    ['commit', 'load'],
    ['name', 'a"b'],
    ['script', 'latest'],
    ['inline', 'maybe'],
  ])('as %s is refused: %s', (name, value) => {
    const { choices, faults, asked } = readChoices({ site, [name]: value });
    expect(choices).toBeUndefined();
    expect(Object.keys(faults)).toEqual([name]);
    expect(asked[name]).toBe(value);
  });

  test('a language may be named as POSIX does, and is shown as a tag', () => {
    expect(readChoices({ site, locale: 'pt_BR' }).choices?.locale).toBe('pt-BR');
    expect(readChoices({ site, locale: 'e"n' }).faults.locale).toContain('such as en or pt-BR');
  });

  test('is HTML where the framework is none we write for', () => {
    expect(readChoices({ site, code: 'cobol' }).choices?.code).toBe('html');
  });

  test('is shown as it was written, and never as markup', () => {
    const form = choicesForm(readChoices({ site, notice: '"><script>alert(1)</script>' }), ['en']).toString();
    expect(form).not.toContain('<script');
    expect(form).toContain('&quot;&gt;&lt;script&gt;');
    expect(form).toContain('aria-describedby="fault-notice"');
  });
});
