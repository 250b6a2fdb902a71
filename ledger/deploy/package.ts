// What `npm pack` puts into the package: Node strips no types under node_modules, so the sources become
// JavaScript and declarations. dist/ is a copy of the repository: each file has its place, so that what a
// module finds beside itself it finds there too. Run by `prepack`, after `npm run build`.

import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import manifest from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const { version } = manifest;

/** What `exports` in package.json names. */
const entries = [
  'ledger/app',
  'ledger/sdk/gate',
  'ledger/sdk/app/client',
  'widget/load',
  'widget/server/server',
];

/** Read at run time, and no modules. Of the widget this release alone: an older one may lie there as well. */
const readAtRunTime = [
  '.build/person',
  '.build/console',
  `.build/widget/${version}`,
  '.build/widget/widget.json',
  // What pages run that no bundler touches.
  ...globSync('ledger/http/**/*.js', { cwd: root }),
  'ledger/storage/schema/migrations',
  'widget/declarations',
];

/** Large, and little of it is used: that little is put beside our own. */
const vendored = ['drizzle-orm'];
const placeOfVendored = (path: string) => path.replace(/^.*node_modules\//, 'vendor/');

const published = JSON.parse(readFileSync(join(root, '.build/widget/widget.json'), 'utf8'));
if (published.version !== version) throw new Error(`the widget is built as ${published.version}`);

rmSync(dist, { recursive: true, force: true });
await writeJavaScript();
writeDeclarations();
for (const path of readAtRunTime) cpSync(join(root, path), join(dist, path), { recursive: true });
// It says whose it is, and under which licence.
for (const name of vendored) {
  const path = join(name, 'package.json');
  cpSync(join(root, 'node_modules', path), join(dist, 'vendor', path));
}

function writeJavaScript(): Promise<unknown> {
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: {
      OPTMARK_VERSION: JSON.stringify(version),
      OPTMARK_INTEGRITY: JSON.stringify(published.integrity),
    },
    ssr: { noExternal: vendored },
    build: {
      ssr: true,
      outDir: dist,
      target: 'node22',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: ['ledger/main', ...entries].map((path) => join(root, `${path}.ts`)),
        output: {
          preserveModules: true,
          preserveModulesRoot: root,
          entryFileNames: ({ name }) => `${placeOfVendored(name)}.js`,
        },
      },
    },
  });
}

/** Of the entries and what their types name. */
function writeDeclarations(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const project = join(import.meta.dirname, 'tsconfig.json');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  const named = new Set(entries.map((entry) => join(dist, `${entry}.d.ts`)));
  // A set gives what is added to it while it is being walked.
  for (const file of named) {
    // The compiler leaves `.ts` in the imports of declarations.
    const text = readFileSync(file, 'utf8').replace(/(from |import\()'(\.[^']+)\.ts'/g, "$1'$2.js'");
    writeFileSync(file, text);
    for (const [, path] of text.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g)) {
      const target = join(dirname(file), `${path}.d.ts`);
      if (!target.includes('/declarations/')) named.add(target);
    }
  }
  for (const path of globSync('**/*.d.ts', { cwd: dist }))
    if (!named.has(join(dist, path))) rmSync(join(dist, path));
}
