// The templates of a business: what each is for, said by the business; what Meta takes it for and whether Meta sends it, said
// by Meta in a webhook or when it is asked. Whatever is said that changes something is a record in the log, and in force with
// its commit.

import type { TemplateUpdate } from '../../channels/whatsapp/template-update.ts';
import type { TemplateChangedRecord } from '../../core/consent/record.ts';
import { isPromotional, notListed, type TemplateName, type TemplateState } from '../../core/gate/template.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { Draft } from '../append/draft.ts';
import type { Ledger } from '../ledger.ts';
import { listedUpdates } from '../listed-template.ts';
import { businessKey, businessOf } from '../notice/notices.ts';
import type { Business, TemplateKey, TemplateSource } from '../ports.ts';
import { type Answer, answerOf } from '../record/receipt.ts';

/** What a record says of a template. */
type Said = Pick<TemplateChangedRecord, 'category' | 'announced' | 'status' | 'content_sha256' | 'purpose'>;
type Change = Said & Pick<TemplateChangedRecord, 'said_by' | 'source'> & { at?: string };

export type TemplateDraft = TemplateName & {
  account: string;
  purpose: Purpose;
  category?: string | undefined;
};

/** Maps a template to a purpose. Throws not_found, conflict where Meta has said another category. */
export async function mapTemplate(
  ledger: Ledger,
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

/** What Meta says of templates; what it had said before is not recorded again. Resolves when durable, to how many were recorded. */
export async function hearTemplates(
  ledger: Ledger,
  business: string,
  updates: readonly TemplateUpdate[],
): Promise<number> {
  if (updates.length === 0) return 0;
  const owner = await businessOf(ledger, business);
  let changed = 0;
  for (const { account, name, language, at, ...update } of updates) {
    const [known] = await ledger.templates.named(business, { name, language }, account);
    const said = newIn(update, at, known?.state ?? {});
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

type Update = Omit<TemplateUpdate, 'account' | 'name' | 'language' | 'at'>;

/** What of it is not known yet. */
function newIn(update: Update, at: string | undefined, state: TemplateState): Said {
  const { category, announced, status, contentSha256 } = update;
  const isOld = (said: { at: string } | undefined) => said !== undefined && at !== undefined && at < said.at;
  const isSame = announced?.category === state.announced?.value && announced?.from === state.announced?.from;
  return {
    ...(category !== undefined && !isKnown(state, category, at) && { category }),
    ...(announced !== undefined && !isOld(state.announced) && !isSame && { announced }),
    ...(status !== undefined && !isOld(state.status) && status !== state.status?.value && { status }),
    ...(contentSha256 !== undefined &&
      !isOld(state.content) &&
      contentSha256 !== state.content?.value && { content_sha256: contentSha256 }),
  };
}

/**
 * Nothing new: older than what is known, or the same. That a template is still promotional is news, unless Meta delivers the
 * same again: an older word to the contrary may yet come late, and must not win. So is the first word after the moment of an
 * announced change: it may be what takes that back.
 */
function isKnown(
  { category: said, announced }: TemplateState,
  category: string,
  at: string | undefined,
): boolean {
  if (said?.said_by !== 'meta') return false;
  if (at !== undefined && at < said.at) return true;
  if (said.value !== category) return false;
  if (at === said.at) return true;
  const isFirstSince =
    announced !== undefined && said.at <= announced.from && (at === undefined || at > announced.from);
  return !isPromotional(category) && !isFirstSince;
}

/**
 * Asks Meta for every template of an account. One that its list leaves out is sent no more.
 * @returns how many there are, and how many were new or had changed
 */
export async function syncTemplates(
  ledger: Ledger,
  business: string,
  account: string,
  source: TemplateSource,
): Promise<{ templates: number; changed: number }> {
  // Before the first question: whatever a webhook says meanwhile is later than this list.
  const readAt = ledger.world.now();
  const listed = new Set<string>();
  let changed = 0;
  for await (const page of source.templates(account)) {
    for (const template of page) {
      listed.add(nameOf(template));
      const recorded = await hearTemplates(ledger, business, listedUpdates(template, account, readAt));
      if (recorded > 0) changed += 1;
    }
  }
  // Only a list that was read to its end leaves anything out.
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
  ledger: Ledger,
  owner: Business,
  template: TemplateKey,
  { at, ...change }: Change,
): Draft {
  const { business, account, name, language } = template;
  const isPast = at !== undefined && at <= ledger.world.now().toISOString();
  return {
    business,
    owner: { kind: 'business', key: businessKey(ledger, owner) },
    record: {
      v: 1,
      kind: 'template_changed',
      business,
      ...change,
      template: { account, name, language },
      ...(isPast && { occurred_at: at }),
    },
    effect: { kind: 'template', template },
  };
}
