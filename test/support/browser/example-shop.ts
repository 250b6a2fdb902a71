// One of demo/examples as a shop would run it: built for production, on an origin of its own, under a content
// security policy. The two placeholders that a reader replaces by hand are replaced in what is served.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type PluginOption } from 'vite';
import { siteKey } from './tiny-ledger.ts';

export type Example = {
  name: 'plain' | 'react' | 'vue' | 'svelte';
  /** What its compiler needs; without plugins and `main.js` nothing is built. */
  plugins?: PluginOption[];
  /** Trusted Types policies of the framework itself. */
  trustedTypes?: string;
};

export type ExampleShop = {
  url: string;
  /** Posted orders, oldest first. */
  orders: FormData[];
  close(): Promise<void>;
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** `script`: where the widget is served. */
export async function exampleShop(example: Example, ledger: string, script: string): Promise<ExampleShop> {
  const files = await filesOf(example);
  const served = (text: string) =>
    text.replaceAll('https://ledger.example/v1/optmark.js', script).replaceAll('pk_your_site_key', siteKey);
  const orders: FormData[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      orders.push(await formOf(request));
      return void response.writeHead(303, { location: '/thanks' }).end();
    }
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const headers = {
      'content-type': types[extname(path)] ?? 'text/html; charset=utf-8',
      'content-security-policy': policy(ledger, example.trustedTypes),
    };
    response
      .writeHead(200, headers)
      .end(served(files.get(path) ?? '<!doctype html><title>Thank you</title>'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // Another site than the ledger's, as in life.
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    orders,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What widget/README.md asks of a shop: the ledger for scripts and posts, nothing for styles or pictures. */
function policy(ledger: string, trustedTypes = ''): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${ledger}`,
    `connect-src 'self' ${ledger}`,
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types lit-html ${trustedTypes}`.trimEnd(),
  ].join('; ');
}

/** Path to text. */
async function filesOf({ name, plugins }: Example): Promise<Map<string, string>> {
  const root = fileURLToPath(new URL(`../../../demo/examples/${name}/`, import.meta.url));
  if (plugins === undefined) return new Map([['/index.html', await readFile(`${root}index.html`, 'utf8')]]);
  // The test runner's own value would take the frameworks' development builds.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: { write: false, modulePreload: false, rolldownOptions: { external: [/^https:/] } },
  }).finally(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
  const { output } = built as { output: { fileName: string; code?: string; source?: string | Uint8Array }[] };
  return new Map(output.map(({ fileName, code, source }) => [`/${fileName}`, String(code ?? source)]));
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(Buffer.concat(chunks), { headers }).formData();
}
