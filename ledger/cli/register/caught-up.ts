// The register as a command needs it: of all that was committed.

import type { Ledger } from '../../operations/ledger.ts';
import { catchUp } from '../../operations/register/fill.ts';
import { progressLine } from '../frame/terminal.ts';

/** No server may run beside a command, and then nothing else fills what lacks. */
export async function catchUpShown({ register, records, keys }: Ledger): Promise<void> {
  const line = progressLine();
  await catchUp({ register: register.store, records, keys }, (done, of) =>
    line.progress('records', done, of),
  );
  line.clear();
}
