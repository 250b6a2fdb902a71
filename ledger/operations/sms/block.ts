// Whether a provider keeps from a person what is sent to them. At a stop some put up a block of their own.
// They still tell of what the person writes, take the reply, and do not send it. Words that nobody got ask
// nothing, or YES, by which Twilio lifts its block, would agree to them.
//
// Only the person lifts it, by a word to the same line. On toll-free lines of North America the network
// itself blocks, whatever the provider does, and YES lifts nothing.

import type { SmsFacts } from '../../channels/sms/dialect.ts';
import type { SmsDialectName } from '../../channels/sms/dialects.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { everyPurpose } from '../../core/consent/slot.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { World } from '../world.ts';
import { blocksAtStop, type SmsProviders } from './providers.ts';
import type { ThreadName } from './thread.ts';

type Blocking = People & Keys<'master'> & SmsProviders & Records<'chainBack'> & { world: World };

const isTollFree = (line: string): boolean => /^\+?1?8(?:00|33|44|55|66|77|88)\d{7}$/.test(line);

/** Whether this message lifts the block of its line: as providers read it, who ask for the one word. */
export function liftsBlock({ handled, texts, line }: SmsFacts): boolean {
  const words = isTollFree(line) ? ['START', 'UNSTOP'] : ['START', 'UNSTOP', 'YES'];
  return handled === 'start' || texts.some((text) => words.includes(text.trim().toUpperCase()));
}

/**
 * Whether what is sent to the person now may reach nobody.
 * @param lifted when the person last lifted the block (core/when.ts)
 */
export async function isBlocked(
  ledger: Blocking,
  { business, dialect, line, number }: ThreadName & { dialect: SmsDialectName },
  lifted = '',
): Promise<boolean> {
  if (!isTollFree(line) && !(await blocksAtStop(ledger, business, dialect))) return false;
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  if (person?.state.stops[everyPurpose] === undefined) return false;
  // By text message: a stop on a page or in WhatsApp puts up no block, and the line has not heard of it.
  let looked = 0;
  for await (const { record } of openedOf(ledger, ledger.records.chainBack(person.named, recordsPerQuery))) {
    if (isStopHere(record)) return record.recorded_at >= lifted;
    looked += 1;
    // Of a person who has done so much it may be further back.
    if (looked === recordsPerQuery) return true;
  }
  return false;
}

const isStopHere = (record: ConsentRecord): boolean =>
  record.kind === 'opt_out' && record.channel === 'sms' && record.purposes === undefined;
