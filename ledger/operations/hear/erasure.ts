// A person asks in WhatsApp to be erased. Meta signs from which number it comes, so nothing else needs to be
// shown; of a number that nothing is recorded of, nothing is kept, and nobody is answered. Crash points:
//
//   kept       the request is a row: Meta delivers again whatever comes after it, and finds the same one
//   erased     where the business erases at once, under the id of that row: it is one erasure however often
//              the message comes

import type { InboundText } from '../../channels/whatsapp/webhook.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { isErasureText } from '../../core/notice/erasure-text.ts';
import { normalizeIdentifier } from '../../core/subject/identifier.ts';
import { askErasure, type ErasingAtOnce, eraseAtOnce } from '../erase/requests.ts';
import { findPerson } from '../person/find-person.ts';

export type HearingErasure = ErasingAtOnce;

/** Meta's moments are whole seconds: it was written before the next one. */
const secondMs = 1000;

export async function hearErasure(
  ledger: HearingErasure,
  business: string,
  { sender, from, body, at }: InboundText,
): Promise<void> {
  if (at === undefined || !isErasureText(body)) return;
  const name = normalizeIdentifier({ kind: 'wa_id', value: from });
  if (name.kind === 'refused') return;
  const { person } = await findPerson(ledger, business, name);
  const [first] = await ledger.records.firstOf(person?.named ?? []);
  if (first === undefined || first.subject === null) return;
  // Delivered again after the person was erased and has come back, it would erase what they agreed to since.
  const { recorded_at: known } = openRecord(ledger, first).record;
  const written = Date.parse(at) + secondMs - 1;
  if (written < Date.parse(known)) return;
  const asked = await askErasure(ledger, {
    ...{ business, subject: first.subject, proof: 'message' },
    askedAt: new Date(written).toISOString(),
  });
  if (asked !== undefined) await eraseAtOnce(ledger, asked, { by: 'sender', id: sender });
}
