// What the Markdown pages of the repository promise of themselves: every path they name exists, the README
// fits on one page, and each decision names a test that holds it. That their commands run is held by
// readme.test.ts.

import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const wordsMax = 1500;

const folders = ['ledger', 'widget', 'demo', 'test'];
const pages = ['README.md', ...globSync(`{${folders}}/**/*.md`, { cwd: root })].toSorted();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const withoutCode = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** `path` relative to the page's own folder, as a path from the root. */
const from = (page: string, path: string) => posix.join(posix.dirname(page), path);
const isThere = (path: string) => !path.startsWith('..') && existsSync(join(root, path));

/** Targets of links inside the repository, with the heading behind the `#`. */
function linksOf(markdown: string): { path: string; heading: string }[] {
  const targets = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ path: target.replace(/#.*$/, ''), heading: /#(.*)$/.exec(target)?.[1] ?? '' }));
}

/** What stands between back-ticks and reads like a path of ours: not `/v1/opt-ins`, not `.data/keys.json`. */
function pathsOf(page: string, markdown: string): string[] {
  const quoted = [...withoutCode(markdown).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
  return quoted.filter((text) => {
    if (!/^\w[\w.-]*(\/[\w.-]+)+\/?$/.test(text)) return false;
    const first = text.slice(0, text.indexOf('/'));
    return folders.includes(first) || isThere(from(page, first)) || /\.(ts|md|json|sql)$/.test(text);
  });
}

/** The anchors that GitHub gives to the headings of a page. */
const anchorsOf = (markdown: string) =>
  [...withoutCode(markdown).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

function brokenIn(page: string, markdown: string): string[] {
  const links = linksOf(markdown).flatMap(({ path, heading }) => {
    const target = path === '' ? page : from(page, path);
    if (!isThere(target)) return [`${page} links to ${path}, which does not exist`];
    if (heading === '' || anchorsOf(target === page ? markdown : read(target)).includes(heading)) return [];
    return [`${page} links to ${path}#${heading}, and there is no such heading`];
  });
  const paths = pathsOf(page, markdown)
    .filter((path) => !isThere(path) && !isThere(from(page, path)))
    .map((path) => `${page} names ${path}, which does not exist`);
  return [...links, ...paths];
}

describe('the pages', () => {
  test('name no path and link to no heading that does not exist', () => {
    expect(pages.flatMap((page) => brokenIn(page, read(page)))).toEqual([]);
  });

  test('begin with a README of one page', () => {
    expect(read('README.md').split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(wordsMax);
  });

  test('are all reached from the README', () => {
    const seen = new Set(['README.md']);
    // A set gives what is added to it while it is being walked.
    for (const page of seen) {
      for (const { path } of linksOf(read(page))) if (path.endsWith('.md')) seen.add(from(page, path));
    }
    const forReaders = pages.filter((page) => !page.startsWith('test/'));
    expect(forReaders.filter((page) => !seen.has(page))).toEqual([]);
  });
});

describe('what the pages tell a reader to type', () => {
  const sources = (glob: string) =>
    globSync(glob, { cwd: root })
      .map((path) => read(path.replaceAll('\\', '/')))
      .join('\n');
  const said = pages.map(read).join('\n');

  test('names no path of the API that no route has', () => {
    const routes = sources('ledger/http/**/*.ts');
    const paths = [...said.matchAll(/\/v1\/[a-z/-]*[a-z]/g)].map(([path]) => path);
    // A guide shows an address as it is pasted, with names in the place of the route's parameters.
    const filled = [...routes.matchAll(/\/v1\/[a-z{}/-]+/g)].map(
      ([route]) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    );
    const isRoute = (path: string) => routes.includes(path) || filled.some((route) => route.test(path));
    expect(paths.filter((path) => !isRoute(path))).toEqual([]);
  });

  test('names no option of the command line that no command has', () => {
    const commands = sources('ledger/cli/**/*.ts');
    const lines =
      said.replaceAll('\\\n', ' ').match(/\boptmark (?:-- )?[a-z].*|`(?:site|sender|verify) .*?`/g) ?? [];
    const options = lines.flatMap((line) => line.match(/(?<= )--[a-z][a-z-]+/g) ?? []);
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter((option) => !commands.includes(option))).toEqual([]);
  });
});

describe('the map of the ledger', () => {
  const map = read('ledger/README.md');
  const tree = /^```\n([\s\S]*?)^```$/m.exec(map)![1]!;
  let room = '';
  const drawn = [...tree.matchAll(/^( *)([\w./-]+) {2,}/gm)].map(([, indent, name]) => {
    if (indent === '') room = name!;
    return indent === '' ? `ledger/${name}` : `ledger/${room}${name}`;
  });

  test('draws nothing that is not there', () => {
    expect(drawn.filter((path) => !isThere(path))).toEqual([]);
  });

  test('draws each room of the ledger, of core and of operations, once', () => {
    const rooms = readdirSync(join(root, 'ledger')).map((name) =>
      statSync(join(root, 'ledger', name)).isDirectory() ? `ledger/${name}/` : `ledger/${name}`,
    );
    const inner = globSync('ledger/{core,operations}/*/', { cwd: root }).map(
      (path) => `${path.replaceAll('\\', '/').replace(/\/$/, '')}/`,
    );
    const wanted = [...rooms, ...inner].filter((path) => path !== 'ledger/README.md');
    expect(wanted.filter((path) => !drawn.includes(path))).toEqual([]);
    expect(drawn.filter((path, at) => drawn.indexOf(path) !== at)).toEqual([]);
  });
});

describe('the decisions', () => {
  const folder = 'ledger/decisions';
  const files = readdirSync(join(root, folder)).toSorted((one, two) => parseInt(one, 10) - parseInt(two, 10));

  // Several are decided at once, each under the number it was given: one that was not needed leaves a gap.
  test('have a number of their own', () => {
    const numbers = files.map((file) => /^(\d\d|[1-9]\d\d)-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(files.length);
  });

  test('have one line each in the map, under their own title', () => {
    const lines = [...read('ledger/README.md').matchAll(/^- \[(.*)\]\(decisions\/(.*)\)$/gm)];
    const titles = files.map((file) => [/^# (.*)$/m.exec(read(`${folder}/${file}`))?.[1], file]);
    // In the map they stand by room, here by number: a new one takes the next number, whatever its room.
    const byNumber = lines.toSorted(([, , one], [, , two]) => parseInt(one!, 10) - parseInt(two!, 10));
    expect(byNumber.map(([, title, file]) => [title, file])).toEqual(titles);
  });

  test('each say why, what, what follows, and which test holds it', () => {
    const parts = ['Context.', 'Decision.', 'Consequence.', 'Held by'];
    const wanting = files.filter((file) => {
      const text = read(`${folder}/${file}`);
      const heldBy = pathsOf(`${folder}/${file}`, text.slice(text.indexOf('**Held by**')));
      const said = [...text.matchAll(/^\*\*(.*?)\*\*/gm)].map(([, part]) => part);
      return said.join() !== parts.join() || !heldBy.some((path) => path.endsWith('.test.ts'));
    });
    expect(wanting).toEqual([]);
  });
});

describe('this test itself', () => {
  test.each([
    ['a path that is gone', 'see `test/no-such.test.ts`'],
    ['a folder that is gone', 'see `demo/nothing/`'],
    ['a path beside the page', 'see `core/nothing.ts`'],
    ['a link to a file that is gone', 'see [it](nothing.md)'],
    ['a link out of the repository', 'see [it](../../nothing.md)'],
    ['a link to a heading that is gone', '# Here\n\n[it](#there)'],
  ])('sees %s', (_, markdown) => {
    expect(brokenIn('ledger/README.md', markdown)).toHaveLength(1);
  });

  test.each(['`/v1/opt-ins`', '`.data/demo.json`', '`text/html`', '[x](https://ledger.example/)'])(
    'takes no offence at %s',
    (markdown) => {
      expect(brokenIn('ledger/README.md', markdown)).toEqual([]);
    },
  );
});
