// The page of the console and what it loads, as they are served.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { apiOfThisFile } from '../api.ts';
import { expectProblem } from '../requests.ts';

const consoleFolder = mkdtempSync(join(tmpdir(), 'optmark-console-'));
mkdirSync(join(consoleFolder, 'assets'));
writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>Console</title>');
writeFileSync(join(consoleFolder, 'assets/main-1a2b3c4d.js'), 'export {};');
writeFileSync(join(consoleFolder, 'assets/main-1a2b3c4d.css'), 'a { color: red }');
writeFileSync(join(consoleFolder, 'secret.txt'), 'not served');
afterAll(() => rmSync(consoleFolder, { recursive: true }));

const app = apiOfThisFile({ consoleFolder });

test.each(['/console', '/console/', '/console/people/019aad2c', '/console/secret.txt'])(
  '%s is the page, which nothing else may run in, and which lies in no frame',
  async (path) => {
    const answer = await app.request(path);
    expect(await answer.text()).toBe('<!doctype html><title>Console</title>');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    });
  },
);

test('what it loads never changes under its name', async () => {
  for (const [name, type] of [
    ['main-1a2b3c4d.js', 'text/javascript; charset=utf-8'],
    ['main-1a2b3c4d.css', 'text/css; charset=utf-8'],
  ] as const) {
    const answer = await app.request(`/console/assets/${name}`);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  }
});

test.each(['none.js', '..%2Findex.html', '..%2Fsecret.txt'])(
  'there is no /console/assets/%s',
  async (name) => {
    await expectProblem(app.request(`/console/assets/${name}`), 'not_found');
  },
);

test('a console that was not built is not served', async () => {
  await expectProblem(app.with({}, {}).request('/console'), 'not_found');
});
