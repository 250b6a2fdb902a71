import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { roomOf } from '../../ledger/telemetry/last-defence.ts';

const program = fileURLToPath(new URL('../support/unhandled.ts', import.meta.url));

function lets(what: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, what], { encoding: 'utf8' });
  expect(stdout + stderr).not.toContain('4155550123');
  return {
    status,
    said: stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

describe('what nobody caught', () => {
  test.each([
    ['rejection', 'rejection'],
    ['no error', 'rejection'],
    ['socket', 'exception'],
  ])('is noted, and the process lives on: %s', (what, kind) => {
    expect(lets(what)).toEqual({
      status: 0,
      said: [{ kind, room: expect.any(String) }, 'alive'],
    });
  });

  test('ends the process in order when a step was broken off in the middle', () => {
    const { status, said } = lets('exception');
    expect(status).toBe(3);
    expect(said).toEqual([{ kind: 'exception', room: expect.any(String) }, 'ending in order']);
  });

  test('ends it at once when there is no memory left', () => {
    expect(lets('memory').status).toBe(4);
  });
});

test('a room is the first place on the stack that is ours, or a package’s', () => {
  const at = (...frames: string[]) =>
    roomOf(
      Object.assign(new Error('x'), {
        stack: ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n'),
      }),
    );
  expect(at('file:///app/ledger/storage/connection/lane.ts:1:2')).toBe('ledger/storage/connection');
  expect(at('node:net:1', 'Socket.x (/app/node_modules/postgres/src/connection.js:1:2)')).toBe('postgres');
  expect(at('f (/app/node_modules/@hono/node-server/dist/index.js:1:2)')).toBe('@hono/node-server');
  expect(at('node:internal/process:1')).toBe('node');
  expect(roomOf('text')).toBe('node');
});
