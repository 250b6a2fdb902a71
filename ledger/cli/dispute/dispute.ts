// optmark dispute

import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { zip } from '../../core/dispute/zip.ts';
import { LedgerError } from '../../core/error.ts';
import { packPage } from '../../http/dispute/page.ts';
import { readDisputeScript } from '../../http/dispute/script.ts';
import { kindWords } from '../../http/dispute/words.ts';
import { personFolder } from '../../http/person/script.ts';
import { type MadePack, makePack } from '../../operations/dispute/make-pack.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required } from '../frame/command.ts';
import { counted, print } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark dispute <message id | permit | record> --business <id> --out <pack.zip> [--reason <reason>]

"I never agreed to this message": one file with the message, its permit, the consent, the words, the gesture or key press,
what it does not prove, and the proofs. "optmark verify <pack.zip>" checks it on any machine; index.html in it is the same
to read and print, and checks the records by itself. The same pack as from POST /v1/disputes.

  <message id>   Meta's id of the message; <permit>: the id of its permit; <record>: a record of a person
  --reason       ${revealReasons.slice(0, 4).join(', ')},
                 ${revealReasons.slice(4).join(' or ')}; legal_claim unless it is said

The look is itself recorded, as made by "cli". The file holds personal data; only you can read it.
Exit: 0 written, 2 usage, 3 could not run, or there is no such message or record`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      out: { type: 'string' },
      reason: { type: 'string', default: 'legal_claim' },
    });
    const { dispute } = positionals(given, 'dispute');
    const business = required(values.business, 'business');
    const out = required(values.out, 'out');
    const reason = checked(z.enum(revealReasons), values.reason, '--reason');
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const pack = await packOf(ledger, business, dispute, reason);
      const files = pack.files(packPage(pack, readDisputeScript(personFolder)));
      await writeFile(out, zip(files), { mode: 0o600 });
      print(`${out}: ${counted(pack.records.length, 'record')}, ${counted(files.size, 'file')}`);
      print(foundIn(pack));
      return exit.true;
    });
  },
};

/** A pack is made of what proves no consent, too: it must not be taken for one that does. */
function foundIn({ claims: { message, record: id }, records }: MadePack): string {
  const of = message === undefined ? 'the record' : 'the message';
  const kind = records.find(({ record }) => record.id === id)?.record.kind;
  if (message?.state === 'denied')
    return `the message was held back: ${kind === undefined ? 'no record allowed it' : `“${kindWords(kind)}”`}`;
  if (id === undefined) return `${of} rests on no consent: no record allowed it`;
  const isConsent = kind === 'opt_in' || kind === 'confirmed' || kind === 'imported';
  const verb = message === undefined ? 'is' : 'rests on';
  return `${of} ${verb} ${isConsent ? 'a' : 'no'} consent: “${kind === undefined ? 'Not there' : kindWords(kind)}”`;
}

/** A UUID is a permit's, or else a record's. */
async function packOf(
  ledger: Ledger,
  business: string,
  asked: string,
  reason: (typeof revealReasons)[number],
): Promise<MadePack> {
  const principal = atTerminal(business, 'audit:read');
  if (!z.uuid().safeParse(asked).success) return makePack(ledger, principal, { message: asked }, reason);
  try {
    return await makePack(ledger, principal, { permit: asked }, reason);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'not_found') throw error;
    return makePack(ledger, principal, { record: asked }, reason);
  }
}
