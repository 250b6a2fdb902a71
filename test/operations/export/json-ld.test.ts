// An export as consent records of ISO/IEC TS 27560: each field that the standard wants is there or said to be
// lacking, and each word of the vocabulary is one that it has.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { serverObjection } from '../../../ledger/channels/server/objection.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { exportRecords } from '../../../ledger/operations/export/export-records.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { filledLedger, numbers } from '../filled-ledger.ts';
import { fileOf, type Row, rowsIn } from './an-export.ts';

/** The terms of DPV 2.3 and its extensions by which these records are made, copied from its own files. */
const known = new Set(
  readFileSync(new URL('../../vectors/dpv-2.3-terms.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
);

let here: TestLedger;
let auditor: Parameters<typeof exportRecords>[1];
let text: string;
let document: Row;
beforeAll(async () => {
  here = await filledLedger();
  const by = { business: here.business, key: 'test' };
  await recordOptOut(
    here.ledger,
    serverObjection({ number: numbers[190], channel: 'web', scope: 'marketing' }, by),
  );
  const from = { kind: 'number' as const, value: numbers[191]! };
  const to = { kind: 'number' as const, value: '+14155550299' };
  await hearIdentities(here.ledger, here.business, [
    { sender: '1', name: 'wamid.2', kind: 'change', from, to },
  ]);
  auditor = { key: 'auditor', business: here.business, scopes: ['audit:read'] };
  text = await fileOf(here.ledger, auditor, { format: 'json-ld' });
  document = JSON.parse(text);
});
afterAll(() => here?.stop());

const node = (id: string) => z.object({ '@id': z.literal(id) });
const words = z.string().min(1);

/** What TS 27560 makes mandatory, by its own names, as w3id.org/dpv/guides/consent-27560 has them. */
const mandatory = {
  schema_version: ['dct:conformsTo', node('https://w3id.org/dpv/schema/dpv-27560#record')],
  record_id: ['dct:identifier', z.uuid()],
  pii_principal_id: ['dpv:hasDataSubject', z.object({ 'dct:identifier': z.uuid() })],
  pii_controllers: ['dpv:hasDataController', z.object({ 'dct:identifier': words, '@type': z.array(words) })],
  purpose: ['dpv:hasProcess', z.object({ 'dpv:hasPurpose': z.array(z.object({ '@type': words })).min(1) })],
  pii_information: ['dpv:hasProcess', z.object({ 'dpv:hasPersonalData': node('pd:TelephoneNumber') })],
  recipient_third_parties: [
    'dpv:hasProcess',
    z.object({ 'dpv:hasRecipient': z.object({ 'dpv:hasName': words }) }),
  ],
  event: [
    'dpv:hasConsentStatus',
    z.object({
      '@type': z.enum(['dpv:ConsentGiven', 'dpv:ConsentRefused', 'dpv:ConsentWithdrawn']),
      'dpv:isIndicatedAtTime': z.iso.datetime(),
      'dpv:isIndicatedBy': z.object({ '@id': z.string().regex(/^urn:uuid:/) }),
      'dpv:hasDuration': z.object({ '@type': words, 'rdf:value': words }),
    }),
  ],
} as const;
/** Of what was agreed to. */
const ofGrants = {
  privacy_notice: [
    'dpv:hasNotice',
    z.object({ '@type': z.literal('dpv:ConsentNotice'), 'dct:identifier': z.array(words) }),
  ],
  language: ['dct:language', words],
  withdrawal_method: ['dpv:hasConsentControl', z.object({ 'dpv:isExercisedAt': z.url() })],
  party_name: ['dpv:hasDataController', z.object({ 'dpv:hasName': words })],
  party_contact: ['dpv:hasDataController', z.object({ 'dpv:hasContact': z.array(words).min(1) })],
} as const;

test('every consent and every withdrawal is there, once, and nothing that is neither', () => {
  const states = document['@graph'].map((one: Row) => one['dpv:hasConsentStatus']['@type']);
  expect(states.filter((state: string) => state === 'dpv:ConsentGiven')).toHaveLength(numbers.length);
  expect(states.filter((state: string) => state === 'dpv:ConsentWithdrawn')).toHaveLength(71);
  expect(document.export).toMatchObject({ sent: 271, described: 271, total: 271, business: here.business });
});

test('who objected has withdrawn, and how far it goes is said', () => {
  const [objection] = document['@graph'].filter((one: Row) =>
    one['dpv:hasScope']?.some((scope: Row) => scope['dct:identifier'] === 'marketing'),
  );
  expect(objection['dpv:hasConsentStatus']['@type']).toBe('dpv:ConsentWithdrawn');
  expect(objection['dpv:hasProcess']['dpv:hasPurpose']).toMatchObject([{ 'dct:identifier': 'marketing' }]);
});

test('for messages or for calls, and of which grade, is said of each consent', () => {
  const grants = document['@graph'].filter(
    (one: Row) => one['dpv:hasConsentStatus']['@type'] === 'dpv:ConsentGiven',
  );
  for (const one of grants)
    expect(one).toMatchObject({
      'dpv:hasScope': [{ '@type': 'dpv:Scope', 'dct:identifier': 'message' }],
      'dpv:hasAssessment': { '@type': 'dpv:Assessment', 'dct:identifier': expect.stringMatching(/^E[0-4]$/) },
    });
});

test('what bears on a consent and is no event of one is counted', async () => {
  const kinds = ['resumed', 'identifier_changed', 'suspended', 'lapsed'] as const;
  const asked = { filter: { kind: [...kinds] }, treeSize: document.export.tree_size };
  const rows = rowsIn(await fileOf(here.ledger, auditor, asked)).filter(({ row }) => row === 'record');
  expect(rows.map(({ kind }) => kind)).toContain('identifier_changed');
  expect(document.export.left_out).toEqual({ kinds, total: rows.length });
});

test.each(Object.entries(mandatory))('the standard’s %s is in each record', (_, [field, schema]) => {
  for (const one of document['@graph']) expect(schema.safeParse(one[field]).error).toBeUndefined();
});

test.each(Object.entries(ofGrants))('and %s in each that says what was agreed to', (_, [field, schema]) => {
  const grants = document['@graph'].filter(
    (one: Row) => one['dpv:hasConsentStatus']['@type'] === 'dpv:ConsentGiven',
  );
  for (const one of grants) expect(schema.safeParse(one[field]).error).toBeUndefined();
});

test('what the ledger does not know is said to be lacking, and not made up', () => {
  expect(document.export.not_stated).toEqual(['storage_locations', 'retention_period']);
  expect(text).not.toContain('hasStorageCondition');
});

test('every word of the vocabulary is one that it has', () => {
  const used = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inside] of Object.entries(value)) {
      used.add(name);
      for (const one of [inside].flat()) {
        if (typeof one === 'string' && (name === '@type' || name === '@id')) used.add(one);
        walk(one);
      }
    }
  };
  walk(document['@graph']);
  const terms = [...used].filter((one) => /^(?:dpv|pd|loc):/.test(one));
  expect(terms.length).toBeGreaterThan(20);
  expect(terms.filter((one) => !known.has(one))).toEqual([]);
  // Each prefix is one of the context, so that nothing is dropped when it is expanded.
  const prefixes = new Set([...used].filter((one) => one.includes(':')).map((one) => one.split(':')[0]!));
  for (const prefix of prefixes)
    if (!['urn', 'https'].includes(prefix)) expect(Object.keys(document['@context'])).toContain(prefix);
});

test('no number is in it without a reason', async () => {
  expect(numbers.filter((number) => text.includes(number.slice(-10)))).toEqual([]);
  const named = await fileOf(here.ledger, auditor, { format: 'json-ld', reason: 'audit' });
  expect(named).toContain(numbers[0]);
});

test('its parts are documents of their own, and join to the whole', async () => {
  const { tree_size: treeSize } = document.export;
  const parts: Row[] = [];
  let cursor: { treeSize: number; index: number } | undefined;
  for (let n = 0; n < 5; n += 1) {
    const asked = cursor === undefined ? { treeSize } : { cursor };
    const part = JSON.parse(await fileOf(here.ledger, auditor, { format: 'json-ld', limit: 100, ...asked }));
    parts.push(...part['@graph']);
    if (part.export.cursor === undefined) break;
    const [size, index] = part.export.cursor.split('_').map(Number);
    cursor = { treeSize: size, index };
  }
  expect(parts).toEqual(document['@graph']);
});

test('a kind of record that is no event of a consent is refused', async () => {
  const asked = { filter: { kind: 'accessed' as const }, format: 'json-ld' as const };
  await expect(exportRecords(here.ledger, auditor, asked)).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ pointer: '/kind', rule: 'no_consent' }],
  });
});
