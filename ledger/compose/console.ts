// How people get into the console.

import { createSignInProvider } from '../clients/sign-in-provider.ts';
import type { Config } from '../config.ts';
import { createConsoleStore } from '../storage/console/console-store.ts';
import type { Database } from '../storage/database/connection.ts';

export const composeConsole = (db: Pick<Database, 'sql'>, { signIn }: Pick<Config, 'signIn'>) => ({
  console: createConsoleStore(db),
  ...(signIn && { provider: createSignInProvider(signIn) }),
});
