// What a business may say of a consent that its staff took down: on paper, or spoken. The record is there for
// years and is the person's; so a member of staff stands in it as a reference that only the business can
// resolve. A hash must be one that a file of theirs can have: no one may later be shown an empty file.

import { z } from 'zod';
import { sha256Hex } from '../../core/canonical.ts';
import type { ChannelEvidence, Evidence } from '../../core/consent/evidence.ts';
import { type Fault, LedgerError } from '../../core/error.ts';

/** What an unset variable, an empty upload or a trial hashes to. */
const nothings = ['', ' ', '\n', '\r\n', '\0', '0', '1', 'null', 'undefined', 'none', '{}', '[]', 'test'];
const hashesOfNothing: ReadonlySet<string> = new Set([
  ...nothings.flatMap((text) => [sha256Hex(text), sha256Hex(`${text}\n`)]),
  '0'.repeat(64),
  'f'.repeat(64),
]);

/** @throws LedgerError invalid: every fault of the evidence, none of its values */
export function checkAssisted({ channel, evidence }: ChannelEvidence): void {
  const faults = channel === 'agent' ? ofAgent(evidence) : channel === 'paper' ? ofPaper(evidence) : [];
  if (faults.length === 0) return;
  throw new LedgerError('invalid', 'The evidence is not what this ledger takes of staff.', { faults });
}

const ofAgent = (evidence: Evidence<'agent'>): Fault[] => [
  ...staffFaults('agent', evidence.agent),
  ...placeFaults(evidence.place),
  ...hashFaults('statement_sha256', evidence.statement_sha256),
  ...hashFaults('recording_sha256', evidence.recording_sha256),
];

const ofPaper = (evidence: Evidence<'paper'>): Fault[] => [
  ...staffFaults('taken_by', evidence.taken_by),
  ...placeFaults(evidence.place),
  ...hashFaults('document_sha256', evidence.document_sha256),
];

const fault = (field: string, rule: string, detail: string): Fault => ({
  pointer: `/evidence/${field}`,
  rule,
  detail,
});

function hashFaults(field: string, hash: string | undefined): Fault[] {
  if (hash === undefined || !hashesOfNothing.has(hash)) return [];
  return [fault(field, 'hash_of_nothing', 'This is the hash of an empty file, or of no file at all.')];
}

function staffFaults(field: string, given: string | undefined): Fault[] {
  if (given === undefined) return [];
  if (isAddressOrNumber(given)) return [fault(field, 'staff_reference', contactDetail)];
  // One word in small letters may be a role; a name has a capital, or is more.
  return isName(given) ? [fault(field, 'staff_reference', nameDetail)] : [];
}

/** The reference of the one who confirms. */
export const staffReferenceSchema = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .refine((given) => !isAddressOrNumber(given) && !isName(given), {
    error:
      'This looks like a person’s name, an e-mail address or a telephone number; give a reference, such as agent-7.',
    params: { rule: 'staff_reference' },
  });

/** Places have names; people may not be reached by them. */
const placeFaults = (given: string | undefined): Fault[] =>
  given !== undefined && isAddressOrNumber(given)
    ? [fault('place', 'place_reference', 'Name a place, not an e-mail address or a telephone number.')]
    : [];

const contactDetail =
  'This looks like an e-mail address or a telephone number; give a reference, such as agent-7.';
const nameDetail = 'This looks like a person’s name; give a reference with a digit, such as agent-7.';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function isAddressOrNumber(given: string): boolean {
  if (/[@\uff20]/u.test(given)) return true;
  if (uuid.test(given)) return false;
  // Digits of any script, with what people write between them.
  return (
    /\p{Nd}(?:[\s().\-/\u2010-\u2015\u00a0]*\p{Nd}){8,}/u.test(given) ||
    /^(?:\+|00|tel:)\s*\p{Nd}/iu.test(given)
  );
}

/** Each piece alone: one pattern over all could read a dot in two ways, and hold a server for days. */
const pieceOfName = /^[\p{L}\p{M}'’]+$/u;
const hasSeveralWords = (given: string): boolean => {
  const pieces = given.split(/[\s._,]+/u).filter((piece) => piece !== '');
  return pieces.length > 1 && pieces.every((piece) => pieceOfName.test(piece));
};
const capitalised = /^(?=\p{Lu}\p{Ll})[\p{L}\p{M}'’-]+$/u;
const otherScript = /^(?=.*\p{Lo})[\p{L}\p{M}\s.'’-]+$/u;

const isName = (given: string): boolean =>
  hasSeveralWords(given) || capitalised.test(given) || otherScript.test(given);
