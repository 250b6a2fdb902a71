// Bulk checks of over a megabyte behind real proxies, with `Expect: 100-continue` and without: every line is
// answered, and nothing that a proxy makes of it looks like a whole answer and is none.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { hasApt, install, onPath } from '../../support/system-packages.ts';
import { until } from '../../support/until.ts';
import { type Body, get } from '../requests.ts';
import { lines } from './bulk-calls.ts';

const asked = 20_000;
const body = lines({ recipient: '+14155550123', purpose: 'shipping_update' }).repeat(asked);
/** A proxy that breaks one answer in three is seen for what it is. */
const rounds = 8;
const installMs = 120_000;

type Ports = { at: number; to: number };
/** What each is told, as the operator's guide says it, and how it is run in the foreground. */
const proxies: Record<
  string,
  { config(ports: Ports, folder: string): string; flags(file: string): string[] }
> = {
  nginx: {
    config: ({ at, to }, folder) => `
daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${at};
    location / {
      client_max_body_size 0; proxy_request_buffering off; proxy_buffering off; proxy_http_version 1.1;
      proxy_pass http://127.0.0.1:${to};
    }
  }
}`,
    flags: (file) => ['-c', file],
  },
  haproxy: {
    config: ({ at, to }) => `
global
  maxconn 100
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend in
  bind 127.0.0.1:${at}
  default_backend ledger
backend ledger
  server one 127.0.0.1:${to}
`,
    flags: (file) => ['-db', '-f', file],
  },
  caddy: {
    config: ({ at, to }) => `{
  admin off
  auto_https off
}
http://127.0.0.1:${at} {
  reverse_proxy 127.0.0.1:${to}
}
`,
    flags: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
};
const names = Object.keys(proxies);

let ledger: TestLedger;
const folder = mkdtempSync(join(tmpdir(), 'optmark-proxies-'));
const running: ChildProcess[] = [];

beforeAll(async () => {
  ledger = await testLedger();
  // nginx gives its work to a user that is not root.
  chmodSync(folder, 0o755);
  const missing = names.filter((name) => onPath(name).length === 0);
  if (missing.length > 0 && hasApt()) await install(missing, installMs);
}, installMs + 60_000);
afterAll(async () => {
  for (const child of running) {
    // Not the last resort: nginx ends those who work for it.
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The address of a proxy before the ledger; undefined, and said, where there is none. */
async function proxied(name: string): Promise<string | undefined> {
  const [program] = onPath(name);
  if (program === undefined) {
    console.warn(`SKIPPED: there is no ${name} here (apt-get install ${name})`);
    return undefined;
  }
  const ports = { at: await freePort(), to: Number(new URL(ledger.url).port) };
  const file = join(folder, `${name}.conf`);
  const { config, flags } = proxies[name]!;
  writeFileSync(file, config(ports, folder), { mode: 0o644 });
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, flags(file), { env, stdio: 'ignore' });
  running.push(child);
  const url = `http://127.0.0.1:${ports.at}`;
  const isHealthy = () =>
    get(`${url}/healthz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  await until(isHealthy, `${name} answers`);
  return url;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** @returns the answers, as a sender reads them while it writes */
async function check(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; answers: Body[] }> {
  const writer = request(`${url}/v1/gate/check-bulk`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${ledger.keys.gate}`,
      'content-type': 'application/x-ndjson',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    },
  });
  if ('expect' in headers) {
    writer.flushHeaders();
    writer.once('continue', () => writer.end(body));
  } else writer.end(body);
  const [answer] = await once(writer, 'response');
  const answers: Body[] = [];
  for await (const line of createInterface({ input: answer })) answers.push(JSON.parse(line));
  return { status: answer.statusCode, answers };
}

describe.each(names)('behind %s', (name) => {
  let url: string | undefined;
  beforeAll(async () => {
    url = await proxied(name);
  });

  test.for([
    ['that waits for 100 Continue', { expect: '100-continue' }],
    ['that does not wait', {}],
  ] as [string, Record<string, string>][])('a sender %s gets every line', async ([, headers], context) => {
    if (url === undefined) return context.skip();
    for (let round = 0; round < rounds; round += 1) {
      const { status, answers } = await check(url, headers);
      expect({ status, lines: answers.length, last: answers.at(-1) }).toEqual({
        status: 200,
        lines: asked + 1,
        last: expect.objectContaining({ done: true, lines: asked }),
      });
    }
  });
});
