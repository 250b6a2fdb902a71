// Who is signed in, and for which business the console asks. One of each on a page.

export type Role = 'auditor' | 'manager' | 'admin';
/** `role`: what the person is in it. `person`: the id by which its records name them. */
export type Business = {
  id: string;
  name: string;
  test?: boolean;
  role: Role;
  person: string;
  until?: string;
};
type Provider = { host: string } | null;

export type SignedIn = {
  signed_in: true;
  csrf: string;
  /** Of the business that is looked at (`inBusiness`). */
  person: { id: string; name: string; role: Role; until?: string };
  expires_at: string;
  businesses: Business[];
  provider: Provider;
};
export type Session = SignedIn | { signed_in: false; provider: Provider };

/** What every request says beside its body. */
export const asking = { csrf: '', business: '' };

/**
 * The ledger names the person as the first of the businesses knows them. In another one they are another
 * person to its records, of another role.
 */
export const inBusiness = (session: SignedIn, { person, role, until }: Business): SignedIn => ({
  ...session,
  person: { id: person, name: session.person.name, role, ...(until !== undefined && { until }) },
});

/** An auditor reads: no button of theirs changes what people agreed to. */
export const mayAct = ({ role }: SignedIn['person']): boolean => role !== 'auditor';
