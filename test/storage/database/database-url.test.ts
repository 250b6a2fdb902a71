import { describe, expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../../ledger/storage/database/database-url.ts';

const read = (rest: string) => parseDatabaseUrl(`postgres://ann:secret@db.example/ledger${rest}`);

describe('a database url', () => {
  test.each([
    ['Neon', 'postgresql://u:p@ep-a-1.eu.aws.neon.tech/db?sslmode=require&channel_binding=require'],
    ['Supabase', 'postgresql://postgres:p%40ss@db.abc.supabase.co:5432/postgres?supa=base-pooler.x'],
    ['Vercel', 'postgres://u:p@h:5432/verceldb?sslmode=require&pgbouncer=true&connect_timeout=15'],
    [
      'Prisma',
      'postgresql://u:p@h:5432/db?schema=public&connection_limit=5&pool_timeout=10&sslaccept=strict',
    ],
    ['DigitalOcean', 'postgresql://doadmin:p@h.db.ondigitalocean.com:25060/defaultdb?sslmode=require'],
    ['Heroku', 'postgres://u:p@ec2-1.compute.amazonaws.com:5432/d1'],
    ['Render', 'postgresql://u:p@h.render.com/db?sslmode=no-verify&uselibpqcompat=true'],
    ['Cloud SQL', 'postgres://u:p@/db?host=/cloudsql/project:region:instance'],
    [
      'Azure',
      'postgres://u%40h:p@h.postgres.database.azure.com:5432/db?sslmode=verify-full&sslrootcert=system',
    ],
    ['Cockroach', 'postgresql://u:p@h:26257/db?sslmode=verify-full&options=--cluster%3Dabc-1'],
    ['Doctrine', 'postgresql://u:p@127.0.0.1:5432/app?serverVersion=16&charset=utf8'],
    ['JDBC', 'postgresql://h:5432/db?user=u&password=p&ssl=true&prepareThreshold=0&currentSchema=public'],
    [
      'libpq',
      'postgresql://u@h1:5432,h2:5433,[::1]:5434/db?target_session_attrs=read-write&load_balance_hosts=random',
    ],
    ['Aiven', 'postgres://avnadmin:p@h.aivencloud.com:12691/defaultdb?sslmode=require&application_name=x'],
    [
      'everything',
      'postgres://u:p@h/db?gssencmode=disable&keepalives=1&keepalives_idle=30&tcp_user_timeout=1&sslsni=1',
    ],
  ])('is taken as %s writes it', (_, url) => {
    expect(() => parseDatabaseUrl(url)).not.toThrow();
  });

  test('names one place, or several in the order of trying, or a socket', () => {
    const places = (url: string) => parseDatabaseUrl(url).places;
    expect(places('postgres://u@h/db')).toEqual([{ host: 'h', port: 5432 }]);
    expect(places('postgres://u@a:1,b,[::1]:3/db')).toEqual([
      { host: 'a', port: 1 },
      { host: 'b', port: 5432 },
      { host: '::1', port: 3 },
    ]);
    expect(places('postgres://u@%2Fvar%2Frun%2Fpostgresql/db')).toEqual([
      { path: '/var/run/postgresql/.s.PGSQL.5432' },
    ]);
    expect(places('postgres:///db?host=/cloudsql/p:r:i&port=6543')).toEqual([
      { path: '/cloudsql/p:r:i/.s.PGSQL.6543' },
    ]);
    expect(places('postgres://u@/db')).toEqual([{ host: 'localhost', port: 5432 }]);
    expect(places('postgres://u@h/db?hostaddr=192.0.2.1')).toEqual([{ host: '192.0.2.1', port: 5432 }]);
  });

  test('may hold any sign in user, password and database, written as %25 and the like', () => {
    const awkward = 'a:b@c/d?e#f%g ü[]';
    const encoded = encodeURIComponent(awkward);
    expect(parseDatabaseUrl(`postgres://${encoded}:${encoded}@h/${encoded}`)).toMatchObject({
      user: awkward,
      password: awkward,
      database: awkward,
    });
    // What people forget to write so, where it can only be meant one way.
    expect(parseDatabaseUrl('postgres://u:a@b#c:d@h/db')).toMatchObject({ password: 'a@b#c:d' });
  });

  test('wants encryption as libpq would', () => {
    expect(read('').tls).toMatchObject({ mode: 'prefer', verify: 'nothing' });
    expect(read('?sslmode=disable').tls).toMatchObject({ mode: 'disable' });
    expect(read('?sslmode=require').tls).toMatchObject({ mode: 'require', verify: 'nothing' });
    expect(read('?sslmode=verify-ca').tls).toMatchObject({ mode: 'require', verify: 'chain' });
    expect(read('?sslmode=verify-full').tls).toMatchObject({ mode: 'require', verify: 'chain and name' });
    expect(read('?sslmode=require&sslrootcert=/dev/null').tls).toMatchObject({ verify: 'chain' });
    expect(read('?sslrootcert=system').tls).toMatchObject({ mode: 'require', verify: 'chain and name' });
    expect(read('?sslmode=require&sslnegotiation=direct').tls).toMatchObject({ direct: true });
    expect(read('?ssl=true').tls).toMatchObject({ mode: 'require' });
  });

  test('keeps apart what the ledger itself decides', () => {
    const own = ['role', 'statement_timeout', 'TimeZone'];
    const url =
      'postgres://u@h/db?role=boss&statement_timeout=1&timezone=Asia/Tokyo&options=-c%20role%3Dboss%20--TimeZone%3DX%20-cgeqo%3Doff';
    expect(parseDatabaseUrl(url, own)).toMatchObject({
      overruled: ['role', 'statement_timeout', 'timezone', 'role', 'TimeZone'],
      options: '-cgeqo=off',
    });
  });

  test.each([
    ['?foo=bar', 'there is no parameter foo'],
    ['?sslmode=on', 'sslmode must be one of'],
    ['?sslrootcert=/no/such/file', 'sslrootcert must name a file that can be read'],
    ['?schema=tenant', 'schema must be public'],
    ['?target_session_attrs=standby', 'target_session_attrs must be one of'],
    ['?connect_timeout=soon', 'connect_timeout must be whole seconds'],
    ['?channel_binding=yes', 'channel_binding must be one of'],
    ['?port=70000', 'a port is a number'],
    ['?require_auth=gss', 'require_auth must be one of'],
    ['?passfile=/x', 'there is no parameter passfile'],
  ])('is refused with the name of what is wrong, and without the password: %s', (rest, sentence) => {
    expect(() => read(rest)).toThrow(sentence);
    expect(() => read(rest)).not.toThrow(/secret/);
  });
});
