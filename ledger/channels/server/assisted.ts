// What a business may say of a consent that its staff took down: on paper, or spoken. The record is there for
// years and is the person's; so a member of staff stands in it as a reference that only the business can
// resolve. A hash must be one that a file of theirs can have: no one may later be shown an empty file.

import { z } from 'zod';
import { sha256Hex } from '../../core/canonical.ts';
import type { ChannelEvidence, Evidence } from '../../core/consent/evidence.ts';
import { type Fault, invalid, LedgerError } from '../../core/error.ts';
import { isPlainReference } from '../../core/policy/staff-reference.ts';
import { asciiDigits } from '../../core/subject/notation.ts';
import {
  callingCodeOf,
  isMobileNumber,
  isOfItsPlan,
  isValid,
  parseByPlan,
} from '../../core/subject/numbering-plan.ts';

/** What an unset variable, an empty upload or a trial hashes to. */
const nothings = ['', ' ', '\n', '\r\n', '\0', '0', '1', 'null', 'undefined', 'none', '{}', '[]', 'test'];
const hashesOfNothing: ReadonlySet<string> = new Set([
  ...nothings.flatMap((text) => [sha256Hex(text), sha256Hex(`${text}\n`)]),
  '0'.repeat(64),
  'f'.repeat(64),
]);

/** The evidence of a request, what is named beside it, and whose number it is about. */
type Assisted = ChannelEvidence & {
  source: { system?: string | undefined; actor?: string | undefined } | undefined;
  number: string;
};

/** @throws LedgerError invalid: every fault of evidence and source, none of their values */
export function checkAssisted({ channel, evidence, source = {}, number }: Assisted): void {
  const isByStaff = channel === 'agent' || channel === 'paper';
  const faults = [
    ...(channel === 'agent' ? ofAgent(evidence, number) : []),
    ...(channel === 'paper' ? ofPaper(evidence, number) : []),
    ...(isByStaff ? staffFaults : contactFaults)('/source/actor', source.actor, number),
    ...contactFaults('/source/system', source.system, number),
  ];
  if (faults.length === 0) return;
  throw new LedgerError('invalid', 'What is named here cannot stand in a record.', { faults });
}

const ofAgent = (evidence: Evidence<'agent'>, number: string): Fault[] => [
  ...staffFaults('/evidence/agent', evidence.agent, number),
  ...placeFaults(evidence.place, number),
  ...hashFaults('statement_sha256', evidence.statement_sha256),
  ...hashFaults('recording_sha256', evidence.recording_sha256),
];

const ofPaper = (evidence: Evidence<'paper'>, number: string): Fault[] => [
  ...staffFaults('/evidence/taken_by', evidence.taken_by, number),
  ...placeFaults(evidence.place, number),
  ...hashFaults('document_sha256', evidence.document_sha256),
];

function hashFaults(field: string, hash: string | undefined): Fault[] {
  if (hash === undefined || !hashesOfNothing.has(hash)) return [];
  const detail = 'This is the hash of an empty file, or of no file at all.';
  return [{ pointer: `/evidence/${field}`, rule: 'hash_of_nothing', detail }];
}

function staffFaults(pointer: string, given: string | undefined, number: string): Fault[] {
  const detail = given === undefined ? undefined : notAReference(given, number);
  return detail === undefined ? [] : [{ pointer, rule: staffRule, detail }];
}

const staffRule = 'staff_reference';

/** The form of a reference of the one who confirms; what it may be depends on the person's number. */
export const staffReferenceSchema = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .refine((given) => /[\p{L}\p{N}]/u.test(given), {
    error: 'must have a letter or a digit',
    params: { rule: staffRule },
  });

/**
 * @param number the person's, in E.164
 * @throws LedgerError invalid
 */
export function requireReference(pointer: string, given: string, number: string): void {
  const detail = notAReference(given, number);
  if (detail !== undefined) throw invalid(pointer, staffRule, detail);
}

/** Why it is none. One word in small letters may be a role; a name has a capital, or is more. */
function notAReference(given: string, number: string): string | undefined {
  if (isAddress(given)) return `This looks like an e-mail address; ${instead}.`;
  if (isTelephoneNumber(given, number)) return numberDetail;
  if (!isPlainReference(given)) return disguisedDetail;
  return isName(given) ? `This looks like a person’s name; ${instead}.` : undefined;
}

const instead = 'give a reference with a digit, such as agent-7';
const disguisedDetail =
  'A word in it has letters of several scripts, or of none in which people write, or signs that change their order: it ' +
  'could be taken for another reference.';
const numberDetail =
  'This could be a telephone number: it has a + or a calling code, stands in groups of digits, or is one in the country ' +
  'of the person’s number. Give a reference, such as agent-7, or put a letter directly before the digits.';

/**
 * The name of a system, or of who used it. It stands in the record of another person: whose number or address
 * it were could not have it erased.
 * @param number of the person the record is about, in E.164; '' where it is not known
 */
export const sourceNameSchema = (number: string) =>
  z
    .string()
    .min(1)
    .max(64)
    .refine((given) => !isContact(given, number), { error: sourceDetail, params: { rule: sourceRule } });

const sourceRule = 'source_reference';
const sourceDetail =
  'This looks like an e-mail address or a telephone number; give a reference, such as crm or agent-7.';

const contactFaults = (pointer: string, given: string | undefined, number: string): Fault[] =>
  given !== undefined && isContact(given, number)
    ? [{ pointer, rule: sourceRule, detail: sourceDetail }]
    : [];

/**
 * @param number the person's, in E.164; '' where it is not known
 * @throws LedgerError invalid
 */
export function requirePlace(pointer: string, given: string, number: string): void {
  const [fault] = placeFaults(given, number);
  if (fault !== undefined) throw invalid(pointer, fault.rule, fault.detail);
}

/** Places have names; people may not be reached by them. */
const placeFaults = (given: string | undefined, number: string): Fault[] =>
  given !== undefined && isContact(given, number)
    ? [
        {
          pointer: '/evidence/place',
          rule: 'place_reference',
          detail: 'Name a place, not an e-mail address or a telephone number.',
        },
      ]
    : [];

/** Whether a text holds what reaches a person. @param number as in `sourceNameSchema` */
export const isContact = (given: string, number: string): boolean =>
  isAddress(given) || isTelephoneNumber(given, number);

const isAddress = (given: string): boolean => /[@\uff20]/u.test(given);

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Digits with what people write between them; from seven on they can be dialled. */
const dialled = /\d(?:[\s().\p{Pd}\u2212/\u00a0]*\d){6,}/gu;

/**
 * A payroll number is digits as well, so digits alone are refused only where such a telephone number can
 * exist. A clerk's own is most likely of the country of the person's number.
 */
function isTelephoneNumber(given: string, number: string): boolean {
  if (uuid.test(given)) return false;
  const text = asciiDigits(given).replace(/\p{Cf}/gu, '');
  if (/^\s*(?:[+\uff0b\ufe62]|tel:)\s*\d/iu.test(text)) return true;
  return [...text.matchAll(dialled)].some(({ 0: written, index }) => {
    const digits = written.replace(/\D/g, '');
    if (digits !== written && digits.length >= longMin) return true;
    const isMarked =
      /\p{L}$/u.test(text.slice(0, index)) || /^\p{L}/u.test(text.slice(index + written.length));
    return isMarked ? isMobile(digits, number) : exists(digits, number);
  });
}

/** In groups, or with a calling code, it has so many digits. */
const longMin = 9;

/**
 * With its calling code, of any country; without it, of the country of this number. Behind a zero, by which
 * they are dialled at home, all that look like the plan's; others only where the plan has such a kind.
 */
function exists(digits: string, number: string): boolean {
  const whole = digits.replace(/^0+/, '');
  const home = atHome(digits, number);
  return (
    (whole.length >= longMin && isOfItsPlan(whole)) ||
    isValid(home) ||
    (/^0[1-9]/.test(digits) && isOfItsPlan(home))
  );
}

/** With a letter directly at its digits. */
const isMobile = (digits: string, number: string): boolean =>
  digits.length >= longMin &&
  (isMobileNumber(digits.replace(/^0+/, '')) || isMobileNumber(atHome(digits, number)));

function atHome(digits: string, number: string): string {
  const whole = `${callingCodeOf(number.slice(1)) ?? ''}${digits}`;
  return parseByPlan(whole)?.digits ?? whole;
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
