import { expect, test } from 'vitest';
import { inOneFlight } from '../../../ledger/storage/append/in-one-flight.ts';

const after = <T>(turns: number, outcome: () => T): Promise<T> =>
  turns === 0 ? Promise.resolve().then(outcome) : Promise.resolve().then(() => after(turns - 1, outcome));
const fail = (why: string) => () => {
  throw new Error(why);
};

test('answers come in the order of the statements, whichever was first', async () => {
  expect(await inOneFlight([after(9, () => 'slow'), undefined, after(0, () => 2)])).toEqual([
    'slow',
    undefined,
    2,
  ]);
});

test('the cause is reported, not the consequence that was noticed first', async () => {
  const statements = [after(0, () => 'ok'), after(9, fail('cause')), after(0, fail('consequence'))];
  await expect(inOneFlight(statements)).rejects.toThrow('cause');
});

test('a failure is reported when nothing is under way any more', async () => {
  let under = true;
  const slow = after(20, () => {
    under = false;
  });
  await expect(inOneFlight([after(0, fail('early')), slow])).rejects.toThrow('early');
  expect(under).toBe(false);
});
