// A sample that an auditor draws: a stranger with the ids alone draws the same, and nobody can choose it.

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { environmentOf, optmark } from '../../cli/run.ts';
import { optInByPhone } from '../../operations/commands.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';

const here = apiOfThisFile();
let size: number;
let root: Buffer;

beforeAll(async () => {
  for (let n = 10; n < 40; n += 1) await optInByPhone(here.ledger.ledger, `+9198765070${n}`);
  ({ size, root } = (await here.ledger.ledger.log.latestCheckpoint())!);
  await optInByPhone(here.ledger.ledger, '+919876507099');
});

const ask = (over: object, key = here.ledger.keys.audit): Promise<Response> =>
  here.request('/v1/exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ format: 'ndjson', kind: 'opt_in', tree_size: size, ...over }),
  }) as Promise<Response>;

async function rowsOf(over: object): Promise<{ rows: Body[]; end: Body }> {
  const rows = (await (await ask(over)).text())
    .split('\n')
    .slice(0, -1)
    .map((line): Body => JSON.parse(line));
  return { end: rows.pop(), rows };
}
const idsOf = async (over: object): Promise<string[]> =>
  (await rowsOf(over)).rows.map(({ record }) => record);

/** As the guide says it, in another's words. */
function drawnBy(phrase: string, count: number, ids: readonly string[]): string[] {
  const sha256 = (...parts: (string | Buffer)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
      .digest();
  const seed = sha256(root, phrase);
  const ranks = ids.map((id) => [sha256(seed, id).toString('hex'), id] as const).sort();
  const least = new Set(ranks.slice(0, count).map(([, id]) => id));
  return ids.filter((id) => least.has(id));
}

describe('a sample', () => {
  test.each([1, 7, 29])('of %i is what a stranger draws from all that the filter finds', async (count) => {
    const all = await idsOf({});
    expect(all).toHaveLength(30);
    const sample = { size: count, phrase: 'Regen in Kochi, 14:05' };
    const { rows, end } = await rowsOf({ sample });
    expect(rows.map(({ record }) => record)).toEqual(drawnBy(sample.phrase, count, all));
    expect(end).toMatchObject({ sent: count, total: 30, tree_size: size });
    const seed = createHash('sha256').update(root).update(sample.phrase).digest('hex');
    expect(JSON.parse(end.filter).sample).toEqual({ size: count, seed });
  });

  test('is the same again, and another with another phrase', async () => {
    const of = (phrase: string) => idsOf({ sample: { size: 10, phrase } });
    const first = await of('one');
    expect(await of('one')).toEqual(first);
    expect(await of('two')).not.toEqual(first);
  });

  test('larger than there are is all of them, below that size of the log', async () => {
    expect(await idsOf({ sample: { size: 10_000, phrase: 'all' } })).toEqual(await idsOf({}));
  });

  test('is the same bytes from the command line', async () => {
    const sample = { size: 5, phrase: 'the same bytes' };
    const typed = await optmark(
      [
        ...[
          'export',
          'records',
          '--business',
          here.ledger.business,
          '--format',
          'ndjson',
          '--kind',
          'opt_in',
        ],
        ...['--tree-size', String(size), '--sample', '5', '--phrase', sample.phrase],
      ],
      environmentOf(here.ledger),
    );
    expect(typed).toEqual({ code: 0, stderr: '', stdout: await (await ask({ sample })).text() });
  });

  test('of a bundle verifies, and the file says the seed and that it is a part', async () => {
    const text = await (
      await ask({ format: 'bundle', reason: 'audit', sample: { size: 3, phrase: 'signed' } })
    ).text();
    const [head, ...rows] = text
      .split('\n')
      .slice(0, -1)
      .map((line): Body => JSON.parse(line));
    expect(head.filter.sample).toMatchObject({ size: 3 });
    expect(rows.filter(({ row }) => row === 'record')).toHaveLength(3);
  });

  test('leaves the seed in the log, and not the phrase', async () => {
    const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
    await idsOf({ sample: { size: 2, phrase: 'Sesam öffne dich' } });
    const { ledger, business } = here.ledger;
    const [look] = await ledger.records.at([before]);
    const { record }: Body = await (
      await here.request(`/v1/records/${look!.record}`, {
        headers: { authorization: `Bearer ${here.ledger.keys.audit}` },
      })
    )
      .json()
      .then(({ records }: Body) => records[0]);
    expect(record).toMatchObject({ kind: 'accessed', business, access: { operation: 'export' } });
    expect(record.access.filter.sample.seed).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(record)).not.toContain('Sesam');
  });
});

describe('refused, and recorded nowhere', () => {
  const sample = { size: 2, phrase: 'x' };
  test.each([
    ['without the size that was seen', { tree_size: undefined, sample }, '/sample', 'sample'],
    ['with a limit, which would choose', { limit: 1, sample }, '/sample', 'sample'],
    [
      'behind a row, which would choose',
      { tree_size: undefined, cursor: '2_0', sample },
      '/sample',
      'sample',
    ],
    ['without a phrase', { sample: { size: 2, phrase: '' } }, '/sample/phrase', 'too_small'],
    ['of none', { sample: { size: 0, phrase: 'x' } }, '/sample/size', 'too_small'],
    ['of too many', { sample: { size: 10_001, phrase: 'x' } }, '/sample/size', 'too_big'],
  ])('%s', async (_, over, pointer, rule) => {
    const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
    const { errors } = await expectProblem(ask(over), 'invalid');
    expect(errors).toMatchObject([{ pointer, rule }]);
    expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(before);
  });

  test('at a size whose checkpoint nobody can have seen', async () => {
    const { ledger } = here.ledger;
    const log = { ...ledger.log, checkpointAt: async () => undefined };
    const answer = here.with({ log }).request('/v1/exports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${here.ledger.keys.audit}` },
      body: JSON.stringify({ format: 'ndjson', tree_size: size, sample }),
    });
    const { errors } = await expectProblem(answer, 'invalid');
    expect(errors).toMatchObject([{ pointer: '/tree_size', rule: 'no_checkpoint' }]);
  });
});
