// What developers are told of the element (custom-elements.json, the types) against the element itself in a
// browser, and against the compiler they will use: what is spelt right compiles, what is not does not.

import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { describeElement } from '../../widget/build/custom-elements.ts';
import type {
  OptmarkErrorCode,
  OptmarkEvents,
  OptmarkOptInAttributes,
  OptmarkOptInElement,
} from '../../widget/declarations/optmark.js';
import type { OptmarkOptIn } from '../../widget/element.ts';
import type * as events from '../../widget/events.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Does not compile if an attribute is missing or invented. */
const typedAttributes: Record<keyof OptmarkOptInAttributes, true> = {
  site: true,
  notice: true,
  locale: true,
  ledger: true,
  'customer-token': true,
  'phone-field': true,
  'error-for': true,
  number: true,
  country: true,
  'collected-via': true,
  entry: true,
  commit: true,
  prove: true,
  name: true,
  disabled: true,
};
const typedEvents: Record<keyof OptmarkEvents, true> = {
  'optmark-ready': true,
  'optmark-saved': true,
  'optmark-undone': true,
  'optmark-confirmed': true,
  'optmark-token-expired': true,
  'optmark-error': true,
};

test('the types are those of the element and its events', () => {
  expectTypeOf<OptmarkOptIn>().toExtend<Omit<OptmarkOptInElement, 'focus'>>();
  expectTypeOf<OptmarkErrorCode>().toEqualTypeOf<events.WidgetErrorCode>();
  expectTypeOf<events.OptmarkReadyEvent>().toExtend<OptmarkEvents['optmark-ready']>();
  expectTypeOf<events.OptmarkSavedEvent>().toExtend<OptmarkEvents['optmark-saved']>();
  expectTypeOf<events.OptmarkUndoneEvent>().toExtend<OptmarkEvents['optmark-undone']>();
  expectTypeOf<events.OptmarkConfirmedEvent>().toExtend<OptmarkEvents['optmark-confirmed']>();
  expectTypeOf<events.OptmarkErrorEvent>().toExtend<OptmarkEvents['optmark-error']>();
});

describe('custom-elements.json', async () => {
  const { modules } = await describeElement(root);
  const element = modules[0]!.declarations[0]!;
  const names = (list: readonly { name: string }[] = []) => list.map(({ name }) => name).toSorted();
  let bench: WidgetBench;
  beforeAll(async () => {
    bench = await widgetBench();
  });
  afterAll(() => bench?.close());

  test('names the attributes that the types name, and those the element observes', async () => {
    expect(names(element.attributes)).toEqual(Object.keys(typedAttributes).toSorted());
    const { page, ready } = await bench.open(tag());
    await ready();
    const observed = await page.evaluate(
      () =>
        (customElements.get('optmark-opt-in') as unknown as { observedAttributes: string[] })
          .observedAttributes,
    );
    // The browser itself watches the last two of a form control, and `entry` is read at the tick; those that
    // are left out are refused with a warning and no attributes at all.
    const watched = [
      ...observed.filter((name) => name !== 'checked' && name !== 'required'),
      'entry',
      'name',
      'disabled',
    ];
    expect(names(element.attributes)).toEqual([...new Set(watched)].toSorted());
  });

  test('names the events that the types name', () => {
    expect(names(element.events)).toEqual(Object.keys(typedEvents).toSorted());
  });

  test('names no member that the element does not have, and nothing private', async () => {
    const { page, ready } = await bench.open(tag());
    await ready();
    const members = names(element.members);
    expect(members).toEqual(
      expect.arrayContaining(['checked', 'commit', 'receipt', 'record', 'reset', 'state']),
    );
    expect(members.filter((name) => /^#|Callback$|^(draw|root|internals)/.test(name))).toEqual([]);
    const absent = await page.evaluate(
      (all) => all.filter((name) => !(name in document.querySelector('optmark-opt-in')!)),
      members,
    );
    expect(absent).toEqual([]);
  });

  test('names nothing that the README does not explain', async () => {
    const readme = await readFile(join(root, 'widget/README.md'), 'utf8');
    const { attributes, events: fired, cssParts, cssProperties, slots } = element;
    const all = [attributes, fired, cssParts, cssProperties, slots]
      .flatMap(names)
      .filter((name) => name !== '');
    expect(all.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test('names the parts and slots that are in the card', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    const drawn = await widget.evaluate((host) => ({
      parts: [...host.shadowRoot!.querySelectorAll('[part]')].map((part) => part.getAttribute('part')),
      slots: [...host.shadowRoot!.querySelectorAll('slot')].map((slot) => slot.name),
    }));
    expect(names(element.cssParts)).toEqual(expect.arrayContaining([...new Set(drawn.parts)]));
    expect(drawn.parts).toEqual(expect.arrayContaining(['base', 'control', 'phone']));
    expect(names(element.slots)).toEqual(['', 'logo', 'notice', 'phone']);
  });
});

describe('a TypeScript project with the downloaded types', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'optmark-types-'));
    await cp(join(root, 'widget/declarations'), folder, { recursive: true });
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'Bundler',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      jsx: 'react-jsx',
      types: [],
      rootDir: '.',
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }),
    );
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const vue = `import type { GlobalComponents } from 'vue';
    type Props = InstanceType<GlobalComponents['optmark-opt-in']>['$props'];`;
  const svelte = `import type { SvelteHTMLElements } from 'svelte/elements';
    type Props = SvelteHTMLElements['optmark-opt-in'];`;

  const right: Record<string, string> = {
    'dom.ts': `import type {} from './optmark.js';
      const optIn = document.querySelector('optmark-opt-in')!;
      optIn.addEventListener('optmark-saved', (event) => event.record.length + event.grade.length);
      optIn.phoneField = '#tel';
      void optIn.commit().then((saved) => saved?.receipt);`,
    'react.tsx': `import type {} from './optmark.react.js';
      export const a = <optmark-opt-in site="pk_1" notice="n" phone-field="#tel" collected-via="checkout" commit="tick"
        name="optin" disabled className="c" onoptmark-saved={(event) => event.record} ref={(e) => void e?.commit()} />;`,
    'vue.ts': `${vue}
      export const a: Props = { site: 'pk_1', 'phone-field': '#tel', onOptmarkSaved: (event) => event.record };`,
    'svelte.ts': `${svelte}
      export const a: Props = { site: 'pk_1', 'phone-field': '#tel', 'onoptmark-saved': (event) => event.record };`,
  };
  const wrong: Record<string, string> = {
    'misspelt-property.ts': `document.querySelector('optmark-opt-in')!.phonefield = '#tel';`,
    'pre-ticked.ts': `document.querySelector('optmark-opt-in')!.checked = true;`,
    'misspelt-event-field.ts': `document.addEventListener('optmark-saved', (event) => event.recrod);`,
    // A name with a hyphen the compiler lets pass in JSX, whatever the types say.
    'misspelt.tsx': `export const a = <optmark-opt-in sight="pk_1" />;`,
    'not-text.tsx': `export const a = <optmark-opt-in phone-field={5} />;`,
    'ticked-from-the-start.tsx': `export const a = <optmark-opt-in site="pk_1" checked />;`,
    'required.tsx': `export const a = <optmark-opt-in site="pk_1" required />;`,
    'commit.tsx': `export const a = <optmark-opt-in commit="sometimes" />;`,
    'misspelt-vue.ts': `${vue}\nexport const a: Props = { sight: 'pk_1' };`,
    'misspelt-svelte.ts': `${svelte}\nexport const a: Props = { sight: 'pk_1' };`,
  };

  /** Names of the files that the compiler refuses. */
  function refused(): string[] {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', cwd: folder });
    return [...new Set([...stdout.matchAll(/^([\w.-]+)\(\d/gm)].map(([, name]) => name!))].toSorted();
  }

  test('compiles what is spelt right, and nothing that is not', async () => {
    for (const [name, text] of Object.entries({ ...right, ...wrong }))
      await writeFile(join(folder, name), text);
    expect(refused()).toEqual(Object.keys(wrong).toSorted());
  });
});
