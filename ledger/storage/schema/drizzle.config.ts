// For `npx drizzle-kit generate --config ledger/storage/schema/drizzle.config.ts`: tables.ts -> the next file
// in migrations/. Paths are relative to the repository's root. Only migrate.ts applies migrations, never
// drizzle-kit.

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './ledger/storage/schema/tables.ts',
  out: './ledger/storage/schema/migrations',
});
