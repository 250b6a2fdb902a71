// The flow of Fresh Produce: every sample is publishable as it stands.

import { type Flow, type FlowDraft, flowDraftSchema } from '../../../ledger/core/flow/flow.ts';
import { type FlowPublication, publishFlow } from '../../../ledger/core/flow/publish.ts';
import type { PublishedNotice } from '../../../ledger/core/notice/notice.ts';
import { publishedNotice } from '../consent/sample-consent.ts';

export const flowDraft = { id: 'order-line', notice: 'order-updates', locales: { en: {} } };

export function publication(
  changes: Partial<Record<keyof FlowDraft, unknown>> = {},
  notice: PublishedNotice = publishedNotice(),
): FlowPublication {
  const draft = flowDraftSchema.parse({ ...flowDraft, ...changes });
  return publishFlow(draft, notice, { version: 2, publishedAt: '2026-01-06T08:00:00.000Z' });
}

/** @throws Error where it is refused */
export function publishedFlow(...how: Parameters<typeof publication>) {
  const result = publication(...how);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.faults));
  return result.published;
}

export const sampleFlow = (...how: Parameters<typeof publication>): Flow => publishedFlow(...how).flow;
