// The templates of a business: what each is for, said by the business; what Meta takes it for, said by Meta in a webhook or
// when it is asked. Whatever is said that changes something is a record in the log, and in force with its commit.

import type { CategoryUpdate } from '../channels/whatsapp/category-update.ts';
import type { TemplateChangedRecord } from '../core/consent/record.ts';
import { isPromotional, type TemplateName } from '../core/gate/template.ts';
import type { Purpose } from '../core/notice/purpose.ts';
import type { Draft } from './append/draft.ts';
import type { Ledger } from './ledger.ts';
import { businessKey, businessOf } from './notices.ts';
import type { Business, TemplateKey, TemplateSource } from './ports.ts';
import { type Answer, answerOf } from './receipt-of.ts';

type Change = Pick<TemplateChangedRecord, 'said_by' | 'category' | 'purpose' | 'source'> & { at?: string };

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

/** Meta says what it takes templates for; what it had said before is not recorded again. Resolves when durable. */
export async function hearCategories(
  ledger: Ledger,
  business: string,
  updates: readonly CategoryUpdate[],
): Promise<number> {
  if (updates.length === 0) return 0;
  const owner = await businessOf(ledger, business);
  let changed = 0;
  for (const { account, name, language, category, at } of updates) {
    const [known] = await ledger.templates.named(business, { name, language }, account);
    const said = known?.state.category;
    if (said?.said_by === 'meta' && isKnown(said, category, at)) continue;
    const draft = changeDraft(
      ledger,
      owner,
      { business, account, name, language },
      {
        said_by: 'meta',
        category,
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

/**
 * Nothing new: older than what is known, or the same. That a template is still promotional is news, unless Meta delivers the
 * same again: an older word to the contrary may yet come late, and must not win.
 */
function isKnown(said: { value: string; at: string }, category: string, at: string | undefined): boolean {
  if (at !== undefined && at < said.at) return true;
  return said.value === category && (!isPromotional(category) || at === said.at);
}

/** Asks Meta for every template of an account. @returns how many there are, and how many were new or had changed */
export async function syncTemplates(
  ledger: Ledger,
  business: string,
  account: string,
  source: TemplateSource,
): Promise<{ templates: number; changed: number }> {
  let [templates, changed] = [0, 0];
  for await (const page of source.templates(account)) {
    templates += page.length;
    changed += await hearCategories(
      ledger,
      business,
      page.map((template) => ({ ...template, account })),
    );
  }
  return { templates, changed };
}

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
