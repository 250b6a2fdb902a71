// Who is signed in, and for which business the console asks. One of each on a page.

export type Role = 'auditor' | 'manager' | 'admin';
/** `role`: what the person is in it. `person`: the id by which its records name them. */
export type Business = { id: string; name: string; test?: boolean; role: Role; person: string };
type Provider = { host: string } | null;

export type SignedIn = {
  signed_in: true;
  csrf: string;
  person: { id: string; name: string; role: Role; until?: string };
  expires_at: string;
  businesses: Business[];
  provider: Provider;
};
export type Session = SignedIn | { signed_in: false; provider: Provider };

/** What every request says beside its body. */
export const asking = { csrf: '', business: '' };

/** An auditor reads: no button of theirs changes what people agreed to. */
export const mayAct = ({ role }: SignedIn['person']): boolean => role !== 'auditor';
