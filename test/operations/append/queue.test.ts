// How much a node takes on: a full queue refuses in words, keeps room for what stops, and a node that stops
// finishes first.

import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../../ledger/core/subject/identifier.ts';
import type { Draft, Outcome } from '../../../ledger/operations/append/draft.ts';
import { ownerNamed } from '../../../ledger/operations/hear/heard.ts';
import { shop } from '../commands.ts';
import { access, became, optOutOf } from './drafts.ts';
import { watchedNode } from './watched-node.ts';

const reserved = 3;
const limits = { queueMax: 10, reservedForStops: reserved };
const node = watchedNode(limits);

const anOptOut = () => optOutOf(node.ledger, '+14155550100');
const accesses = async (count: number) => {
  const draft = await access(node.ledger);
  return Array.from({ length: count }, () => draft);
};

/** Meta puts a template into a category. */
async function retag(category: string): Promise<Draft> {
  const { business, owner } = await access(node.ledger);
  const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
  const source = { system: 'whatsapp' };
  const record = {
    v: 2,
    kind: 'template_changed',
    business,
    source,
    said_by: 'meta',
    template,
    category,
  } as const;
  return { business, owner, record, effect: { kind: 'template', template: { business, ...template } } };
}

/** As many as may wait, behind a commit that does not end until the turnstile is opened. */
async function fill(): Promise<Promise<Outcome[]>[]> {
  node.turnstile.close();
  const underWay = node.submitAll(await accesses(1));
  await node.turnstile.waiting;
  return [underWay, node.submitAll(await accesses(limits.queueMax - reserved))];
}

async function becameAll(accepted: readonly Promise<Outcome[]>[]): Promise<string[]> {
  node.turnstile.open();
  return (await Promise.all(accepted)).flat().map(became);
}

describe('a full queue', () => {
  test('refuses at once, and says when to come again', async () => {
    const accepted = await fill();
    const refused = await node.submit(await access(node.ledger));
    expect(refused).toMatchObject({ kind: 'refused', error: { code: 'overloaded', retryAfter: 1 } });
    expect(new Set(await becameAll(accepted))).toEqual(new Set(['placed']));
  });

  test('still takes an opt-out, until its own room is full too', async () => {
    const accepted = await fill();
    accepted.push(node.submitAll(Array.from({ length: reserved }, anOptOut)));
    expect(node.ledger.sequencer.depth()).toBe(limits.queueMax);
    expect(became(await node.submit(anOptOut()))).toBe('overloaded');
    expect(await becameAll(accepted)).toEqual(Array(1 + limits.queueMax).fill('placed'));
  });

  test('still takes whatever else makes the gate allow less', async () => {
    const accepted = await fill();
    const { business } = shop;
    const told = {
      v: 2,
      business,
      said_by: 'meta',
      sha256: 'a'.repeat(64),
      channel: 'whatsapp',
      source: { system: 'whatsapp' },
      identifiers: [{ kind: 'wa_id', value: '919876543230' }] as Identifier[],
    } as const;
    const [one, other] = ['30', '31'].map((digits) =>
      ownerNamed(node.ledger, business, { kind: 'number', value: `+9198765432${digits}` }),
    );
    const other_identifier = { kind: 'wa_id', value: '919876543231' } as const;
    const change = { ...told, kind: 'identifier_changed', other_identifier } as const;
    const stops: Draft[] = [
      { business, owner: one!, record: { ...told, kind: 'suspended', reason: 'identity_key_mismatch' } },
      {
        ...{ business, owner: one!, record: { ...change, side: 'old' } },
        effect: { kind: 'link', other: other!, record: { ...change, side: 'new' } },
      },
      await retag('MARKETING'),
    ];
    expect(became(await node.submit(await retag('UTILITY')))).toBe('overloaded');
    accepted.push(node.submitAll(stops));
    expect(new Set(await becameAll(accepted))).toEqual(new Set(['placed']));
  });

  test('takes newcomers again when it has been emptied', async () => {
    await becameAll(await fill());
    expect(node.ledger.sequencer.depth()).toBe(0);
    expect((await node.submitAll(await accesses(2))).map(became)).toEqual(['placed', 'placed']);
  });
});

describe('a node that stops', () => {
  test('finishes what it accepted', async () => {
    const accepted = await fill();
    const drained = node.ledger.sequencer.drain();
    const outcomes = becameAll(accepted);
    await drained;
    expect(node.ledger.sequencer.depth()).toBe(0);
    expect(new Set(await outcomes)).toEqual(new Set(['placed']));
  });

  test('refuses newcomers, opt-outs too, from the moment it was told', async () => {
    const accepted = await fill();
    const drained = node.ledger.sequencer.drain();
    const refused = await node.submitAll([anOptOut(), await access(node.ledger)]);
    expect(refused.map(became)).toEqual(['overloaded', 'overloaded']);
    await becameAll(accepted);
    await drained;
    expect(became(await node.submit(anOptOut()))).toBe('overloaded');
  });

  test('that has nothing to do is done', async () => {
    const before = await node.size();
    await node.ledger.sequencer.drain();
    expect(await node.size()).toBe(before);
  });
});
