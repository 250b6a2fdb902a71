// The file behind a consent that staff took down. A form has one signer and a call one caller: with one scan
// a whole list of numbers could be signed up, so the same file is taken of one person only, also where it is
// called a scan of one and a recording of another; and a scan is
// either a form of one person or a sheet of many lines, or a form could be taken for a line of each. The
// ledger keeps a MAC of its hash, and one of whose it was, which names the business and the file as well: a
// MAC of a number alone would show in which files, of which businesses, one person is.

import { type Spend, spend } from '../../auth/spend.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { LedgerError } from '../../core/error.ts';
import type { Sole } from '../append/draft.ts';
import type { Keys } from '../keys.ts';

export function soleFiles(ledger: Keys<'macs'>, { business, number, ...command }: OptIn): Sole[] {
  if (command.channel === 'paper') {
    const { document_sha256: hash, line } = command.evidence;
    const one = (name: readonly string[], of: string, refusal: LedgerError): Sole => {
      return { spend: spendOf(ledger, business, ['document', hash, ...name], of), refusal };
    };
    if (line === undefined) return [one([], number, documentUsed())];
    return [one([], 'sheet', formUsed()), one([String(line)], number, documentUsed())];
  }
  const hash = command.channel === 'agent' ? command.evidence.recording_sha256 : undefined;
  return hash === undefined
    ? []
    : [{ spend: spendOf(ledger, business, ['document', hash], number), refusal: recordingUsed() }];
}

const spendOf = ({ keys }: Keys<'macs'>, business: string, name: readonly string[], of: string): Spend =>
  spend(keys.macs, 'file', name, JSON.stringify([business, ...name, of]));

const documentUsed = () =>
  used(
    '/evidence/document_sha256',
    'document_used',
    'This document is another person’s, or a sheet: a form has one signer. Of a sheet that several signed, name the `line`.',
  );

const formUsed = () =>
  used(
    '/evidence/line',
    'document_used',
    'This document was recorded without a `line`, as a form of one signer. Scan the sheet again, and name each `line`.',
  );

const recordingUsed = () =>
  used(
    '/evidence/recording_sha256',
    'recording_used',
    'This file is another person’s, or a sheet. Keep each person’s statement in a file of its own.',
  );

const used = (pointer: string, rule: string, detail: string) =>
  new LedgerError('conflict', detail, { faults: [{ pointer, rule, detail }] });
