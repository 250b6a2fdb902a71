// Fresh Produce, a shop with one notice, and people who may or may not agree to it. Every sample is
// admissible as it stands; a test changes the one thing it is about. Numbers are fictional.

import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { OptIn, OptOut } from '../../../ledger/core/consent/command.ts';
import { termsConfirmed } from '../../../ledger/core/consent/confirmation.ts';
import type { Channel, Evidence, Seen, Shown } from '../../../ledger/core/consent/evidence.ts';
import type {
  ConfirmedRecord,
  ConsentRecord,
  DeclinedRecord,
  IdentifierChangedRecord,
  ImportedRecord,
  LapsedRecord,
  LinkedRecord,
  ObjectedRecord,
  OptInRecord,
  OptOutRecord,
  ResumedRecord,
} from '../../../ledger/core/consent/record.ts';
import { readRecord } from '../../../ledger/core/consent/record.ts';
import { undoneBy } from '../../../ledger/core/consent/undo.ts';
import {
  type NoticeDraft,
  noticeDraftSchema,
  type PublishedNotice,
  publishNotice,
} from '../../../ledger/core/notice/notice.ts';
import { joinLines, renderNotice, renderPrompt } from '../../../ledger/core/notice/render.ts';

export const number = '+919876543210';

export const draft = {
  id: 'order-updates',
  purposes: ['shipping_update', 'payment_update'],
  default_locale: 'en',
  locales: { en: { what: 'order updates' }, es: { what: 'novedades de sus pedidos' } },
  contact: { email: 'care@fresh.example', phone: '+1 415 555 0100' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
};

export const facts = {
  version: 3,
  business: { id: 'fresh-produce', name: 'Fresh Produce' },
  publishedAt: '2026-01-05T08:00:00.000Z',
};

/** The shop's notice with some fields of its draft replaced. */
export function publishedNotice(changes: Partial<Record<keyof NoticeDraft, unknown>> = {}): PublishedNotice {
  return publishNotice(noticeDraftSchema.parse({ ...draft, ...changes }), facts);
}

/** What the widget reports of a page that does everything right. */
export const seen: Seen = {
  initially: 'unticked',
  gesture: {
    type: 'pointerdown',
    trusted: true,
    chain: [
      { type: 'pointerdown', trusted: true, ms: 80 },
      { type: 'click', trusted: true, ms: 0 },
    ],
  },
  activation: true,
  automation: false,
  logo: true,
  visible_ms: 5200,
  visible_ratio: 1,
  unobscured: true,
  check_visibility: true,
  hit_test: true,
  font_px: 16,
  contrast: 12.6,
  box: { width: 320, height: 48 },
  viewport: { width: 390, height: 844 },
  pixel_ratio: 3,
  direction: 'ltr',
  scheme: 'light',
  forced_colors: false,
  framed: false,
  ancestors: 0,
  same_origin: true,
  script: '1.0.0',
  integrity: `sha384-${'a'.repeat(64)}`,
  path: '/checkout',
};

/**
 * The same page as records had it before the later fields existed: they must be read, and graded, for ever.
 */
export const seenBefore: Seen = {
  initially: 'unticked',
  gesture: { type: 'pointerdown', trusted: true },
  logo: true,
  visible_ms: 5200,
  visible_ratio: 1,
  check_visibility: true,
  hit_test: true,
  font_px: 16,
  contrast: 12.6,
  box: { width: 320, height: 48 },
  viewport: { width: 390, height: 844 },
  direction: 'ltr',
  scheme: 'light',
  framed: false,
  script: '1.0.0',
  path: '/checkout',
};

/** What an app says of a screen that does everything right. */
export const shown: Shown = {
  platform: 'ios',
  os: '26.1',
  initially: 'unticked',
  gesture: { type: 'touch', obscured: null },
  logo: true,
  in_view: true,
  font_px: 17,
  screen_reader: false,
  direction: 'ltr',
};

const digest = 'a'.repeat(64);
const ticked = { initially: 'unticked', action: 'ticked' } as const;

/** Evidence that satisfies every rule of its channel under strict-2020 (whatsapp has none that could). */
export const goodEvidence: { [C in Channel]: Evidence<C> } = {
  web: { ...ticked, seen },
  email: { message_id: 'm-1', ...ticked },
  sms: { message_id: 'm-2', keyword: 'JOIN', wording_sha256: digest },
  app: { screen: 'profile', app_version: '4.2', ...ticked, shown },
  ivr: { call_id: 'c-1', key: '1', prompt: '1' },
  agent: { agent: 'a-7', statement_sha256: digest },
  paper: { document_sha256: digest, signed: true },
  whatsapp: { message_id: 'm-3', keyword: 'YES' },
  import: { list: 'crm-2019', collected: 'checkout page of the old shop' },
};

/** The lines a person on this channel was shown or heard, for the sample number. */
export function textOf({ notice }: PublishedNotice, channel: Channel, locale = 'en'): string {
  const render = channel === 'ivr' ? renderPrompt : renderNotice;
  return joinLines(render(notice, notice.locales[locale]!, number));
}

export const pageSubmission = {
  by: 'page',
  site: 'pk_fresh-produce-shop',
  jws: 'header.payload.signature',
  thumbprint: 'thumbprint-of-the-page-key',
  proof: { kind: 'nonce' },
} as const;

/** An opt-in posted by the shop's server, or signed by the page, with some fields replaced. */
export function optIn<C extends Channel>(channel: C, changes: Record<string, unknown> = {}): OptIn {
  return {
    kind: 'opt_in',
    business: facts.business.id,
    identifiers: [{ kind: 'number', value: number }],
    number,
    notice: { id: draft.id },
    locale: 'en',
    channel,
    evidence: goodEvidence[channel],
    submission: { by: 'server', key: 'key-1', proof: { kind: 'key' } },
    source: { system: 'server' },
    ...changes,
  } as unknown as OptIn;
}

/** The shop's widget at its best: signed by the page, text included. */
export function pageOptIn(changes: Record<string, unknown> = {}): OptIn {
  return optIn('web', {
    submission: pageSubmission,
    text: textOf(publishedNotice(), 'web'),
    source: { system: 'widget', actor: pageSubmission.site, entry_point: 'checkout' },
    ...changes,
  });
}

export const optOut: OptOut = {
  kind: 'opt_out',
  business: facts.business.id,
  identifiers: [{ kind: 'number', value: number }],
  person: { kind: 'number', value: number },
  channel: 'web',
  submission: { by: 'server', key: 'key-1', proof: { kind: 'key' } },
  source: { system: 'server' },
};

export const subject = '01980000-0000-7000-8000-5b1ec7000001';

/** The id of the n-th record; ids sort in the order of n, as UUIDv7 do. */
export function recordId(n: number): string {
  return `01980000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Noon of some day plus a few milliseconds: small moments read better than dates. */
export function moment(ms: number): string {
  return new Date(Date.UTC(2026, 5, 1, 12) + ms).toISOString();
}

export function optInRecord(changes: Partial<OptInRecord> = {}): OptInRecord {
  const published = publishedNotice();
  const rendered = renderNotice(published.notice, published.notice.locales.en!, number);
  return {
    v: 2,
    id: recordId(1),
    kind: 'opt_in',
    business: facts.business.id,
    subject,
    purposes: ['shipping_update', 'payment_update'],
    scope: ['message'],
    identifiers: [{ kind: 'number', value: '+91 98765 43210' }],
    channel: 'web',
    notice: { id: draft.id, version: facts.version, sha256: published.sha256, locale: 'en' },
    text: rendered,
    text_sha256: sha256Hex(joinLines(rendered)),
    packs: [{ name: 'strict-2020', version: 1 }],
    grade: 'E3',
    grade_reasons: ['number_not_proven'],
    authority: 'any',
    evidence: goodEvidence.web,
    occurred_at: moment(0),
    recorded_at: moment(0),
    source: { system: 'widget', actor: pageSubmission.site },
    withdrawal: { url: draft.withdrawal_url },
    ...changes,
  };
}

export function optOutRecord(changes: Partial<OptOutRecord> = {}): OptOutRecord {
  return {
    v: 2,
    id: recordId(2),
    kind: 'opt_out',
    business: facts.business.id,
    subject,
    identifiers: [{ kind: 'number', value: number }],
    channel: 'web',
    authority: 'any',
    occurred_at: moment(0),
    recorded_at: moment(0),
    source: { system: 'server' },
    ...changes,
  };
}

/** The person has written the code from their own number; Meta spells it as a wa_id. */
export function confirmedRecord(optIn: OptInRecord, changes: Partial<ConfirmedRecord> = {}): ConfirmedRecord {
  return {
    v: 2,
    id: recordId(3),
    kind: 'confirmed',
    business: facts.business.id,
    subject,
    ...termsConfirmed(optIn),
    identifiers: [{ kind: 'wa_id', value: '919876543210' }],
    channel: 'whatsapp',
    evidence: { method: 'whatsapp', challenge: 'c-1', sender: '106540352242922', message_sha256: digest },
    recorded_at: optIn.recorded_at,
    source: { system: 'whatsapp', actor: '106540352242922' },
    ...changes,
  };
}

/** The person has written START. */
export function resumedRecord(changes: Partial<ResumedRecord> = {}): ResumedRecord {
  return {
    v: 2,
    id: recordId(4),
    kind: 'resumed',
    business: facts.business.id,
    subject,
    signal: { by: 'word', sha256: digest },
    identifiers: [{ kind: 'wa_id', value: '919876543210' }],
    channel: 'whatsapp',
    submitted_by: { by: 'sender', id: '106540352242922' },
    occurred_at: moment(0),
    recorded_at: moment(0),
    source: { system: 'whatsapp', actor: '106540352242922' },
    ...changes,
  };
}

const told = {
  v: 2 as const,
  business: facts.business.id,
  subject,
  said_by: 'meta' as const,
  sha256: digest,
  identifiers: [{ kind: 'wa_id' as const, value: '919876543210' }],
  channel: 'whatsapp' as const,
  occurred_at: moment(0),
  recorded_at: moment(0),
  source: { system: 'whatsapp', actor: '106540352242922' },
};
const other = {
  other_subject: '01980000-0000-7000-8000-5b1ec7000002',
  other_identifier: { kind: 'bsuid' as const, sealed: Buffer.alloc(36).toString('base64') },
};

/** Meta has named the person by a business-scoped id as well. */
export function linkedRecord(changes: Partial<LinkedRecord> = {}): LinkedRecord {
  return { ...told, id: recordId(5), kind: 'linked', ...other, ...changes };
}

/** The person has another number now; this one is the old one. */
export function changedRecord(changes: Partial<IdentifierChangedRecord> = {}): IdentifierChangedRecord {
  return { ...told, id: recordId(6), kind: 'identifier_changed', side: 'old', ...other, ...changes };
}

/** A message was not delivered since the person behind the number has changed. */
type SuspendedRecord = Extract<ConsentRecord, { kind: 'suspended' }>;

export function suspendedRecord(changes: Partial<SuspendedRecord> = {}): SuspendedRecord {
  return { ...told, id: recordId(7), kind: 'suspended', reason: 'identity_key_mismatch', ...changes };
}

/** A caller was asked for consent to marketing, and pressed the key for no. */
export function declinedRecord(changes: Partial<DeclinedRecord> = {}): DeclinedRecord {
  return {
    ...told,
    ...{ id: recordId(600), kind: 'declined', purposes: ['marketing'], scope: ['message'] },
    ...{ channel: 'ivr', authority: 'any', flow: { id: 'order-updates', version: 2 } },
    evidence: { call_id: 'c-1', key: '2' },
    ...changes,
  };
}

/** Nothing was heard of the person for three years. */
export function lapsedRecord(changes: Partial<LapsedRecord> = {}): LapsedRecord {
  return {
    ...{ v: 2, id: recordId(10), kind: 'lapsed', business: facts.business.id, subject },
    ...{ occurred_at: moment(0), recorded_at: moment(0), source: { system: 'optmark' } },
    ...{ purposes: ['marketing'], rule: 'lapse/*/marketing', days: 1_095 },
    ...{ pack: { name: 'keep-2026', version: 1 }, inactive_since: moment(0) },
    ...changes,
  };
}

/** The person wants no offers, or no messages at all. */
export function objectedRecord(changes: Partial<ObjectedRecord> = {}): ObjectedRecord {
  return {
    v: 2,
    id: recordId(8),
    kind: 'objected',
    business: facts.business.id,
    subject,
    scope: 'marketing',
    identifiers: [{ kind: 'number', value: number }],
    channel: 'web',
    authority: 'any',
    occurred_at: moment(0),
    recorded_at: moment(0),
    source: { system: 'server' },
    ...changes,
  };
}

/** The shop says that the person agreed before. */
export function importedRecord(changes: Partial<ImportedRecord> = {}): ImportedRecord {
  const { notice, packs, purposes, scope } = optInRecord();
  return {
    ...{ v: 2, id: recordId(9), kind: 'imported', business: facts.business.id, subject },
    ...{ notice, packs, purposes, scope, identifiers: [{ kind: 'number', value: number }] },
    ...{ channel: 'import', grade: 'E0', grade_reasons: [], authority: 'any' },
    evidence: goodEvidence.import,
    occurred_at: moment(0),
    recorded_at: moment(0),
    source: { system: 'server' },
    ...changes,
  };
}

/** The page that ticked has taken it back. */
export function undoRecord(optIn: OptInRecord, changes: Partial<OptOutRecord> = {}): OptOutRecord {
  return optOutRecord({ purposes: optIn.purposes, undoes: undoneBy(optIn), ...changes });
}

/** @throws Error where it is not a record of a known kind and version */
export function parseRecord(bytes: Uint8Array): ConsentRecord {
  const read = readRecord(bytes);
  if (read.kind !== 'known') throw new Error(read.kind);
  return read.record;
}
