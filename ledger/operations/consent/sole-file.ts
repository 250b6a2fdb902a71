// The file behind a consent that staff took down. A form has one signer and a call one caller: with one scan
// a whole list of numbers could be signed up, so the same file is taken of one person only. The ledger keeps
// a MAC of its hash and of whom it was, and no file.

import { type Spend, spend } from '../../auth/spend.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { LedgerError } from '../../core/error.ts';
import type { Sole } from '../append/draft.ts';
import type { Keys } from '../keys.ts';

export function soleFiles(ledger: Keys<'macs'>, { number, ...command }: OptIn): Sole[] {
  if (command.channel === 'paper') {
    const { document_sha256: hash, line } = command.evidence;
    const name = line === undefined ? [hash] : [hash, String(line)];
    return [{ spend: spendOf(ledger, ['document', ...name], number), refusal: documentUsed() }];
  }
  const hash = command.channel === 'agent' ? command.evidence.recording_sha256 : undefined;
  return hash === undefined
    ? []
    : [{ spend: spendOf(ledger, ['recording', hash], number), refusal: recordingUsed() }];
}

const spendOf = ({ keys }: Keys<'macs'>, name: readonly string[], number: string): Spend =>
  spend(keys.macs, 'file', name, number);

const documentUsed = () =>
  used(
    '/evidence/document_sha256',
    'document_used',
    'This document is another person’s: a form has one signer. Of a sheet that several signed, name the `line`.',
  );

const recordingUsed = () =>
  used(
    '/evidence/recording_sha256',
    'recording_used',
    'This recording is another person’s. Keep each person’s statement in a file of its own.',
  );

const used = (pointer: string, rule: string, detail: string) =>
  new LedgerError('conflict', detail, { faults: [{ pointer, rule, detail }] });
