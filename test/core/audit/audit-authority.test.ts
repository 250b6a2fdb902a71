// A record may claim no authority that its customer token does not give, nor hide one that it does.

import { describe, expect, test } from 'vitest';
import { auditAuthority } from '../../../ledger/core/audit/audit-authority.ts';
import type { OptInRecord, OptOutRecord } from '../../../ledger/core/consent/record.ts';
import { optInRecord, optOutRecord, recordId, undoRecord } from '../consent/sample-consent.ts';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${encode({ alg: 'x' })}.${encode(claims)}.c2ln`;
const token = (verified?: boolean) =>
  jwt({ number: '+919876543210', ...(verified !== undefined && { number_verified: verified }) });

const byPage = (token: string, changes: Partial<OptInRecord> = {}) =>
  optInRecord({
    jws: jwt({ customer_token: token }),
    submitted_by: { by: 'site', id: 'pk_1', customer_token: true },
    ...changes,
  });
const customer = { authority: 'customer' as const };
const verifiedOptIn = byPage(token(true), customer);
const claims = { iss: 'pk_1', aud: 'optmark', number: '+919876543210', iat: 1, exp: 2 };
const byToken = (verified: boolean | undefined, changes: Partial<OptOutRecord> = {}) => {
  const said = { ...claims, ...(verified !== undefined && { number_verified: verified }) };
  return optOutRecord({ customer_token: { sha256: 'a'.repeat(64), claims: said }, ...changes });
};
const takenBack = (record: string, changes: Partial<OptOutRecord> = {}) =>
  optOutRecord({ jws: jwt({ record }), ...changes });

const holder = { authority: 'holder' as const };
const signal = { by: 'word' as const, sha256: 'a'.repeat(64) };
const byLink = { submitted_by: { by: 'link' as const, id: recordId(9) } };

function rules(record: OptInRecord | OptOutRecord, confirmed: string[] = []): string[] {
  const found: string[] = [];
  const optIns = new Map([
    [verifiedOptIn.id, verifiedOptIn],
    [recordId(9), optInRecord({ id: recordId(9) })],
  ]);
  auditAuthority(record, optIns, new Set(confirmed), 'index 1', ({ rule }) => found.push(rule));
  return found;
}

describe('true is', () => {
  test.each<[string, OptInRecord | OptOutRecord]>([
    ['an opt-in under a token that says number_verified', verifiedOptIn],
    ['one under a token that only names the number', byPage(token())],
    ['one under a token that says it is not verified', byPage(token(false))],
    ['a server’s own word', optInRecord()],
    [
      'a token that came too late, of which the submitter says nothing',
      optInRecord({ jws: jwt({ customer_token: token(true) }) }),
    ],
    ['a stop under a token that says number_verified', byToken(true, customer)],
    ['a stop under one that does not', byToken(undefined)],
    ['the stop of the page of a verified customer', takenBack(verifiedOptIn.id, customer)],
    ['an undoing', undoRecord(optInRecord({ undoable: true }))],
    ['a word in WhatsApp', optOutRecord({ signal, ...holder })],
  ])('%s', (_what, record) => {
    expect(rules(record)).toEqual([]);
  });
});

describe('found is', () => {
  test.each<[string, OptInRecord | OptOutRecord]>([
    ['authority without a token', optInRecord(customer)],
    ['authority under a token that only names the number', byPage(token(), customer)],
    ['authority under a token that says it is not verified', byPage(token(false), customer)],
    ['a verified token whose authority is left out', byPage(token(true))],
    ['a token that is none', byPage('x', customer)],
    ['a stop that claims more than its token gives', byToken(undefined, customer)],
    ['a stop that claims less', byToken(true)],
    ['a server’s stop with authority', optOutRecord(customer)],
    ['the stop of a page whose opt-in had none', takenBack(recordId(9), customer)],
    ['the stop of a page of an opt-in that is not there', takenBack(recordId(8), customer)],
    ['a word in WhatsApp that is not the holder’s', optOutRecord({ signal })],
    ['an opt-in that claims to be the holder’s', optInRecord(holder)],
    ['an undoing with authority', undoRecord(optInRecord({ undoable: true }), customer)],
  ])('%s', (_what, record) => {
    expect(rules(record)).toEqual(['authority_differs']);
  });
});

test('a stop by page or link claims the holder’s authority only after a proof of the number', () => {
  const stops = [takenBack(recordId(9), holder), optOutRecord({ ...byLink, ...holder })];
  for (const stop of stops) {
    expect(rules(stop, [recordId(9)])).toEqual([]);
    expect(rules(stop)).toEqual(['authority_differs']);
  }
  expect(rules(takenBack(recordId(9), holder), [recordId(8)])).toEqual(['authority_differs']);
  const undo = undoRecord(optInRecord({ id: recordId(9), undoable: true }), holder);
  for (const false_ of [undo, optOutRecord(holder), byToken(true, holder)])
    expect(rules(false_, [recordId(9)])).toEqual(['authority_differs']);
});
