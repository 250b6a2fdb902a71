// The places that a business names: adding one, changing it, ending it. A printed code cannot be changed, so
// its id, its kind and its code stay as they were made, no id is used twice, and a row never goes: the page
// behind an old poster says that it is over.

import { z } from 'zod';
import { formatEntryCode } from '../../auth/entry-code.ts';
import {
  entryIdSchema,
  entryKindSchema,
  entryNameSchema,
  leadsToSupport,
  type NamedEntryPoint,
} from '../../core/entry/named-entry-point.ts';
import { type Fault, invalid, LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { toMoment } from '../../core/when.ts';
import { type Flows, findFlow } from '../flow/flows.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { type Changer, type Changing, changeSetup, operator } from '../setup/change.ts';

const site = z
  .string()
  .regex(/^pk_[\w-]{1,64}$/, 'a publishable key, pk_…')
  .meta({
    description: 'The site whose key its page uses. Without one it has no link and no code.',
    example: 'pk_4mVdR2xQk8sT1nYwZcLb0aHu',
  });
const notice = noticeIdSchema.meta({ description: 'What people are asked at it.', example: 'order-updates' });
const locale = localeSchema.meta({ description: 'Of its page; by default the reader’s own.', example: 'en' });
const flow = noticeIdSchema.meta({ description: 'Of an `ivr` line: the flow whose calls come from it.' });
const until = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Nothing comes from it after that.', example: '2027-03-31T18:30:00Z' });

const rule = (name: string, path: string, error: string) => ({ error, path: [path], params: { rule: name } });
const noOptIn = (field: string) =>
  rule('leads_to_support', field, 'an advertisement leads to support and never to an opt-in: it has none');

export const entryDraftSchema = z
  .strictObject({
    id: entryIdSchema,
    kind: entryKindSchema,
    name: entryNameSchema,
    notice: notice.optional(),
    site: site.optional(),
    locale: locale.optional(),
    flow: flow.optional(),
    until: until.optional(),
  })
  .refine((of) => leadsToSupport(of.kind) || of.notice !== undefined, rule('required', 'notice', 'is needed'))
  .refine((of) => !leadsToSupport(of.kind) || of.notice === undefined, noOptIn('notice'))
  .refine((of) => !leadsToSupport(of.kind) || of.site === undefined, noOptIn('site'))
  .refine(
    (of) => of.flow === undefined || of.kind === 'ivr',
    rule('ivr_only', 'flow', 'is of an ivr line only'),
  )
  .meta({
    id: 'EntryPointDraft',
    example: { id: 'store-poster', kind: 'poster', name: 'Store poster Pune', notice: 'order-updates' },
  });
export type EntryDraft = z.infer<typeof entryDraftSchema>;

/** What of it can be changed; `null`: it has none any more. */
export const entryChangeShape = {
  name: entryNameSchema.optional(),
  notice: notice.optional(),
  site: site.nullable().optional(),
  locale: locale.nullable().optional(),
  flow: flow.nullable().optional(),
  until: until.nullable().optional(),
};
export type EntryChange = z.infer<z.ZodObject<typeof entryChangeShape>>;

type Placing = Changing & Notices & Flows & { url: string };

const nameOf = (business: string, id: string) => `${business}/${id}`;
const momentOf = (moment: string | null | undefined) => (moment ? toMoment(moment) : null);

/** @throws LedgerError conflict, where there is or was one of this id; what `requireIts` refuses */
export async function addEntryPoint(
  ledger: Placing,
  business: string,
  { id, kind, name: label, ...its }: EntryDraft,
  changer: Changer = operator,
): Promise<NamedEntryPoint> {
  await requireIts(ledger, business, its);
  const name = nameOf(business, id);
  const code = leadsToSupport(kind) ? null : formatEntryCode(ledger.world.random(7));
  const { notice = null, site = null, locale = null, flow = null } = its;
  const row = {
    ...{ name, business, id, kind, label, notice, site, locale, flow, code },
    until: momentOf(its.until),
    ended_at: null,
  };
  const taken = 'There is or was an entry point of this id: what is printed never means another one.';
  await changeSetup(
    ledger,
    business,
    { thing: 'entry_point', name },
    (is) => (is === undefined ? row : new LedgerError('conflict', taken)),
    changer,
  );
  return entryPointOf(ledger, business, id);
}

/** @throws LedgerError not_found, also where it has ended; what `requireIts` refuses */
export async function changeEntryPoint(
  ledger: Placing,
  business: string,
  id: string,
  { name: label, until, ...its }: EntryChange,
  changer: Changer = operator,
): Promise<NamedEntryPoint> {
  await requireIts(ledger, business, its);
  const change = (is: Columns): Columns | LedgerError => {
    const fault = unfit(is.kind as NamedEntryPoint['kind'], its);
    if (fault !== undefined) return invalid(fault.pointer, fault.rule, fault.detail);
    const given = Object.entries(its).filter(([, cell]) => cell !== undefined);
    return {
      ...is,
      ...(Object.fromEntries(given) as Columns),
      ...(label !== undefined && { label }),
      ...(until !== undefined && { until: momentOf(until) }),
    };
  };
  await changeRow(ledger, business, id, change, changer);
  return entryPointOf(ledger, business, id);
}

/**
 * Its page says that it is over; a consent that names it is recorded without it. @throws LedgerError
 * not_found
 */
export const endEntryPoint = (
  ledger: Changing,
  business: string,
  id: string,
  changer: Changer = operator,
): Promise<void> => {
  const ended_at = toMoment(ledger.world.now().toISOString());
  return changeRow(ledger, business, id, (is) => ({ ...is, ended_at }), changer);
};

/** One answer for what is missing and what is another business's. @throws LedgerError not_found */
export async function entryPointOf(
  { setup }: Pick<Changing, 'setup'>,
  business: string,
  id: string,
): Promise<NamedEntryPoint> {
  const found = await setup.entryPoint(business, id);
  if (found !== undefined) return found;
  throw new LedgerError('not_found', 'The business has no such entry point.');
}

const changeRow = (
  ledger: Changing,
  business: string,
  id: string,
  change: (is: Columns) => Columns | LedgerError,
  changer: Changer,
): Promise<void> =>
  changeSetup(
    ledger,
    business,
    { thing: 'entry_point', name: nameOf(business, id) },
    (is) =>
      is === undefined || is.ended_at !== null
        ? new LedgerError('not_found', 'The business has no such entry point, or it has ended.')
        : change(is),
    changer,
  );

/** What a place of this kind cannot be given. */
function unfit(kind: NamedEntryPoint['kind'], its: Partial<EntryChange>): Fault | undefined {
  for (const field of ['notice', 'site'] as const) {
    if (leadsToSupport(kind) && (its[field] ?? null) !== null) {
      const { error, params } = noOptIn(field);
      return { pointer: `/${field}`, rule: params.rule, detail: error };
    }
  }
  if ((its.flow ?? null) === null || kind === 'ivr') return undefined;
  return { pointer: '/flow', rule: 'ivr_only', detail: 'is of an ivr line only' };
}

const unhosted =
  'The ledger shows a page only of a site that has this ledger among its origins and needs no customer tokens.';

type Its = Partial<Pick<EntryChange, 'notice' | 'site' | 'flow'>>;

/**
 * That what it leads to is the business's own: another's site would ask people in that business's name. And
 * that its page can be shown, before a poster that leads nowhere is printed.
 * @throws LedgerError invalid; notice_unknown or notice_superseded; not_found for a flow
 */
async function requireIts(ledger: Placing, business: string, { notice, site, flow }: Its): Promise<void> {
  if (site) {
    const found = await ledger.setup.site(site);
    if (found?.business !== business)
      throw invalid('/site', 'own_site', 'This business has no such site key.');
    if (!found.origins.includes(ledger.url) || found.customerTokenRequired)
      throw invalid('/site', 'hosted_page', unhosted);
  }
  if (notice !== undefined) await findNotice(ledger, business, notice);
  if (flow) await findFlow(ledger, business, flow);
}
