// GET /v1/changes as a follower asks it.

import { expect } from 'vitest';
import type { Body } from '../requests.ts';

export type Asked = { since?: string | undefined; [name: string]: string | undefined };
export type App = { request(path: string, init?: RequestInit): Response | Promise<Response> };

export async function askChanges(app: App, key: string, asked: Asked): Promise<Response> {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([n, v]) => (v === undefined ? [] : [[n, v]])),
  );
  return app.request(`/v1/changes?${query}`, { headers: { authorization: `Bearer ${key}` } });
}

/** Of a whole answer: its lines, and the one that ends it. */
export async function linesOf(answer: Response): Promise<{ lines: Body[]; end: Body }> {
  expect(answer.status).toBe(200);
  const lines = (await answer.text())
    .split('\n')
    .slice(0, -1)
    .map((line): Body => JSON.parse(line));
  const end = lines.pop();
  expect(end.row).toBe('end');
  return { lines, end };
}
