// The shop's server vouches for its logged-in customer by a customer token (ledger/guides/web-developer.md).
// The widget passes it on, and this server uses it to read the consent and to stop it. It is valid only for
// this number, and expires soon.

import { customerToken } from '../../../widget/server/customer-token.ts';
import type { Demo } from '../../seed.ts';
import type { Customer } from '../book/customer.ts';

/** As long as a customer may leave the page open before they act. */
const seconds = 30 * 60;

/** Without `numberVerified`, because customers of this shop may type in any number. */
export const tokenOf = (
  { site_key: site, customer_secret: secret }: Pick<Demo, 'site_key' | 'customer_secret'>,
  { id, phone }: Pick<Customer, 'id' | 'phone'>,
): string => customerToken({ site, secret, number: phone, customer: id, seconds });
