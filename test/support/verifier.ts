// What `optmark verify --database` looks at, for a test: the rows of a test's ledger as of one moment, and
// its keys.

import { composeVerifier, type Verifier } from '../../ledger/compose/verifier.ts';
import type { Finding } from '../../ledger/core/audit/finding.ts';
import { verifyDatabase } from '../../ledger/operations/verify/database.ts';
import type { TestLedger } from './ledger.ts';

export const verifierOf = ({ config }: Pick<TestLedger, 'config'>): Promise<Verifier> =>
  composeVerifier(config);

/** What is wrong with all of it; empty: it is true. */
export async function findingsIn(ledger: Pick<TestLedger, 'config'>): Promise<Finding[]> {
  const verifier = await verifierOf(ledger);
  const findings: Finding[] = [];
  try {
    await verifier.atOneMoment((stored) =>
      verifyDatabase(
        { stored, keys: verifier.keys },
        (found) => void findings.push(found),
        () => {},
      ),
    );
    return findings;
  } finally {
    await verifier.close();
  }
}

export type { Verifier };
