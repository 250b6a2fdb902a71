// A person asks in WhatsApp to be erased. Meta signs from which number it comes, so nothing else needs to be
// shown. Also of whom no record tells, but something else is kept, such as an opt-in that waits or a message
// that was held back. Of any other number nothing is kept, and nobody is answered: the window that this very
// message opened, and its webhook, end by themselves before anyone could. Crash points:
//
//   kept       the request is a row: Meta delivers again whatever comes after it, and finds the same one
//   erased     where the business erases at once, under the id of that row: it is one erasure however often
//              the message comes

import type { InboundText } from '../../channels/whatsapp/webhook.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { isErasureText } from '../../core/notice/erasure-text.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { tagsOf } from '../erase/person.ts';
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
  const { subjects = [], state } = person ?? {};
  // Delivered again after the person was erased, it would erase what was kept of them since.
  if (state?.erased !== undefined && Date.parse(at) <= Date.parse(state.erased.at)) return;
  // Whose the number is now comes first: a name that went to another leads to who had it before as well, and
  // a message of the one must not ask for the other.
  const firsts = await ledger.records.firstOf(subjects);
  const subject = subjects.find((one) => firsts.some((first) => first.subject === one)) ?? subjects[0];
  const first = firsts.find((one) => one.subject === subject);
  const written = Date.parse(at) + secondMs - 1;
  if (first === undefined) {
    if (!(await isKept(ledger, business, subjects, name))) return;
  } else if (written < Date.parse(openRecord(ledger, first).record.recorded_at)) return;
  const asked = await askErasure(
    ledger,
    {
      ...{ business, ...(subject !== undefined && { subject }), proof: 'message' },
      askedAt: new Date(written).toISOString(),
    },
    name,
  );
  if (asked !== undefined) await eraseAtOnce(ledger, asked, { by: 'sender', id: sender });
}

/** What ends by itself within 36 hours, and what a stone needs. */
const leftAside: ReadonlySet<string> = new Set([
  ...['service_windows', 'webhook_outbox'],
  ...['subjects', 'consent_states', 'subject_links'],
]);

async function isKept(
  ledger: HearingErasure,
  business: string,
  subjects: readonly string[],
  name: CanonicalIdentifier,
): Promise<boolean> {
  const counts = await ledger.erasing.count(
    business,
    subjects,
    await tagsOf(ledger, business, subjects, [name]),
  );
  return Object.entries(counts).some(([table, count]) => count > 0 && !leftAside.has(table));
}
