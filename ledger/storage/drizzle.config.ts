// For `npx drizzle-kit generate --config ledger/storage/drizzle.config.ts`: tables.ts -> the next file in migrations/.
// Paths are relative to the repository's root. Applying migrations is migrate.ts's work, never drizzle-kit's.

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './ledger/storage/tables.ts',
  out: './ledger/storage/migrations',
});
