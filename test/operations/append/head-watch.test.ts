// What a node makes of a head that is not the one it has seen. Time passes between a question and its answer,
// and other nodes append meanwhile.

import { describe, expect, test } from 'vitest';
import { HeadWatch } from '../../../ledger/operations/append/head-watch.ts';

const root = (of: string) => Buffer.from(of.padEnd(32));
const checkpoint = (size: number, of = `root ${size}`) => ({ size, root: root(of), note: `note ${size}` });

function seen(...sizes: number[]): HeadWatch {
  const watch = new HeadWatch();
  for (const size of sizes) watch.saw(checkpoint(size));
  return watch;
}

describe('a look at the head', () => {
  test('of a log that has grown, or stands still, is good', () => {
    const watch = seen(5);
    for (const size of [5, 6, 6, 9])
      expect(watch.look(watch.floor(), { size, root: root(`root ${size}`) })).toBeUndefined();
  });

  test('of an empty log, before anything was recorded, is good', () => {
    const watch = new HeadWatch();
    expect(watch.look(watch.floor(), { size: 0, root: root('of nothing') })).toBeUndefined();
    expect(watch.compare(watch.floor(), { size: 0 })).toBeUndefined();
  });

  test('of a smaller log is an older state', () => {
    const watch = seen(5);
    expect(watch.look(watch.floor(), { size: 4, root: root('root 4') })).toMatchObject({
      detail: expect.stringContaining('holds 4 records'),
    });
  });

  test('of a log smaller than another look has shown is an older state', () => {
    const watch = seen(5);
    watch.look(watch.floor(), { size: 8, root: root('root 8') });
    expect(watch.look(watch.floor(), { size: 7 })).toMatchObject({
      detail: expect.stringContaining('has seen 8'),
    });
  });

  test('of the same size with another root is another log', () => {
    const watch = seen(5);
    expect(watch.look(watch.floor(), { size: 5, root: root('other') })).toMatchObject({
      detail: expect.stringContaining('checkpoint of size 5'),
    });
  });

  test('that was asked before a commit and is answered after it is good', () => {
    const watch = seen(5);
    const floor = watch.floor();
    watch.saw(checkpoint(6));
    expect(watch.look(floor, { size: 5, root: root('root 5') })).toBeUndefined();
  });

  test('is good again once the true log is back', () => {
    const watch = seen(5);
    expect(watch.look(watch.floor(), { size: 4 })).toBeDefined();
    expect(watch.look(watch.floor(), { size: 5, root: root('root 5') })).toBeUndefined();
  });
});

test('a look at a log that has gone on under another name is bad, whatever its size', () => {
  const watch = new HeadWatch('l.example/log');
  watch.saw(checkpoint(5));
  const look = (origin: string) => watch.look(watch.floor(), { size: 6, root: root('root 6'), origin });
  expect(look('l.example/log')).toBeUndefined();
  expect(look('l.example/log/2')).toMatchObject({ detail: expect.stringContaining('must be started again') });
});

test('another log, however far it has grown, does not make the true one an older state', () => {
  const watch = seen(5);
  expect(watch.look(watch.floor(), { size: 90, root: root('other 90') })).toBeUndefined();
  expect(watch.compare(watch.floor(), { size: 90, rootThen: root('other') })).toMatchObject({
    detail: expect.stringContaining('not the one'),
  });
  expect(watch.look(watch.floor(), { size: 95, root: root('other 95') })).toMatchObject({
    detail: expect.stringContaining('not the one'),
  });
  expect(watch.compare(watch.floor(), { size: 6, rootThen: root('root 5') })).toBeUndefined();
  expect(watch.look(watch.floor(), { size: 6, root: root('root 6') })).toBeUndefined();
});

describe('a comparison', () => {
  test('finds a log that was taken back and has grown past what was seen', () => {
    const watch = seen(5);
    expect(watch.compare(watch.floor(), { size: 9, rootThen: root('other') })).toMatchObject({
      detail: expect.stringContaining('size 5'),
    });
    expect(watch.compare(watch.floor(), { size: 9 })).toMatchObject({
      detail: expect.stringContaining('size 5'),
    });
    // From then on no look is good, whatever its size.
    expect(watch.look(watch.floor(), { size: 9, root: root('root 9') })).toMatchObject({
      detail: expect.stringContaining('size 5'),
    });
    expect(watch.compare(watch.floor(), { size: 9, rootThen: root('root 5') })).toBeUndefined();
    expect(watch.look(watch.floor(), { size: 9, root: root('root 9') })).toBeUndefined();
  });

  test('remembers the size it has found, so that a smaller one is an older state', () => {
    const watch = seen(5);
    expect(watch.compare(watch.floor(), { size: 9, rootThen: root('root 5') })).toBeUndefined();
    expect(watch.isBehind).toBe(true);
    // Another log in its place for a moment takes nothing of it back.
    watch.compare(watch.floor(), { size: 20, rootThen: root('other') });
    watch.compare(watch.floor(), { size: 9, rootThen: root('root 5') });
    const older = { rule: 'rolled_back', detail: expect.stringContaining('holds 7 records') };
    expect(watch.look(watch.floor(), { size: 7 })).toMatchObject(older);
    expect(watch.compare(watch.floor(), { size: 7, rootThen: root('root 5') })).toMatchObject(older);
  });

  test('of a node that has seen nothing finds nothing', () => {
    const watch = new HeadWatch();
    expect(watch.compare(watch.floor(), { size: 9 })).toBeUndefined();
  });
});

test('a log that was another one is compared again, though it has not grown', () => {
  const watch = seen(5);
  watch.compare(watch.floor(), { size: 9 });
  expect(watch.isBehind).toBe(true);
  watch.compare(watch.floor(), { size: 5, rootThen: root('root 5') });
  expect(watch.isBehind).toBe(false);
});

test('a smaller checkpoint takes nothing back', () => {
  const watch = seen(9, 5);
  expect(watch.last.size).toBe(9);
  expect(watch.isBehind).toBe(false);
  watch.look(watch.floor(), { size: 12 });
  expect(watch.isBehind).toBe(true);
});
