// DESIGN.md section 2, "Who may import whom", held against every import there is. A room or an arrow that is
// not in the table fails here with the file, what it imports and what its room may import.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { portFiles } from './architecture/port-files.ts';
import { type Import, readSources, type SourceFile, sourceFile } from './architecture/source-file.ts';

const sources = readSources();

/** What each room may import besides itself, by value or by type. */
const below = ['ledger/core', 'ledger/channels', 'ledger/auth', 'ledger/operations'];
/**
 * The floors of `operations/`: a room imports lower floors only. A file outside a room that is not named: 1.
 */
const floors: Record<string, number> = {
  append: 2,
  worker: 2,
  release: 2,
  tally: 3,
  setup: 3,
  console: 4,
  record: 3,
  journal: 4,
  template: 4,
  notice: 5,
  person: 5,
  visitor: 5,
  verify: 5,
  backup: 5,
  succeed: 6,
  forward: 5,
  consent: 6,
  gate: 6,
  'readiness.ts': 6,
  send: 7,
  ownership: 7,
  history: 7,
  flow: 7,
  sms: 7,
  import: 7,
  register: 8,
  feed: 9,
  erase: 8,
  reconfirm: 9,
  subject: 10,
  access: 9,
  dispute: 9,
  correct: 7,
  export: 9,
  retention: 9,
  page: 9,
  hear: 9,
  entry: 8,
  pending: 8,
  report: 8,
  'ledger.ts': 9,
};

const served = [...below, 'ledger/telemetry', 'ledger/http', 'ledger/config.ts', 'ledger/compose'];
const ports = ['ledger/core', ...portFiles];
const mayImport: Record<string, readonly string[]> = {
  'ledger/core': [],
  'ledger/channels': ['ledger/core'],
  'ledger/auth': ['ledger/core'],
  'ledger/operations': ['ledger/core', 'ledger/channels', 'ledger/auth'],
  'ledger/http': [...below, 'ledger/telemetry'],
  'ledger/storage': ports,
  'ledger/clients': ports,
  'ledger/telemetry': ports,
  'ledger/sdk': ['ledger/core'],
  'ledger/console': ['ledger/core'],
  'ledger/config.ts': ['ledger/core'],
  'ledger/compose': ['ledger'],
  'ledger/app.ts': ['ledger/compose', 'ledger/config.ts', 'ledger/http', 'ledger/telemetry'],
  'ledger/deploy': [],
  'ledger/serve.ts': ['ledger/telemetry', 'ledger/http', 'ledger/config.ts', 'ledger/compose'],
  'ledger/cli': [...served, 'ledger/serve.ts'],
  'ledger/main.ts': ['ledger/cli', 'ledger/core'],
  widget: ['ledger'],
  demo: [...served, 'ledger/cli', 'ledger/serve.ts', 'widget/server'],
  test: ['ledger', 'widget', 'demo'],
};

/** `ledger/core`, `ledger/config.ts`, `widget`. */
const roomOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('ledger/') ? 2 : 1)
    .join('/');
const isUnder = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
const isOurs = ({ target }: Import) => /^(ledger|widget|demo|test)\/.*\.ts$/.test(target);

/** One sentence per import that breaks a rule. */
function arrows(
  where: string,
  breaks: (each: Import, file: SourceFile) => boolean,
  rule: string,
  files = sources,
): string[] {
  return files
    .filter(({ path }) => isUnder(path, where))
    .flatMap((file) =>
      file.imports
        .filter((each) => breaks(each, file))
        .map(({ target }) => `${file.path} imports ${target}: ${rule}`),
    );
}

function strangeArrows(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    const allowed = mayImport[room];
    if (allowed === undefined) return [`${file.path}: there is no room ${room} in DESIGN.md section 2`];
    return file.imports
      .filter(isOurs)
      .filter(({ target }) => ![room, ...allowed].some((place) => isUnder(target, place)))
      .map(({ target }) => {
        const known = allowed.length === 0 ? 'nothing but itself' : `only ${allowed.join(', ')}`;
        return `${file.path} imports ${target}: ${room} may import ${known}`;
      });
  });
}

describe('who may import whom', () => {
  test('every import follows an arrow of the design', () => {
    expect(strangeArrows(sources)).toEqual([]);
  });

  test('a room of operations imports lower floors only', () => {
    const placeOf = (path: string) => path.split('/')[2]!;
    const floorOf = (path: string) => floors[placeOf(path)] ?? 1;
    const climbs = ({ target }: Import, { path }: SourceFile) =>
      isUnder(target, 'ledger/operations') &&
      placeOf(target) !== placeOf(path) &&
      floorOf(target) >= floorOf(path);
    const files = sources.filter(({ path }) => path !== 'ledger/operations/ledger.ts');
    const known = (each: Import) => each.target !== 'ledger/operations/ledger.ts';
    const rule = 'a room imports lower floors only';
    expect(
      arrows('ledger/operations', (each, file) => known(each) && climbs(each, file), rule, files),
    ).toEqual([]);
    const inRooms = files.filter(
      ({ path }) => path.startsWith('ledger/operations/') && path.split('/').length > 3,
    );
    expect(inRooms.filter(({ path }) => !(placeOf(path) in floors)).map(({ path }) => path)).toEqual([]);
  });

  test('no operation is handed the whole ledger', () => {
    const rule = 'an operation declares the parts it uses';
    const whole = ({ target }: Import) => target === 'ledger/operations/ledger.ts';
    expect(arrows('ledger/operations', whole, rule)).toEqual([]);
  });

  test('only serve.ts, app.ts, cli, demo, test/support and the bench import compose', () => {
    const places = ['ledger/serve.ts', 'ledger/app.ts', 'ledger/cli', 'demo', 'test/support', 'test/bench'];
    const rule = `only ${places.join(', ')} may import compose`;
    const strangers = sources
      .filter(({ path }) => !['ledger/compose', ...places].some((place) => isUnder(path, place)))
      .filter(({ path }) => !isUnder(path, 'test/compose'));
    const found = strangers.flatMap((file) =>
      arrows(file.path, ({ target }) => isUnder(target, 'ledger/compose'), rule, [file]),
    );
    expect(found).toEqual([]);
  });

  test('the widget takes types from the ledger, and by value what must be one for both', () => {
    const shared = ['ledger/core/notice/render.ts', 'ledger/core/subject/notation.ts'];
    const rule = `the widget imports the ledger by type, except ${shared.join(', ')}`;
    const breaks = ({ target, byValue }: Import) =>
      byValue && isUnder(target, 'ledger') && !shared.includes(target);
    // What builds the widget runs in no browser: it makes its proofs with the ledger's own log maths.
    const builder = ({ path }: SourceFile) => isUnder(path, 'widget/build');
    expect(arrows('widget', (one, file) => !builder(file) && breaks(one), rule)).toEqual([]);
  });

  test('the console and the SDK know the ledger by type alone, but that an app draws with the one renderer', () => {
    const rule = 'it speaks HTTP only, so it imports the ledger by type';
    const elsewhere = ({ target, byValue }: Import, { path }: SourceFile) =>
      byValue && isUnder(target, 'ledger') && roomOf(target) !== roomOf(path);
    const found = ['ledger/console', 'ledger/sdk'].flatMap((place) => arrows(place, elsewhere, rule));
    const drawn = 'ledger/sdk/app/client.ts imports ledger/core/notice/render.ts';
    // A check in the browser is the check of `optmark verify`: the same code.
    const checked = /^ledger\/console\/verify\/\w+\.ts imports ledger\/core\/(log|subject)\//;
    expect(found.filter((arrow) => !arrow.startsWith(drawn) && !checked.test(arrow))).toEqual([]);
  });

  test('the SDK imports node:crypto and nothing else: a sender installs nothing beside it', () => {
    const foreign = (each: Import) => !isOurs(each) && each.target !== 'node:crypto';
    expect(arrows('ledger/sdk', foreign, 'the SDK needs nothing but node:crypto')).toEqual([]);
  });

  test('no two files import each other by value, by whatever way round', () => {
    expect(cycles(sources)).toEqual([]);
  });
});

describe('the core', () => {
  const core = sources.filter(({ path }) => isUnder(path, 'ledger/core'));

  test('imports two built-in modules, which neither wait nor reach out, and of a third the checksum', () => {
    const builtin = ({ target, names }: Import) =>
      target.startsWith('node:') &&
      !['node:crypto', 'node:util'].includes(target) &&
      !(target === 'node:zlib' && names.every((name) => name === 'crc32'));
    expect(arrows('ledger/core', builtin, 'core reaches no file, network, timer or environment')).toEqual([]);
  });

  test('imports few packages, none of which does input or output', () => {
    const pure = ['zod', 'jose', 'canonicalize', 'libphonenumber-js', '@noble/hashes', 'qr'];
    const foreign = (each: Import) =>
      !isOurs(each) && !each.target.startsWith('node:') && !pure.some((name) => isUnder(each.target, name));
    expect(arrows('ledger/core', foreign, `core imports no package but ${pure.join(', ')}`)).toEqual([]);
  });

  test('makes no random values: they come in as arguments', () => {
    const random = ({ target, names }: Import) =>
      target === 'node:crypto' &&
      names.some((name) => /^(random|generate|getRandom|webcrypto|subtle|default)/.test(name));
    expect(arrows('ledger/core', random, 'randomness and fresh keys come in as arguments')).toEqual([]);
  });

  test('asks neither the clock nor the environment nor the network', () => {
    const outside =
      /^(process\.|Date\.now|new Date\(\)|Date\(\)|Math\.random|performance\.|crypto\.(getRandom|random)|(fetch|setTimeout|setInterval|setImmediate)\(\))/;
    const found = core.flatMap(({ path, mentions }) =>
      mentions
        .filter((each) => outside.test(each))
        .map((each) => `${path} uses ${each}: core is given what it needs`),
    );
    expect(found).toEqual([]);
  });

  test('keeps the log apart: it knows bytes, not consent', () => {
    const bytes = ['ledger/core/log', 'ledger/core/base64url.ts'];
    const leaves = (each: Import) => isOurs(each) && !bytes.some((place) => isUnder(each.target, place));
    expect(arrows('ledger/core/log', leaves, 'core/log imports of ours itself and base64')).toEqual([]);
  });

  test('keeps consent apart: it does not know the log, nor who proves, asks or audits', () => {
    const upward = ['log', 'receipt', 'gate', 'audit'].map((room) => `ledger/core/${room}`);
    const climbs = ({ target }: Import) => upward.some((place) => isUnder(target, place));
    expect(arrows('ledger/core/consent', climbs, 'core/consent stands below it')).toEqual([]);
    expect(arrows('ledger/core/notice', climbs, 'core/notice stands below it')).toEqual([]);
  });
});

test('only core/mac.ts makes MACs of our own; elsewhere HMAC is a format that others read', () => {
  const formats = [
    'ledger/core/mac.ts',
    'ledger/core/subject/commitment.ts',
    'ledger/channels/ivr/hmac.ts',
    'ledger/channels/whatsapp/signature.ts',
    'ledger/clients/code-sender.ts',
    'ledger/storage/database/login.ts',
  ];
  const makers = sources
    .filter(({ path }) => isUnder(path, 'ledger'))
    .filter(({ imports }) =>
      imports.some(({ target, names }) => target === 'node:crypto' && names.includes('createHmac')),
    )
    .map(({ path }) => path);
  expect(makers.toSorted()).toEqual(formats.toSorted());
});

test('only config.ts reads the environment', () => {
  const readers = sources
    .filter(({ path }) => isUnder(path, 'ledger') && path !== 'ledger/config.ts')
    .filter(({ mentions, imports }) => {
      const fromModule = imports.some(
        ({ target, names }) => target === 'node:process' && names.includes('env'),
      );
      return fromModule || mentions.includes('process.env');
    })
    .map(({ path }) => `${path} reads process.env: only ledger/config.ts may`);
  expect(readers).toEqual([]);
});

test('no list is spread into a call that would take each of its items as an argument', () => {
  // A hundred thousand items from outside are more arguments than a stack holds.
  const spread = /\b(?:push|unshift|concat|fromCharCode|fromCodePoint)\(\.\.\.|\bMath\.(?:max|min)\(\.\.\./;
  const found = sources
    .filter(({ path }) => isUnder(path, 'ledger'))
    .filter(({ path }) => spread.test(readFileSync(path, 'utf8')))
    .map(({ path }) => `${path}: use a loop`);
  expect(found).toEqual([]);
});

describe('this test itself', () => {
  const written = (path: string, text: string) => [sourceFile(path, text)];

  test.each([
    ['by value', "import { createLogStore } from '../storage/log-store.ts';"],
    ['by type', "import type { LogStore } from '../storage/log-store.ts';"],
    ['passing it on', "export * from '../storage/log-store.ts';"],
    ['passing a type on', "export type { LogStore } from '../storage/log-store.ts';"],
    ['for its effects', "import '../storage/log-store.ts';"],
    ['late', "const store = await import('../storage/log-store.ts');"],
    ['inside a type', "type Store = import('../storage/log-store.ts').LogStore;"],
  ])('sees an import %s', (_, text) => {
    expect(strangeArrows(written('ledger/auth/nonce.ts', text))).toEqual([
      'ledger/auth/nonce.ts imports ledger/storage/log-store.ts: ledger/auth may import only ledger/core',
    ]);
  });

  test('sees a room that the design does not know', () => {
    expect(strangeArrows(written('ledger/plugins/a.ts', ''))).toEqual([
      'ledger/plugins/a.ts: there is no room ledger/plugins in DESIGN.md section 2',
    ]);
  });

  test.each([
    ['import type { A } from "./b.ts"', false],
    ['import { type A } from "./b.ts"', false],
    ['import type {} from "./b.ts"', false],
    ['export type { A } from "./b.ts"', false],
    ['type A = import("./b.ts").A', false],
    ['import { type A, b } from "./b.ts"', true],
    ['import "./b.ts"', true],
    ['import * as b from "./b.ts"', true],
    ['export { b } from "./b.ts"', true],
    ['await import("./b.ts")', true],
  ])('knows whether %s is by value: %s', (text, byValue) => {
    const [file] = written('ledger/core/a.ts', text);
    expect(file?.imports).toMatchObject([{ target: 'ledger/core/b.ts', byValue }]);
  });

  test.each([
    ['process.env.HOME', 'process.env'],
    ["process['env']", 'process.env'],
    ['globalThis.process.env', 'process.env'],
    ['const { env } = process', 'process.env'],
    ['const a = () => Date.now()', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['await fetch("/")', 'fetch()'],
  ])('sees %s', (text, mention) => {
    expect(written('ledger/core/a.ts', text)[0]?.mentions).toContain(mention);
  });

  test('does not take a moment that is given for the clock', () => {
    expect(written('ledger/core/a.ts', 'new Date(moment)')[0]?.mentions).not.toContain('new Date()');
  });

  test('names a cycle, but not one of types', () => {
    const round = (kind: string) => [
      sourceFile('ledger/core/a.ts', `import { b } from './b.ts';`),
      sourceFile('ledger/core/b.ts', `import { c } from './c.ts';`),
      sourceFile('ledger/core/c.ts', `import ${kind}{ a } from './a.ts';`),
    ];
    expect(cycles(round(''))).toEqual([
      'ledger/core/a.ts -> ledger/core/b.ts -> ledger/core/c.ts -> ledger/core/a.ts',
    ]);
    expect(cycles(round('type '))).toEqual([]);
  });
});

/** Every ring of imports by value, as a path that ends where it began. */
function cycles(files: SourceFile[]): string[] {
  const next = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ byValue }) => byValue).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  function walk(path: string, trail: string[]): void {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of next.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  }
  for (const path of next.keys()) walk(path, []);
  return found;
}
