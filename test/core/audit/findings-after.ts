// One change to the ledger of the tests, and what the audit then says.

import { type SampleLedger, sampleLedger } from './sample-ledger.ts';

/**
 * What the audit says after one change. Ids are random; they are named as the ledger of this test has them.
 */
export async function findingsAfter(change: (ledger: SampleLedger) => void): Promise<string[]> {
  const ledger = sampleLedger();
  const names = new Map(ledger.rows.sealed.map(({ record, index }) => [record, `#${index}`]));
  const [annaRow, belaRow] = [ledger.rows.sealed[1]!, ledger.rows.sealed[2]!];
  names.set(annaRow.subject!, 'anna').set(belaRow.subject!, 'bela');
  change(ledger);
  const findings = await ledger.audit();
  return findings.map((found) =>
    names.entries().reduce((text, [id, name]) => text.replaceAll(id, name), found),
  );
}
