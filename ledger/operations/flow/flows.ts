// Publishes and finds flows. A published version never changes; publishing again makes the next version, and
// calls under way end with theirs. The log has a record of each publication.

import { type Fault, LedgerError } from '../../core/error.ts';
import type { FlowDraft, PublishedFlow } from '../../core/flow/flow.ts';
import { publishFlow } from '../../core/flow/publish.ts';
import type { Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { Business } from '../setup/store.ts';
import type { CachedFlows } from './cached.ts';
import type { StoredFlow } from './store.ts';

export type Flows = { flows: CachedFlows };

type Publishing = Flows & Notices & Businesses & Appends & Answering;

/** `warnings`: what a person should look at before callers hear it. */
export type PublishedVersion = {
  id: string;
  version: number;
  sha256: string;
  warnings: readonly Fault[];
  answer: Answer;
};

/** Another caller may publish the same flow at the same moment. This one then takes the next number. */
const attemptsMax = 5;

/** @throws LedgerError not_admitted, naming every rule that its words break; what `findNotice` refuses */
export async function publish(
  ledger: Publishing,
  business: string,
  draft: FlowDraft,
  actor: string,
): Promise<PublishedVersion> {
  const owner = await businessOf(ledger, business);
  ledger.notices.forget(business, draft.notice);
  const notice = await findNotice(ledger, business, draft.notice);
  for (let attempt = 1; ; attempt += 1) {
    ledger.flows.forget();
    const [current] = await ledger.flows.versions(business, draft.id);
    const publication = publishFlow(draft, notice, {
      version: (current?.flow.version ?? 0) + 1,
      publishedAt: ledger.world.now().toISOString(),
    });
    if (publication.kind === 'refused') throw unfit(publication.faults);
    const { published, warnings } = publication;
    const outcome = await ledger.sequencer.submit(publishDraft(ledger, owner, published, actor));
    ledger.flows.forget();
    if (outcome.kind === 'refused' && outcome.error.code === 'conflict' && attempt < attemptsMax) continue;
    const { id, version } = published.flow;
    return { id, version, sha256: published.sha256, warnings, answer: await answerOf(ledger, outcome) };
  }
}

const unfit = (faults: Fault[]) =>
  new LedgerError('not_admitted', 'A call by this flow would not meet the criteria of its policy.', {
    faults,
  });

function publishDraft(
  ledger: Keys<'master'>,
  owner: Business,
  published: PublishedFlow,
  actor: string,
): Draft {
  const { id, version } = published.flow;
  return {
    business: owner.id,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 2,
      kind: 'flow_published',
      business: owner.id,
      source: { system: 'server', actor },
      flow: { id, version, sha256: published.sha256 },
      document: published.bytes.toString('utf8'),
    },
    effect: { kind: 'publish_flow', flow: published },
  };
}

/** @param version absent: the newest. @throws LedgerError not_found */
export async function findFlow(
  ledger: Flows,
  business: string,
  id: string,
  version?: number,
): Promise<StoredFlow> {
  const versions = await versionsOf(ledger, business, id, version);
  const found = version === undefined ? versions[0] : versions.find(({ flow }) => flow.version === version);
  if (found !== undefined) return found;
  throw new LedgerError(
    'not_found',
    'This business has published no such flow: optmark flow list names those it has.',
  );
}

async function versionsOf({ flows }: Flows, business: string, id: string, version: number | undefined) {
  const known = await flows.versions(business, id);
  if (version === undefined || known.some(({ flow }) => flow.version >= version)) return known;
  // Another node may have published it a moment ago: look past this node's cache.
  flows.forget();
  return flows.versions(business, id);
}
