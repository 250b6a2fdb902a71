// Which vitest project a test file belongs to. Nobody writes that down for a file, so it cannot be wrong: a
// file belongs to the dearest thing that it or what it imports reaches. Only `slow` is a list, because a
// duration stands in no import.
//
//   slow      minutes: whole servers, big logs, crashes (`npm run test:slow`)
//   browser   a Chromium, or the widget as it is built
//   database  a Postgres, or a process of its own
//   pure      neither; all of it runs in seconds

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

export const projectNames = ['pure', 'database', 'browser', 'slow'] as const;
export type ProjectName = (typeof projectNames)[number];

const everyCommand =
  'a process for each command that is typed; what commands do is tested in operations, quickly';

/** Files that take long for a reason, and the reason. */
export const slow: Record<string, string> = {
  'test/cli/audit.test.ts': everyCommand,
  'test/cli/backup.test.ts': everyCommand,
  'test/cli/chaos.test.ts': 'a whole server under load on a network that fails',
  'test/cli/doctor.test.ts': everyCommand,
  'test/cli/embedded.test.ts': 'whole servers on a Postgres of their own, killed and left behind',
  'test/cli/import.test.ts': everyCommand,
  'test/cli/pending.test.ts': everyCommand,
  'test/cli/report.test.ts': everyCommand,
  'test/cli/sender-forward.test.ts': everyCommand,
  'test/cli/sender.test.ts': everyCommand,
  'test/cli/setup.test.ts': everyCommand,
  'test/cli/template.test.ts': everyCommand,
  'test/cli/verify.test.ts': everyCommand,
  'test/http/server/hostile.test.ts': 'every operation, sent everything that is strange, by every caller',
  'test/deploy/package.test.ts': 'packs, installs from a registry, and runs the whole under another Node',
  'test/e2e/asterisk.test.ts': 'a real Asterisk, in a root that debootstrap makes',
  'test/e2e/followed.test.ts': 'kills and starts whole servers again and again',
  'test/e2e/killed.test.ts': 'kills whole servers again and again',
  'test/e2e/shop-pages.test.ts': 'every page of the shop in every look, each searched by axe',
  'test/e2e/standby.test.ts': 'a primary and its standby, and a fail-over under load',
  'test/e2e/ten-thousand.test.ts': 'ten thousand sends through the gate, each replayed',
  'test/core/jws-elsewhere.test.ts': 'libraries of other languages, installed from the system’s packages',
  'test/http/gate/behind-proxies.test.ts': 'nginx, haproxy and Caddy, installed where they can be',
  'test/http/gate/gate-bulk-million.test.ts': 'a million questions in one request',
  'test/cli/evidence.test.ts': everyCommand,
  'test/cli/flow.test.ts': everyCommand,
  'test/operations/import/killed.test.ts': 'imports that are killed',
  'test/operations/import/import-million.test.ts': 'a million rows of a list',
  'test/cli/move.test.ts': 'moves a ledger of hundreds of megabytes',
  'test/http/server/slow-body.test.ts': 'waits until a request has taken too long',
  'test/readme.test.ts': 'npm start and every command of the README and the guides, as a stranger types them',
  'test/storage/database/pgbouncer.test.ts': 'a PgBouncer, where there is one',
  'test/storage/embedded-postgres/embedded-postgres.test.ts': 'a new cluster of Postgres for each test',
  'test/widget/engines.test.ts': 'three browsers, two of which start slowly',
};

/** What makes a test file dearer; the first that is reached decides. */
const reaches: [ProjectName, (path: string) => boolean][] = [
  [
    'browser',
    (path) => ['test/support/browser/browser.ts', 'test/support/browser/built-widget.ts'].includes(path),
  ],
  [
    'database',
    (path) =>
      ['test/support/postgres/database.ts', 'ledger/storage/embedded-postgres/embedded-postgres.ts'].includes(
        path,
      ),
  ],
  ['database', (path) => path === 'node:child_process'],
];

/** The test files of each project, as paths from the root. */
export function testFiles(root: string): Record<ProjectName, string[]> {
  const files: Record<ProjectName, string[]> = { pure: [], database: [], browser: [], slow: [] };
  const imports = rememberImports(root);
  const found = globSync('test/**/*.test.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  for (const path of found.toSorted()) files[projectOf(path, imports)].push(path);
  return files;
}

/** @param importsOf what a file imports by value: paths from the root, or names of modules */
export function projectOf(path: string, importsOf: (path: string) => string[]): ProjectName {
  if (path in slow) return 'slow';
  const seen = new Set([path]);
  // A set gives what is added to it while it is being walked.
  for (const each of seen) for (const target of importsOf(each)) seen.add(target);
  for (const [project, isIt] of reaches) if ([...seen].some(isIt)) return project;
  return 'pure';
}

function rememberImports(root: string): (path: string) => string[] {
  const known = new Map<string, string[]>();
  return (path) => {
    let imports = known.get(path);
    if (imports === undefined) {
      const isOurs = path.endsWith('.ts') && existsSync(join(root, path));
      imports = isOurs ? importsIn(path, readFileSync(join(root, path), 'utf8')) : [];
      known.set(path, imports);
    }
    return imports;
  };
}

/** By value, dynamic imports included. */
export function importsIn(path: string, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(path, text, { lang: 'ts' }).module;
  const names = [
    ...staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports
      .flatMap(({ entries }) => entries)
      .filter(({ isType }) => !isType)
      .flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return names.map((name) => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name));
}
