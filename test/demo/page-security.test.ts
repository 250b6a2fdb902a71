import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { pageSecurity, styleNonce } from '../../demo/shop/page-security.ts';

const own = 'http://127.0.0.1:8787';
const app = new Hono();
app.use(pageSecurity([own]));
app.get('/', (c) => c.html('<p>shop</p>'));
app.get('/drawn', (c) => c.html(`<style nonce="${styleNonce(c)}"></style>`));
app.post('/', (c) => c.text('done'));

const post = async (headers: Record<string, string>) =>
  (await app.request('/', { method: 'POST', headers })).status;

describe('every page of the shop', () => {
  test('forbids inline scripts, inline styles, frames and other origins', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  });

  test('allows a style of its own under a nonce, of that one answer', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await app.request('/drawn');
        const [, nonce] = /nonce="([\w-]{22})"/.exec(await answer.text()) ?? [];
        expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}';`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('is kept by no cache, and tells its address to no other site', async () => {
    const { headers } = await app.request('/');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('a form', () => {
  test('is taken from a page of the shop', async () => {
    expect(await post({ origin: own })).toBe(200);
  });

  test.for([
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${own}.evil.example` },
    { origin: 'http://127.0.0.1:9999' },
    { referer: `${own}/` },
  ])('is refused with %j', async (headers) => {
    expect(await post(headers as Record<string, string>)).toBe(403);
  });
});
