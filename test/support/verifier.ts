// What `optmark verify --database` looks at, for a test: the rows of a test's ledger as of one moment, and
// its keys.

import { composeVerifier, type Verifier } from '../../ledger/compose/verifier.ts';
import type { TestLedger } from './ledger.ts';

export const verifierOf = ({ config }: Pick<TestLedger, 'config'>): Promise<Verifier> =>
  composeVerifier(config);

export type { Verifier };
