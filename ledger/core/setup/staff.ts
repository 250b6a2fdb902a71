// Who may use the console: what is said of them beside their role. It stands sealed in the table `people`,
// and in records as a MAC alone, so that a person who leaves can be forgotten: the id stays, and leads to
// nobody.
//
//   sealed   = sealText (core/subject/sealed-call.ts), what `staff`, of the row's id: the JSON of a Staff,
//              with role and end
//   identity = MAC "identity/v1" of `iss` and `sub`, under the master key (core/mac.ts)

import { z } from 'zod';
import { macUnder } from '../mac.ts';
import { lineOf } from '../notice/line.ts';

/** From the narrowest to the widest; what each may do is in auth/role.ts. */
export const roleSchema = z.enum(['auditor', 'manager', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/** OpenID Connect Core, 2: who it is at the provider. Compared byte for byte, so it is kept as given. */
export const identitySchema = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).max(255),
  subject: z.string().min(1, 'must not be empty').max(255),
});
export type Identity = z.infer<typeof identitySchema>;

export const staffSchema = z.strictObject({
  name: lineOf({ max: 100 }),
  /** Absent: signs in by a link alone. */
  identity: identitySchema.optional(),
});
export type Staff = z.infer<typeof staffSchema>;

/** @param master 32 bytes */
export const identityMac = (master: Uint8Array, { issuer, subject }: Identity): Buffer =>
  macUnder(master, 'identity/v1', issuer, subject);
