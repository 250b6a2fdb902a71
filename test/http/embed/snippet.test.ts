import { describe, expect, test } from 'vitest';
import { type Choices, readChoices } from '../../../ledger/http/embed/choices.ts';
import { elementHtml, policyLines, snippet } from '../../../ledger/http/embed/snippet.ts';

const release = {
  version: '1.4.2',
  file: '/1.4.2/optmark.js',
  integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6',
  moving: '/v1/optmark.js',
};
const ledger = 'https://ledger.example';
const notice = { id: 'order-updates', wording: { what: 'updates </script><b>' } };
const chosen = (more: Record<string, string> = {}): Choices =>
  readChoices({ site: 'pk_1', ...more }).choices!;
const code = (more: Record<string, string>) => snippet(chosen(more), notice, release, ledger);

describe('the code to paste', () => {
  test('is, in HTML, the pinned script and the element with the notice in it', () => {
    expect(code({})).toBe(`<!-- in the head -->
<script type="module" crossorigin integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6" src="https://ledger.example/1.4.2/optmark.js"></script>

<!-- in your form; it reads your own field #tel -->
<optmark-opt-in
  site="pk_1"
  notice="order-updates"
  phone-field="#tel"
  collected-via="checkout"
  name="optin"
>
  <script type="application/json" slot="notice">{"id":"order-updates","wording":{"what":"updates \\u003c/script>\\u003cb>"}}</script>
  <label><input type="checkbox" name="optin" value="asked"> Ask me about messages on WhatsApp</label>
</optmark-opt-in>
`);
  });

  test('has the moving script without a digest, which would break at the next release', () => {
    const moving = code({ script: 'moving' });
    expect(moving).toContain(
      '<script type="module" crossorigin src="https://ledger.example/v1/optmark.js"></script>',
    );
    expect(moving).not.toContain('integrity');
  });

  test('leaves out what is at its default, and what was not chosen', () => {
    const element = elementHtml(chosen({ number: 'own', name: '', inline: 'no' }), notice);
    expect(element).toBe(
      '<optmark-opt-in\n  site="pk_1"\n  notice="order-updates"\n  collected-via="checkout"\n>\n' +
        '  <label><input type="checkbox" name="whatsapp" value="asked"> Ask me about messages on WhatsApp</label>\n</optmark-opt-in>',
    );
  });

  test.each([
    ['react', 'onoptmark-saved={(event) => console.log(event.record)}', 'optmark.react.d.ts'],
    ['vue', '@optmark-saved="(event) => console.log(event.record)"', 'optmark.vue.d.ts'],
    ['svelte', 'onoptmark-saved={(event) => console.log(event.record)}', 'optmark.svelte.d.ts'],
  ])(
    'for %s listens in its way, names its types and holds the same attributes',
    (framework, listener, types) => {
      const text = code({ code: framework, commit: 'tick', locale: 'pt-BR' });
      for (const part of [
        listener,
        types,
        'locale="pt-BR"',
        'commit="tick"',
        'phone-field="#tel"',
        release.integrity,
      ])
        expect(text).toContain(part);
      expect(text).not.toContain('application/json');
    },
  );
});

test('the policy names the ledger for scripts and posts, and what each framework calls its own', () => {
  expect(policyLines(chosen(), ledger)).toBe(
    "script-src https://ledger.example;\nconnect-src https://ledger.example;\ntrusted-types lit-html;\nrequire-trusted-types-for 'script'\n",
  );
  expect(policyLines(chosen({ code: 'vue' }), ledger)).toContain('trusted-types lit-html vue;');
  expect(policyLines(chosen({ code: 'svelte' }), ledger)).toContain(
    'trusted-types lit-html svelte-trusted-html;',
  );
});
