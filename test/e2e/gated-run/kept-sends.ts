// What the ledger has kept of the messages that went through it, found again as a dispute would find it: by
// the permit's id that came back with a status, or by Meta's id of the message.

import { openOfSend } from '../../../ledger/core/gate/sealed-send.ts';
import { verifyToken } from '../../../ledger/core/jws.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import type { Send } from '../../../ledger/operations/send/store.ts';

export class KeptSends {
  readonly #ledger: Ledger;
  readonly #byPermit = new Map<string, Send>();
  readonly #byMessage = new Map<string, Send>();

  private constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  static async of(ledger: Ledger, business: string): Promise<KeptSends> {
    const kept = new KeptSends(ledger);
    for await (const page of ledger.sends.scan(business, 1000)) {
      for (const send of page) {
        kept.#byPermit.set(send.permit, send);
        if (send.message !== undefined) kept.#byMessage.set(send.message.toString('hex'), send);
      }
    }
    return kept;
  }

  get size(): number {
    return this.#byPermit.size;
  }

  byPermit(permit: string): Send | undefined {
    return this.#byPermit.get(permit);
  }

  /** The claims of the signed permit that is kept with a message, verified by the published keys. */
  async permitOf({ permit }: { permit: string }): Promise<unknown> {
    const { keys } = this.#ledger;
    const { sealedPermit } = this.#byPermit.get(permit)!;
    const jws = openOfSend(keys.master, permit, 'permit', sealedPermit)!.toString('ascii');
    const verified = await verifyToken(jws, 'optmark-permit+jws', keys.jwks);
    if (verified.kind !== 'valid') throw new Error(`the permit is ${verified.kind}`);
    return verified.claims;
  }

  byMessage({ sender, id }: { sender: string; id: string }): Send | undefined {
    return this.#byMessage.get(messageMac(this.#ledger, sender, id).toString('hex'));
  }
}
