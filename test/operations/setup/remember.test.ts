import { describe, expect, test } from 'vitest';
import { absentAgeMaxMs, ageMaxMs, remember } from '../../../ledger/operations/setup/remember.ts';
import { refusal } from '../commands.ts';

/** A memory on a stopwatch that the test winds, and a world in which look-ups are counted. */
function remembered() {
  let elapsed = 1_000;
  const memory = remember<string>(() => elapsed);
  const asked: string[] = [];
  const world = new Map([['site', 'first']]);
  const get = (key: string, suits?: (value: string) => boolean) =>
    memory.get(
      key,
      async () => {
        asked.push(key);
        return world.get(key);
      },
      suits,
    );
  const pass = (milliseconds: number) => {
    elapsed += milliseconds;
  };
  return { memory, world, asked, get, pass };
}

describe('what was looked up', () => {
  test('is remembered until it is too old, and not a moment longer', async () => {
    const { world, get, asked, pass } = remembered();
    await get('site');
    world.set('site', 'second');
    pass(ageMaxMs - 1);
    expect(await get('site')).toBe('first');
    pass(1);
    expect(await get('site')).toBe('second');
    expect(asked).toEqual(['site', 'site']);
  });

  test('is not kept longer by being used', async () => {
    const { world, get, pass } = remembered();
    await get('site');
    world.set('site', 'second');
    for (let used = 0; used < 5; used += 1) {
      pass(ageMaxMs / 5);
      await get('site');
    }
    expect(await get('site')).toBe('second');
  });

  test('and was not there is believed for a shorter time', async () => {
    const { world, get, pass } = remembered();
    expect(await get('nowhere')).toBeUndefined();
    world.set('nowhere', 'here');
    pass(absentAgeMaxMs - 1);
    expect(await get('nowhere')).toBeUndefined();
    pass(1);
    expect(await get('nowhere')).toBe('here');
    expect(absentAgeMaxMs).toBeLessThan(ageMaxMs);
  });

  test('and does not suit who asks is believed for a shorter time, and by the others as long as ever', async () => {
    const { world, get, asked, pass } = remembered();
    const suits = (value: string) => value === 'second';
    await get('site');
    world.set('site', 'second');
    pass(absentAgeMaxMs - 1);
    expect(await get('site', suits)).toBe('first');
    pass(1);
    expect(await get('site')).toBe('first');
    expect(await get('site', suits)).toBe('second');
    world.set('site', 'third');
    pass(ageMaxMs - 1);
    expect(await get('site', suits)).toBe('second');
    expect(asked).toEqual(['site', 'site']);
  });

  test('is as old as the question, not as the answer', async () => {
    const { memory, get, asked, pass } = remembered();
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = memory.get('site', () => promise);
    pass(ageMaxMs);
    resolve('old by now');
    await slow;
    expect(await get('site')).toBe('first');
    expect(asked).toEqual(['site']);
  });

  test('is looked up once for all who ask at the same time', async () => {
    const { memory, get, asked } = remembered();
    const { promise, resolve } = Promise.withResolvers<string>();
    const first = memory.get('site', () => promise);
    const others = [get('site'), get('site')];
    resolve('first');
    expect(await Promise.all([first, ...others])).toEqual(['first', 'first', 'first']);
    expect(asked).toEqual([]);
  });

  test('by a look-up that takes too long is looked up again', async () => {
    const { memory, get, pass } = remembered();
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = memory.get('site', () => promise);
    pass(absentAgeMaxMs);
    expect(await get('site')).toBe('first');
    resolve('old by now');
    expect(await slow).toBe('old by now');
    expect(await get('site')).toBe('first');
  });

  test('and failed fails all who waited, and nobody after them', async () => {
    const { memory, get } = remembered();
    const { promise, reject } = Promise.withResolvers<string>();
    const waiting = [refusal(memory.get('site', () => promise)), refusal(get('site'))];
    const cause = new Error('the database is gone');
    reject(cause);
    expect(await Promise.all(waiting)).toEqual([cause, cause]);
    expect(await get('site')).toBe('first');
  });

  test('and failed is not remembered', async () => {
    const { memory, get } = remembered();
    const cause = new Error('the database is gone');
    expect(await refusal(memory.get('site', () => Promise.reject(cause)))).toBe(cause);
    expect(await get('site')).toBe('first');
  });
});

describe('what was forgotten', () => {
  test('is looked up again also by those who ask while it was being looked up', async () => {
    const { memory, world, get } = remembered();
    const { promise, resolve } = Promise.withResolvers<string>();
    const before = memory.get('site', () => promise);
    memory.forget('site');
    world.set('site', 'second');
    expect(await get('site')).toBe('second');
    resolve('first');
    expect(await before).toBe('first');
    expect(await get('site')).toBe('second');
  });

  test('is looked up again', async () => {
    const { memory, world, get } = remembered();
    await get('site');
    world.set('site', 'second');
    memory.forget('site');
    expect(await get('site')).toBe('second');
  });

  test('with everything else is looked up again', async () => {
    const { memory, world, get } = remembered();
    await get('site');
    world.set('site', 'second');
    memory.clear();
    expect(await get('site')).toBe('second');
  });

  test.each(['forget', 'clear'] as const)(
    'while it was being looked up is not remembered as it was: %s',
    async (how) => {
      const { memory, world, get } = remembered();
      const { promise, resolve } = Promise.withResolvers<string>();
      const early = memory.get('site', () => promise);
      world.set('site', 'second');
      memory[how]('site');
      resolve('first');
      expect(await early).toBe('first');
      expect(await get('site')).toBe('second');
    },
  );
});

test('where a load takes too long, what was found last is the answer, if there is one', async () => {
  const { memory, pass } = remembered();
  const never = () => new Promise<string>(() => {});
  const asked = { site: memory.getOrLast('site', async () => 'found', 1) };
  expect(await asked.site).toBe('found');
  pass(ageMaxMs);
  expect(await memory.getOrLast('site', never, 1)).toBe('found');
  expect(await memory.getOrLast('other', async () => 'new', 1)).toBe('new');
});

test('forgetting one thing does not keep another from being remembered', async () => {
  const { memory, get, asked } = remembered();
  const looking = get('site');
  memory.forget('another site');
  await looking;
  await get('site');
  expect(asked).toEqual(['site']);
});

test('of two who look up the same thing, the one who asked last is remembered', async () => {
  const { memory, get, pass } = remembered();
  const early = Promise.withResolvers<string>();
  const late = Promise.withResolvers<string>();
  const slow = memory.get('site', () => early.promise);
  pass(absentAgeMaxMs);
  const both = [slow, memory.get('site', () => late.promise)];
  late.resolve('asked last');
  early.resolve('asked first, answered last');
  expect(await Promise.all(both)).toEqual(['asked first, answered last', 'asked last']);
  expect(await get('site')).toBe('asked last');
});

test('a flood of made-up keys drops old memories instead of growing without end', async () => {
  const { get, asked } = remembered();
  await get('site');
  for (let i = 0; i < 10_000; i += 1) await get(`made-up ${i}`);
  asked.length = 0;
  expect(await get('made-up 9999')).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await get('site')).toBe('first');
  expect(asked).toEqual(['site']);
});
