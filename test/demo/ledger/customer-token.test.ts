import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { tokenOf } from '../../../demo/shop/ledger/customer-token.ts';
import { checkCustomerToken, formatCustomerSecret } from '../../../ledger/auth/customer-token.ts';

const secret = formatCustomerSecret(Buffer.alloc(32, 7));
const site = 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD';
const token = (phone: string) => tokenOf({ site_key: site, customer_secret: secret }, { id: 'c-1', phone });

test('the ledger believes the shop’s token, of the number that the shop keeps now', async () => {
  const check = await checkCustomerToken(await token('+919876543245'), {
    site,
    secrets: [secret],
    now: new Date(),
  });
  expect(check).toEqual({ kind: 'valid', customer: { number: '+919876543245', externalId: 'c-1' } });
});

test('a token dies after half an hour', async () => {
  const { iat = 0, exp = 0 } = decodeJwt(await token('+919876543245'));
  expect(exp - iat).toBe(30 * 60);
});
