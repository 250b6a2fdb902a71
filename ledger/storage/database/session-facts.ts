// As whom, and how, a session has reached its server.

import type { Database } from './connection.ts';

export type SessionFacts = {
  login: string;
  /** Of the server. */
  version: string;
  /** Over a network, unencrypted. */
  isOpen: boolean;
};

export async function sessionFacts({ sql }: Pick<Database, 'sql'>): Promise<SessionFacts> {
  const [row] = await sql<SessionFacts[]>`
    select session_user::text as login, current_setting('server_version') as version,
      inet_server_addr() is not null and not inet_server_addr() << '127.0.0.0/8' and inet_server_addr() <> '::1'
        and not (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as "isOpen"`;
  return row!;
}
