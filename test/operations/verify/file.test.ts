// An evidence file in a stranger's hands, with and without keys of their own.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysInside } from '../../../ledger/core/receipt/evidence-file.ts';
import { readReceipt } from '../../../ledger/operations/history/read-receipt.ts';
import type { Answer } from '../../../ledger/operations/record/receipt.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { optIn } from '../filled-ledger.ts';

let ledger: TestLedger;
let answer: Answer;
let evidence: Record<string, unknown>;

beforeAll(async () => {
  ledger = await testLedger();
  answer = await optIn(ledger.ledger, ledger.business, '+14155550101');
  const auditor = { key: 'auditor', business: ledger.business, scopes: ['audit:read' as const] };
  evidence = { ...(await readReceipt(ledger.ledger, auditor, answer.record)) };
});
afterAll(() => ledger?.stop());

const trusted = () => ({ vkey: ledger.ledger.keys.vkey, jwks: ledger.ledger.keys.jwks });
const verdictOn = async (file: unknown, trust = keysInside(file)) =>
  (await verifyFile(JSON.stringify(file), trust)).kind;

describe('a true file', () => {
  test('is true by the keys one trusts, and only contradicts itself nowhere by its own', async () => {
    const text = JSON.stringify(evidence);
    expect(await verifyFile(text, trusted())).toMatchObject({ kind: 'true', keysFrom: 'caller' });
    expect(await verifyFile(text, undefined)).toMatchObject({ kind: 'true', keysFrom: 'file' });
  });

  test('may be the saved answer to an opt-in, given keys', async () => {
    expect(await verifyFile(JSON.stringify(answer), trusted())).toMatchObject({ kind: 'true' });
    expect(await verifyFile(JSON.stringify(answer), undefined)).toEqual({ kind: 'keys_missing' });
  });
});

/** Every text inside a JSON value, with a way to put another in its place. */
function* textsIn(value: unknown, path: string[] = []): Generator<{ path: string[]; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inside] of Object.entries(value)) yield* textsIn(inside, [...path, name]);
  }
}

function withText(value: unknown, [name, ...rest]: string[], text: string): unknown {
  if (name === undefined) return text;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = withText(copy[name], rest, text);
  return copy;
}

describe('a file is false', () => {
  test('whichever character of whichever field is changed, by its own keys and by trusted ones', async () => {
    const unseen: string[] = [];
    for (const { path, text } of textsIn(evidence)) {
      // The ends, where encodings have slack, and some between.
      const places = new Set([0, 1, text.length - 3, text.length - 2, text.length - 1]);
      for (let at = 7; at < text.length; at += 97) places.add(at);
      for (const at of places) {
        const other = text[at] === 'A' ? 'B' : 'A';
        const changed = withText(evidence, path, `${text.slice(0, at)}${other}${text.slice(at + 1)}`);
        for (const trust of [undefined, trusted()]) {
          const { kind } = await verifyFile(JSON.stringify(changed), trust);
          if (kind !== 'false') unseen.push(`${path.join('.')} ${at} ${kind}`);
        }
      }
    }
    expect(unseen).toEqual([]);
  });

  test('whichever field is missing', async () => {
    for (const name of Object.keys(evidence)) {
      if (name === 'receipt' || name === 'format') continue;
      const { [name]: _, ...rest } = evidence;
      expect(await verdictOn(rest, trusted()), name).toBe('false');
    }
  });

  test('by the keys of another ledger, however true it is by its own', async () => {
    const other = await testLedger();
    const { vkey, jwks } = other.ledger.keys;
    const verdict = await verifyFile(JSON.stringify(evidence), { vkey, jwks });
    expect(verdict).toMatchObject({ kind: 'false' });
    await other.stop();
  });

  test('whose own keys are another’s, however true it is by the trusted ones', async () => {
    const own = evidence.jwks as { keys: object[] };
    const jwks = { keys: own.keys.map((key) => ({ ...key, kid: 'other' })) };
    expect(await verdictOn({ ...evidence, jwks }, trusted())).toBe('false');
  });
});

describe('no evidence is', () => {
  test.for(['', 'hello', '[]', 'null', '{}', '{"format":"optmark-evidence/v1"}', '1'])('%j', async (text) => {
    expect(await verifyFile(text, undefined)).toEqual({ kind: 'not_evidence' });
  });
});
