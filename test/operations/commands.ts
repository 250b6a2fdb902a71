// Commands as a shop's server posts them, and what the gate says afterwards. Numbers are fictional.

import type { Spend } from '../../ledger/auth/spend.ts';
import { serverOptOut } from '../../ledger/channels/server/opt-out.ts';
import { type Caller, serverOptIn } from '../../ledger/channels/server/server.ts';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import type { OptIn, OptOut } from '../../ledger/core/consent/command.ts';
import type { Purpose } from '../../ledger/core/notice/purpose.ts';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { type Recording, recordOptIn } from '../../ledger/operations/consent/record-consent.ts';
import { ask, type Gate, type GateAnswer } from '../../ledger/operations/gate/ask.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { findNotice } from '../../ledger/operations/notice/find-notice.ts';
import { goodEvidence } from '../core/consent/sample-consent.ts';

export const shop: Caller = { business: 'fresh-produce', key: 'test' };
export const auditor = { ...shop, scopes: ['audit:read'] as const };

/** Told on the phone, as the caller's server says (E1). */
export function ivrOptIn(number: string, over: object = {}, caller = shop): OptIn {
  const evidence = { call_id: 'c-1', key: '1', prompt: 'v1' };
  return serverOptIn(
    { notice: 'order-updates', locale: 'en', number, channel: 'ivr', evidence, ...over },
    caller,
  );
}

export function stop(number: string, over: object = {}, caller = shop): OptOut {
  return serverOptOut({ number, channel: 'web', ...over }, caller);
}

export function optInByPhone(ledger: Ledger, number: string, over: object = {}) {
  return recordOptIn(ledger, ivrOptIn(number, over));
}

/**
 * Ticked on a page of the shop that signed what was seen, and posted by the shop's server, whose token named
 * the number: as good as a server's opt-in gets (E2).
 */
export async function optInByTick(ledger: Recording, number: string, over: object = {}, caller = shop) {
  const { notice } = await findNotice(ledger, caller.business, 'order-updates');
  const text = joinLines(renderNotice(notice, notice.locales.en!, number));
  const asserted = ivrOptIn(number, { channel: 'web', evidence: goodEvidence.web, text, ...over }, caller);
  const { key } = caller;
  const submission = {
    by: 'server',
    key,
    jws: 'a.page.signed',
    vouched: 'named',
    proof: { kind: 'key' },
  } as const;
  return recordOptIn(ledger, { ...asserted, submission });
}

export function spend(key: string, request = 'the same request'): Spend {
  return { key: digest(key), request: digest(request) };
}

const digest = (text: string) => Buffer.from(sha256Hex(text), 'hex');

export async function gateSays(
  ledger: Gate,
  number: string,
  purpose: Purpose = 'shipping_update',
  business = shop.business,
): Promise<GateAnswer> {
  const recipient = { kind: 'number', value: number } as const;
  const asked = { business, question: { purpose, scope: 'message' }, recipient } as const;
  return (await ask(ledger, asked, { permit: false })).answer;
}

/** What a promise was refused with. */
export async function refusal(promise: Promise<unknown>): Promise<unknown> {
  const answer = await promise.then(
    () => 'it was not refused',
    (error: unknown) => error,
  );
  return answer;
}
