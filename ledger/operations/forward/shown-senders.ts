// The senders of a business as operators see them: since when each secret is what it is, and never what it
// is; where webhooks go on to, and how many wait.

import { type SetMoment, type TellsWhenSet, whenSet } from '../record/when-set.ts';
import type { Senders } from '../setup/senders.ts';
import type { Forwarding } from './store.ts';

type Shown = Senders & TellsWhenSet & { forwarding: { outbox: Pick<Forwarding['outbox'], 'waitingOf'> } };

export async function shownSenders(ledger: Shown, business: string) {
  const [senders, set, waiting] = await Promise.all([
    ledger.senders.ofBusiness(business),
    whenSet(ledger, business, 'sender'),
    ledger.forwarding.outbox.waitingOf(business),
  ]);
  return senders.map(({ phoneNumberId, wabaId, number, forwardUrl }) => {
    const { app_secret, verify_token, access_token } = set.get(phoneNumberId) ?? {};
    const waits = waiting.get(phoneNumberId);
    return {
      phone_number_id: phoneNumberId,
      ...(wabaId !== undefined && { waba_id: wabaId }),
      number,
      ...(app_secret && { app_secret: shown(app_secret) }),
      ...(verify_token && { verify_token: shown(verify_token) }),
      ...(access_token && { access_token: shown(access_token) }),
      ...(forwardUrl !== undefined && { forward_url: forwardUrl }),
      ...(waits && { waiting: waits }),
    };
  });
}

const shown = ({ at, previousUntil }: SetMoment) => ({
  set_at: at,
  ...(previousUntil !== undefined && { previous_until: previousUntil }),
});
