// The shop's server vouches for its logged-in customer: a session token (README, "let your server name the number") that
// the widget carries, and with which this server asks what holds and stops. It is good for this one number, and dies soon.

import { SignJWT } from 'jose';
import type { Demo } from '../../seed.ts';
import type { Customer } from '../book/customer.ts';

/** As long as somebody may leave the page open before they act. */
const lifetime = '30 minutes';

export const customerSession = (
  { site_key, session_secret }: Pick<Demo, 'site_key' | 'session_secret'>,
  { id, phone }: Pick<Customer, 'id' | 'phone'>,
): Promise<string> =>
  new SignJWT({ number: phone, sub: id })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(site_key)
    .setAudience('optmark')
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(Buffer.from(session_secret));
