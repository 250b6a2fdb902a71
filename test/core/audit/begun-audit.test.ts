// The public opening with which a log goes on under another name, against the names and the tree.

import { expect, test } from 'vitest';
import { auditBegun, readBegun } from '../../../ledger/core/audit/begun-audit.ts';
import { encodeRecord } from '../../../ledger/core/consent/record.ts';
import type { LogName } from '../../../ledger/core/log/succession.ts';
import { commit } from '../../../ledger/core/subject/commitment.ts';

const root = Buffer.alloc(32, 7);
const nonce = Buffer.alloc(32, 9);
const record = {
  v: 2,
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  kind: 'log_begun',
  business: 'ledger',
  recorded_at: '2026-11-30T10:00:00.000000Z',
  occurred_at: '2026-11-30T10:00:00.000000Z',
  source: { system: 'optmark', entry_point: 'recover' },
  submitted_by: { by: 'operator', id: 'recover' },
  kept: { origin: 'l.example/log', size: 50, root: root.toString('base64') },
  origin: 'l.example/log/3',
  why: 'restored',
} as const;

const opening = (said: object = {}) => {
  const bytes = encodeRecord({ ...record, ...said } as never);
  return { nonce: nonce.toString('base64'), record: bytes.toString('base64') };
};
/** The second name was lost: nothing under it was kept. */
const names = (begun?: LogName['begun']): LogName[] => [
  { origin: 'l.example/log', vkey: '1', upTo: 50 },
  { origin: 'l.example/log/2', vkey: '2', upTo: 50 },
  { origin: 'l.example/log/3', vkey: '3', ...(begun && { begun }) },
];

function read(of: LogName[]) {
  const found: string[] = [];
  const begun = readBegun(of, ({ what, rule, where }) => found.push(`${what}/${rule} ${where}`));
  return { begun, found };
}

test('a name that was lost needs no opening, and the one that goes on does', () => {
  expect(read(names())).toEqual({ begun: [], found: ['succession/unopened l.example/log/3'] });
  const { begun, found } = read(names(opening()));
  expect(found).toEqual([]);
  expect(begun).toMatchObject([{ index: 50, record: { why: 'restored' } }]);
  expect(read([names()[0]!]).begun).toEqual([]);
});

test('a name is lost by a restore or with its key, and by no rotation; and no size is smaller than before', () => {
  for (const why of ['restored', 'key_lost']) {
    const { begun, found } = read(names(opening({ why })));
    expect(found).toEqual([]);
    expect(begun).toMatchObject([{ lost: ['l.example/log/2'] }]);
  }
  const rotated = opening({ why: 'key_rotated' });
  expect(read(names(rotated)).found).toEqual(['succession/lost_unsaid l.example/log/2']);
  const [first, second, third] = names(opening()) as [LogName, LogName, LogName];
  // Nothing that the first key has signed is left.
  const empty = { ...record.kept, size: 0 };
  const none = { ...first, upTo: 0 };
  const on = (why: string) => ({ ...third, begun: opening({ kept: empty, why }) });
  expect(read([none, on('key_rotated')]).found).toEqual(['succession/lost_unsaid l.example/log']);
  expect(read([none, on('restored')])).toMatchObject({ found: [], begun: [{ lost: ['l.example/log'] }] });
  const smaller = [first, { ...second, upTo: 49 }, third];
  expect(read(smaller).found).toEqual([
    'succession/unopened l.example/log/2',
    'succession/differs l.example/log/3',
  ]);
  // It goes on from the name that was kept, and the name that it has now does not end.
  const fromLost = opening({ kept: { ...record.kept, origin: second.origin } });
  expect(read(names(fromLost)).found).toEqual(['succession/differs l.example/log/3']);
  expect(read([first, second, { ...third, upTo: 50 }]).found).toEqual(['succession/differs l.example/log/3']);
});

test('an opening of another name, another size, or what is no such record, is refused', () => {
  const kept = { ...record.kept, size: 49 };
  for (const said of [{ origin: 'l.example/log/4' }, { kept }, { kept: { ...record.kept, origin: 'other' } }])
    expect(read(names(opening(said))).found).toEqual(['succession/differs l.example/log/3']);
  for (const begun of [
    { nonce: 'no', record: 'no' },
    { ...opening(), record: Buffer.from('{}').toString('base64') },
  ])
    expect(read(names(begun)).found).toEqual(['succession/unopened l.example/log/3']);
});

test('it must open the entry at its place, and what it kept must be the tree before that', () => {
  const [begun] = read(names(opening())).begun;
  const entry = commit(nonce, begun!.bytes);
  const findings = (at: Uint8Array | undefined, tree: Uint8Array) => {
    const found: string[] = [];
    auditBegun(begun!, at, tree, ({ rule }) => found.push(rule));
    return found;
  };
  expect(findings(entry, root)).toEqual([]);
  expect(findings(entry, Buffer.alloc(32, 8))).toEqual(['not_kept']);
  expect(findings(undefined, root)).toEqual(['does_not_open']);
  expect(findings(Buffer.alloc(33, 1), root)).toEqual(['does_not_open']);
});
