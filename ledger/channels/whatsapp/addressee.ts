// Whose each part of a webhook is, as the envelope (envelope.ts) says it: the number a change is about, or, where Meta speaks
// of a whole account (its templates, its standing), the account alone. Read without regard to what the part says, so that
// nothing that is not understood counts as nobody's.
//
//   {"entry": [{"id": "<WABA>", "changes": [{"value": {"metadata": {"phone_number_id": "…"}}}]}]}

import { z } from 'zod';
import { list, read } from './envelope.ts';

export type Addressee = {
  /** Meta's id of the WhatsApp Business Account; '' where none can be read. */
  account: string;
  /** Meta's id of the number; absent: all of the account. */
  phoneNumberId?: string;
};

const envelopeSchema = z.looseObject({ entry: list });
const entrySchema = z.looseObject({ id: z.string().catch(''), changes: list });
const aboutNumberSchema = z.looseObject({
  value: z.looseObject({ metadata: z.looseObject({ phone_number_id: z.string() }) }),
});

/** One for every change, and one for an entry without any; none where the body names nobody. */
export function addresseesIn(body: unknown): Addressee[] {
  return read(envelopeSchema, body)
    .flatMap(({ entry }) => entry)
    .flatMap((entry) => read(entrySchema, entry))
    .flatMap(({ id: account, changes }) =>
      changes.length === 0 ? [{ account }] : changes.map((change) => ({ account, ...numberIn(change) })),
    );
}

function numberIn(change: unknown): { phoneNumberId?: string } {
  const [found] = read(aboutNumberSchema, change);
  return found === undefined ? {} : { phoneNumberId: found.value.metadata.phone_number_id };
}
