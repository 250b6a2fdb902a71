// A row of an export as a consent record of ISO/IEC TS 27560:2023, in the words of the W3C Data Privacy
// Vocabulary 2.3 (w3id.org/dpv/guides/consent-27560). Each record here is one event, and so is each consent
// record there.
//
// What neither the record nor its notice says is left out, and the file says what that is: what was made up
// would be worth nothing to an auditor.

import type { Notice } from '../notice/notice.ts';
import type { Purpose } from '../notice/purpose.ts';
import { everyPurpose } from '../register/facets.ts';
import type { ExportRow } from './row.ts';

export const jsonLdContext = {
  dpv: 'https://w3id.org/dpv#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  /** What the file says of itself is no statement about a consent. */
  export: null,
};

/** Kinds of records that are events of a consent, and the state it is in after each. */
const consentStates = {
  opt_in: 'dpv:ConsentGiven',
  confirmed: 'dpv:ConsentGiven',
  imported: 'dpv:ConsentGiven',
  declined: 'dpv:ConsentRefused',
  opt_out: 'dpv:ConsentWithdrawn',
  /** Whatever they agree to besides: a reader who knew only the consent would take it for good. */
  objected: 'dpv:ConsentWithdrawn',
} as const;

/** Fields that TS 27560 wants and that no ledger of consent knows: they are in the business's own records. */
export const notStated = ['storage_locations', 'retention_period'] as const;

/** In their order. */
export const consentKinds = Object.keys(consentStates) as (keyof typeof consentStates)[];

/**
 * Kinds that change what a consent is worth, and that the vocabulary has no event for, or that are no act of
 * the person's: they are counted.
 */
export const leftOutKinds = ['resumed', 'identifier_changed', 'suspended', 'lapsed'] as const;

type Node = Record<string, unknown>;

const term = (id: string): Node => ({ '@id': id });

/** @param notice that the record names; undefined: it names none, or one that is not there */
export function consentRecordOf(row: ExportRow, notice: Notice | undefined): Node {
  const subject = row.subject === undefined ? undefined : `urn:uuid:${row.subject}`;
  const withdrawal = row.withdrawal_url ?? notice?.withdrawal_url;
  return {
    '@id': `urn:uuid:${row.record}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': term('https://w3id.org/dpv/schema/dpv-27560#record'),
    'dct:identifier': row.record,
    'dct:created': row.recorded_at,
    ...(subject && { 'dpv:hasDataSubject': personOf(row, subject) }),
    'dpv:hasDataController': controllerOf(row.business, notice),
    ...(row.jurisdiction !== undefined && { 'dpv:hasJurisdiction': term(`loc:${row.jurisdiction}`) }),
    ...(row.notice !== undefined && { 'dpv:hasNotice': noticeOf(row, notice) }),
    ...(row.locale !== undefined && { 'dct:language': row.locale }),
    ...(row.scope !== undefined && { 'dpv:hasScope': row.scope.map(scopeOf) }),
    ...(row.grade !== undefined && { 'dpv:hasAssessment': assessmentOf(row) }),
    'dpv:hasProcess': processOf(row, notice),
    ...(withdrawal !== undefined && {
      'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': withdrawal },
    }),
    'dpv:hasConsentStatus': statusOf(row, subject),
  };
}

const personOf = ({ subject, number }: ExportRow, id: string): Node => ({
  '@id': id,
  '@type': 'dpv:DataSubject',
  'dct:identifier': subject,
  ...(number !== undefined && { 'dpv:hasContact': number }),
});

function controllerOf(business: string, notice: Notice | undefined): Node {
  const { address, email, phone, url } = notice?.contact ?? {};
  const contacts = [email, phone, url].filter((one) => one !== undefined);
  return {
    '@type': ['dpv:Organisation', 'dpv:DataController'],
    'dct:identifier': business,
    ...(notice && { 'dpv:hasName': notice.business.name }),
    ...(address !== undefined && { 'dpv:hasAddress': address }),
    ...(contacts.length > 0 && { 'dpv:hasContact': contacts }),
  };
}

/** Messages or calls; of an objection, how far it goes. */
const scopeOf = (scope: string): Node => ({ '@type': 'dpv:Scope', 'dct:identifier': scope });

/** How much is claimed, and what keeps it from more. */
const assessmentOf = ({ grade, grade_reasons: reasons = [] }: ExportRow): Node => ({
  '@type': 'dpv:Assessment',
  'dct:identifier': grade,
  ...(reasons.length > 0 && { 'dct:description': reasons }),
});

const noticeOf = (row: ExportRow, notice: Notice | undefined): Node => ({
  '@type': 'dpv:ConsentNotice',
  'dct:identifier': [`${row.notice}@${row.version}`, `sha256:${row.notice_sha256}`],
  ...(notice && { 'dct:date': notice.published_at, 'dct:source': notice.privacy_url }),
  ...(row.locale !== undefined && { 'dct:language': row.locale }),
  ...(row.wording !== undefined && { 'dct:description': row.wording }),
});

/** What the vocabulary has a word for; all other purposes are to tell a person something. */
const purposeTerms: Partial<Record<Purpose, string>> = {
  marketing: 'dpv:DirectMarketing',
  authentication: 'dpv:IdentityAuthentication',
};

function processOf({ purposes = [], locale = '' }: ExportRow, notice: Notice | undefined): Node {
  const what = notice?.locales[locale]?.what;
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': purposes.map((purpose) => ({
      '@type': purposeTerms[purpose as Purpose] ?? 'dpv:CommunicationManagement',
      'dct:identifier': purpose === everyPurpose ? 'all' : purpose,
      ...(what !== undefined && { 'dct:title': what }),
    })),
    'dpv:hasLegalBasis': term('dpv:Consent'),
    'dpv:hasPersonalData': term('pd:TelephoneNumber'),
    'dpv:hasProcessing': [term('dpv:Collect'), term('dpv:Store'), term('dpv:Use')],
    'dpv:hasRecipient': { '@type': 'dpv:Recipient', 'dpv:hasName': 'WhatsApp' },
  };
}

function statusOf(row: ExportRow, subject: string | undefined): Node {
  const state = consentStates[row.kind as keyof typeof consentStates];
  return {
    '@type': state,
    'dpv:isIndicatedAtTime': row.occurred_at ?? row.recorded_at,
    ...(subject && { 'dpv:isIndicatedBy': term(subject) }),
    ...(row.channel !== undefined && { 'dpv:hasIndicationMethod': row.channel }),
    'dpv:hasDuration':
      row.valid_until === undefined
        ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': endOf[state] }
        : { '@type': 'dpv:UntilTimeDuration', 'rdf:value': row.valid_until },
  };
}

const endOf = {
  'dpv:ConsentGiven': 'withdrawn by the person',
  'dpv:ConsentRefused': 'given by the person',
  'dpv:ConsentWithdrawn': 'given anew by the person',
} as const;
