// The templates of a business. The business says what each is for. Meta says its category and whether Meta
// sends it, in a webhook or when the ledger asks. Every statement that changes something is a record in the
// log, and is in force with its commit.

import type { TemplateUpdate } from '../../channels/whatsapp/template-update.ts';
import type { TemplateChangedRecord } from '../../core/consent/record.ts';
import { listedWords } from '../../core/gate/listed-template.ts';
import { newWords, notListed, type TemplateName } from '../../core/gate/template.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import { microsAt, momentOf, toMoment } from '../../core/when.ts';
import type { Draft } from '../append/draft.ts';
import type { TemplateKey } from '../append/log-store.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { Business } from '../setup/store.ts';
import type { World } from '../world.ts';
import type { TemplateSource, TemplateStore } from './store.ts';

/** The parts that know and record what Meta says about templates. */
export type Templates = Businesses & Appends & { templates: TemplateStore; world: World };

/** What a record says about a template. */
type Said = Pick<TemplateChangedRecord, 'category' | 'announced' | 'status' | 'content_sha256' | 'purpose'>;
type Change = Said & Pick<TemplateChangedRecord, 'said_by' | 'source'> & { at?: string };

export type TemplateDraft = TemplateName & {
  account: string;
  purpose: Purpose;
  category?: string | undefined;
};

/** Maps a template to a purpose. Throws not_found, or conflict where Meta has named another category. */
export async function mapTemplate(
  ledger: Businesses & Appends & Answering & { world: World },
  business: string,
  { account, name, language, purpose, category }: TemplateDraft,
  actor: string,
): Promise<Answer> {
  const owner = await businessOf(ledger, business);
  const draft = changeDraft(
    ledger,
    owner,
    { business, account, name, language },
    {
      said_by: 'business',
      purpose,
      ...(category !== undefined && { category }),
      source: { system: 'server', actor },
    },
  );
  return answerOf(ledger, await ledger.sequencer.submit(draft));
}

/**
 * Records what Meta says about templates, but not what it had already said. Resolves when durable, to the
 * number of new records.
 */
export async function hearTemplates(
  ledger: Templates,
  business: string,
  updates: readonly TemplateUpdate[],
): Promise<number> {
  if (updates.length === 0) return 0;
  const owner = await businessOf(ledger, business);
  let changed = 0;
  for (const { account, name, language, at, ...update } of updates.map(inMicroseconds)) {
    const [known] = await ledger.templates.named(business, { name, language }, account);
    const said = newWords(update, at, known?.state ?? {});
    if (Object.keys(said).length === 0) continue;
    const draft = changeDraft(
      ledger,
      owner,
      { business, account, name, language },
      {
        said_by: 'meta',
        ...said,
        source: { system: 'whatsapp', actor: account },
        ...(at !== undefined && { at }),
      },
    );
    const outcome = await ledger.sequencer.submit(draft);
    if (outcome.kind === 'refused') throw outcome.error;
    changed += 1;
  }
  return changed;
}

/** Writes moments as in records, so that the code can compare the update with what the ledger knows. */
const inMicroseconds = ({ at, announced, ...update }: TemplateUpdate): TemplateUpdate => ({
  ...update,
  ...(at !== undefined && { at: toMoment(at) }),
  ...(announced !== undefined && { announced: { ...announced, from: toMoment(announced.from) } }),
});

/**
 * Asks Meta for every template of an account. Meta no longer sends one that its list leaves out.
 * @returns how many there are, and how many were new or have changed
 */
export async function syncTemplates(
  ledger: Templates,
  business: string,
  account: string,
  source: TemplateSource,
): Promise<{ templates: number; changed: number }> {
  // Taken before the first request, so that anything a webhook says meanwhile is later than this list.
  const readAt = ledger.world.now();
  const listed = new Set<string>();
  let changed = 0;
  for await (const page of source.templates(account)) {
    for (const template of page) {
      listed.add(nameOf(template));
      const { name, language } = template;
      const updates = listedWords(template, readAt).map((said) => ({ account, name, language, ...said }));
      const recorded = await hearTemplates(ledger, business, updates);
      if (recorded > 0) changed += 1;
    }
  }
  // Only a list that was read to its end can leave a template out.
  const gone = (await ledger.templates.ofBusiness(business)).filter(
    (known) => known.account === account && !listed.has(nameOf(known)),
  );
  const at = readAt.toISOString();
  const updates = gone.map(({ name, language }) => ({ account, name, language, at, status: notListed }));
  changed += await hearTemplates(ledger, business, updates);
  return { templates: listed.size, changed };
}

/** Neither part can hold a space. */
const nameOf = ({ name, language }: TemplateName) => `${name} ${language}`;

function changeDraft(
  ledger: Keys<'master'> & { world: World },
  owner: Business,
  template: TemplateKey,
  { at, ...change }: Change,
): Draft {
  const { business, account, name, language } = template;
  const isPast = at !== undefined && at <= momentOf(microsAt(ledger.world.now()));
  return {
    business,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 2,
      kind: 'template_changed',
      business,
      ...change,
      template: { account, name, language },
      ...(isPast && { occurred_at: at }),
    },
    effect: { kind: 'template', template },
  };
}
