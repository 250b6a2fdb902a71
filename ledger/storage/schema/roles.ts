// The three roles of migrations/0001_guards.sql. They belong to the whole cluster, so several databases and
// several nodes may want them at the same moment; each may exist already.
//
// The login must never need more than this: it is a superuser, or it owns the database and has CREATEROLE. If
// another login has made the roles and grants, it need only be a member of these roles.

import { DatabaseError, type Sql } from '../database/connection.ts';

export const ownerRole = 'optmark_owner';
export const appRole = 'optmark_app';
export const eraserRole = 'optmark_eraser';

const roles = [ownerRole, appRole, eraserRole];

/**
 * Makes the roles and lets the login use them.
 * @throws Error that says what the login lacks
 */
export async function ensureRoles(sql: Sql): Promise<void> {
  await orSayWhatIsLacking(async () => {
    for (const role of roles) {
      await sql.unsafe(createRole(role));
      await sql.unsafe(joinRole(role));
    }
  });
}

/**
 * Lets the owner role make tables in this database. Two sessions must not do this at once, because Postgres
 * fails one of them.
 * @throws Error that says what the login lacks
 */
export async function letOwnerCreate(sql: Sql): Promise<void> {
  await orSayWhatIsLacking(() => sql.unsafe(grantCreate));
}

async function orSayWhatIsLacking(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.sqlstate !== '42501') throw error;
    throw new Error(lacking, { cause: error });
  }
}

const lacking =
  'the login that sets up the database must be a superuser, or own the database and have CREATEROLE, ' +
  `or be a member of ${roles.join(', ')}, with CREATE for ${ownerRole} on the database and its schema public`;

// unique_violation: another session has created it between our look and our CREATE.
const createRole = (role: string) => `
do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$`;

/**
 * SQL: whether the login may SET ROLE to this one, whatever it inherits. Since Postgres 16 the maker of a
 * role is its member and may not, before it has granted itself that.
 */
export const mayTakeOn = (role: string, login: 'current_user' | 'session_user' = 'current_user') =>
  `pg_has_role(${login}, '${role}', case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)`;

const joinRole = (role: string) => `
do $$ begin
  if not ${mayTakeOn(role)} then
    execute format('grant ${role} to %I', current_user);
  end if;
exception when unique_violation then null;
end $$`;

const grantCreate = `
do $$ begin
  if not has_database_privilege('${ownerRole}', current_database(), 'create') then
    execute format('grant create on database %I to ${ownerRole}', current_database());
  end if;
  if not has_schema_privilege('${ownerRole}', 'public', 'create') then
    grant create, usage on schema public to ${ownerRole};
  end if;
  grant usage on schema public to ${appRole}, ${eraserRole};
  if has_schema_privilege('public', 'public', 'create') then
    revoke create on schema public from public;
  end if;
  -- A login that holds something of the schema, and may not hand it on, gets a warning and no error.
  if not has_schema_privilege('${ownerRole}', 'public', 'create')
    or not has_schema_privilege('${appRole}', 'public', 'usage')
  then raise insufficient_privilege; end if;
end $$`;

/**
 * SQL, as the owner of the tables: the app reads which version they are. drizzle made this table by itself.
 */
export const letAppSeeVersion = `
grant usage on schema drizzle to ${appRole};
grant select on drizzle.__drizzle_migrations to ${appRole}`;
