import { expect, test } from 'vitest';
import { LedgerError } from '../../ledger/core/error.ts';
import { createLogger, type LogFields, type LogLevel } from '../../ledger/telemetry/logger.ts';

function capture(level: LogLevel = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown> };
}

test('a field that is not in the list is dropped', () => {
  const { logger, last } = capture();
  const fields = {
    number: '+919876543210',
    recipient: '+919876543210',
    authorization: 'Bearer om_secret',
    body: { number: '+919876543210' },
    status: 500,
  };
  logger.info('answered', fields as LogFields);
  expect(Object.keys(last()).sort()).toEqual(['level', 'message', 'status', 'time']);
});

test('a number in the message is masked', () => {
  const { logger, lines } = capture();
  logger.warn('could not reach +1 415 555 0123');
  expect(lines.join()).not.toContain('555');
});

test('a number in a field is masked', () => {
  const { logger, lines } = capture();
  logger.warn('refused', { detail: 'no consent of 919876543210', route: '/v1/919876543210' });
  expect(lines.join()).not.toContain('9876543210');
});

test('a number handed over where an amount belongs does not pass as text', () => {
  const { logger, last } = capture();
  logger.info('answered', { status: '+919876543210' } as unknown as LogFields);
  expect(last()).not.toHaveProperty('status');
});

test('the message of an error is never written, its name and its frames are', () => {
  const { logger, lines, last } = capture();
  const cause = Object.assign(new Error('Key (number)=(+919876543210) already exists.'), { code: '23505' });
  logger.error('failed', { error: new LedgerError('unavailable', 'for Priya on +919876543210') });
  expect(lines.join()).not.toContain('Priya');
  logger.error('failed', { error: new TypeError('bad value Priya', { cause }) });
  expect(lines.join()).not.toContain('Priya');
  expect(lines.join()).not.toContain('9876543210');
  const [outer, inner] = last().errors as { name: string; code?: string; stack: string[] }[];
  expect(outer).toMatchObject({ name: 'TypeError' });
  expect(inner).toMatchObject({ name: 'Error', code: '23505' });
  expect(outer!.stack[0]).toMatch(/^at .*logger\.test\.ts/);
});

test('an error whose message has several lines shows none of them', () => {
  const { logger, lines } = capture();
  logger.error('failed', { error: new Error('first\nPriya Sharma\n  lives here') });
  expect(lines.join()).not.toMatch(/Priya|lives/);
});

test('a cause that leads back to itself ends', () => {
  const { logger, last } = capture();
  const error = new Error('circle');
  error.cause = error;
  logger.error('failed', { error });
  expect((last().errors as unknown[]).length).toBeLessThanOrEqual(4);
});

test('of what was thrown and is no error only the class is written', () => {
  const { logger, last } = capture();
  logger.error('failed', { error: '+919876543210' });
  expect(last().errors).toEqual([{ name: 'String', stack: [] }]);
});

test('a line below the level is not written', () => {
  const { logger, lines } = capture('warn');
  logger.info('quiet');
  logger.debug('quieter');
  expect(lines).toEqual([]);
  expect(logger.debugging).toBe(false);
});

test('each line is one JSON object with an ISO 8601 time and a named level', () => {
  const { logger, lines, last } = capture('debug');
  logger.debug('two\nlines', { route: '/v1/opt-ins', tree_size: 12_345_678 });
  expect(lines.at(-1)!.split('\n')).toHaveLength(2);
  expect(last()).toMatchObject({ level: 'debug', message: 'two\nlines', tree_size: 12_345_678 });
  expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});
