// What callers do in a call by a flow of the shop, as commands. The flow is made here and not published.

import type { Decline, OptIn } from '../../ledger/core/consent/command.ts';
import { type Flow, flowDraftSchema } from '../../ledger/core/flow/flow.ts';
import { askText } from '../../ledger/core/flow/played.ts';
import { publishFlow } from '../../ledger/core/flow/publish.ts';
import { findNotice, type Notices } from '../../ledger/operations/notice/find-notice.ts';
import { shop } from './commands.ts';

export async function flowOf(ledger: Notices): Promise<Flow> {
  const draft = flowDraftSchema.parse({
    id: 'order-line',
    notice: 'order-updates',
    locales: { en: {}, es: {} },
  });
  const notice = await findNotice(ledger, shop.business, 'order-updates');
  const made = publishFlow(draft, notice, { version: 1, publishedAt: '2026-01-06T08:00:00.000Z' });
  if (made.kind === 'refused') throw new Error(JSON.stringify(made.faults));
  return made.published.flow;
}

type Told = { isSigned?: boolean; number?: 'caller' | 'keyed'; locale?: string };

function pressed(flow: Flow, number: string, key: string, { isSigned = true, ...told }: Told) {
  const { number: whose = 'caller', locale = 'en' } = told;
  return {
    business: shop.business,
    identifiers: [{ kind: 'number', value: number }],
    number,
    locale,
    submission: { by: 'flow', flow, isSigned, proof: { kind: 'none' } },
    source: { system: 'twilio' },
    channel: 'ivr',
    evidence: { call_id: 'c-1', key, prompt: `${flow.id}@${flow.version}`, dialect: 'twilio', number: whose },
  } as const;
}

export const yesByCall = (flow: Flow, number: string, told: Told = {}): OptIn => ({
  ...pressed(flow, number, flow.keys.yes, told),
  kind: 'opt_in',
  notice: { id: flow.notice.id, version: flow.notice.version },
  text: askText(flow, told.locale ?? 'en', number),
});

export const noByCall = (flow: Flow, number: string, told: Told = {}): Decline => ({
  ...pressed(flow, number, flow.keys.no, told),
  kind: 'declined',
  terms: { purposes: flow.purposes, scope: flow.scope, notice: flow.notice },
  text: { spoken: askText(flow, told.locale ?? 'en', number) },
});
