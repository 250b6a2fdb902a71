// The places that a business names: adding one, changing it, ending it. A printed code cannot be changed, so
// its id, its kind and its code stay as they were made, no id is used twice, and a row never goes: the page
// behind an old poster says that it is over.

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { formatEntryCode } from '../../auth/entry-code.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import {
  type EntryKind,
  entryIdSchema,
  entryKindSchema,
  entryNameSchema,
  leadsToSupport,
  type NamedEntryPoint,
  wasOpenAt,
} from '../../core/entry/named-entry-point.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { momentSchema } from '../../core/moment.ts';
import { checkDrawn } from '../../core/notice/line.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { toMoment } from '../../core/when.ts';
import { type Flows, findFlow } from '../flow/flows.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { isHostedBy } from '../setup/business.ts';
import { type Changer, type Changing, changeSetup, operator } from '../setup/change.ts';

const placeName = entryNameSchema.superRefine(checkDrawn);
const site = siteKeySchema.meta({
  description: 'The site whose key its page uses. Without one it has no link and no code.',
  example: 'pk_4mVdR2xQk8sT1nYwZcLb0aHu',
});
const notice = noticeIdSchema.meta({ description: 'What people are asked at it.', example: 'order-updates' });
const locale = localeSchema.meta({ description: 'Of its page; by default the reader’s own.', example: 'en' });
const flow = noticeIdSchema.meta({ description: 'Of an `ivr` line: the flow whose calls come from it.' });
const until = momentSchema.meta({
  description: 'Nothing comes from it after that.',
  example: '2027-03-31T18:30:00Z',
});

const rule = (name: string, path: string, error: string) => ({ error, path: [path], params: { rule: name } });
const noOptIn = (field: string) =>
  rule('leads_to_support', field, 'an advertisement leads to support and never to an opt-in: it has none');

/** The refinements below in the words of JSON Schema. */
const of = (kind: EntryKind) => ({ properties: { kind: { const: kind } }, required: ['kind'] });
const noticeByKind = {
  allOf: [
    {
      if: of('click_to_whatsapp_ad'),
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema; nothing awaits this.
      then: { not: { anyOf: [{ required: ['notice'] }, { required: ['site'] }] } },
      else: { required: ['notice'] },
    },
    {
      if: { required: ['flow'] },
      // biome-ignore lint/suspicious/noThenProperty: the same.
      then: of('ivr'),
    },
  ],
};

export const entryDraftSchema = z
  .strictObject({
    id: entryIdSchema,
    kind: entryKindSchema,
    name: placeName,
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
    ...noticeByKind,
    example: { id: 'store-poster', kind: 'poster', name: 'Store poster Pune', notice: 'order-updates' },
  });
export type EntryDraft = z.infer<typeof entryDraftSchema>;

/** What of it can be changed; `null`: it has none any more. */
export const entryChangeShape = {
  name: placeName.optional(),
  notice: notice.optional(),
  site: site.nullable().optional(),
  locale: locale.nullable().optional(),
  flow: flow.nullable().optional(),
  until: until.nullable().optional(),
};
export type EntryChange = z.infer<z.ZodObject<typeof entryChangeShape>>;

type Placing = Changing & Notices & Flows & { url: string };

const nameOf = (business: string, id: string) => `${business}/${id}`;

/**
 * The same draft again gets the one that there is: whoever lost the first answer must learn its link.
 * @throws LedgerError conflict, where there is or was another of this id; what `requireIts` and `requireFlow`
 * refuse
 */
export async function addEntryPoint(
  ledger: Placing,
  business: string,
  draft: EntryDraft,
  changer: Changer = operator,
): Promise<NamedEntryPoint> {
  const { id, kind, name: label, ...its } = draft;
  const there = await ledger.setup.entryPoint(business, id);
  if (there !== undefined && isOf(draft, there)) return there;
  await requireIts(ledger, business, its);
  await requireFlow(ledger, business, draft);
  const name = nameOf(business, id);
  const code = leadsToSupport(kind) ? null : formatEntryCode(ledger.world.random(7));
  const { notice = null, site = null, locale = null, flow = null } = its;
  const row = {
    ...{ name, business, id, kind, label, notice, site, locale, flow, code },
    until: its.until ?? null,
    ended_at: null,
  };
  const taken = 'There is or was an entry point of this id: what is printed never means another one.';
  try {
    await changeSetup(
      ledger,
      business,
      { thing: 'entry_point', name },
      (is) => (is === undefined ? row : new LedgerError('conflict', taken)),
      changer,
    );
  } catch (refusal) {
    // The same draft, sent again while the first was still on its way.
    const first = await ledger.setup.entryPoint(business, id);
    if (first === undefined || !isOf(draft, first)) throw refusal;
    return first;
  }
  return entryPointOf(ledger, business, id);
}

/** Whether it is what this draft made, and goes on. */
const isOf = (
  { until, ...draft }: EntryDraft,
  { business: _, code: __, ...there }: NamedEntryPoint,
): boolean =>
  isDeepStrictEqual(there, {
    ...draft,
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  });

/** @throws LedgerError not_found, also where it has ended; what `requireIts` and `requireFlow` refuse */
export async function changeEntryPoint(
  ledger: Placing,
  business: string,
  id: string,
  { name: label, until, ...its }: EntryChange,
  changer: Changer = operator,
): Promise<NamedEntryPoint> {
  await requireIts(ledger, business, its);
  const is = await entryPointOf(ledger, business, id);
  const isLineChanged = [its.flow, its.notice, until].some((given) => given !== undefined);
  if (isLineChanged && is.kind === 'ivr' && is.endedAt === undefined)
    await requireFlow(ledger, business, { id, notice: its.notice ?? is.notice, flow: flowAfter(is, its) });
  const change = (is: Columns): Columns | LedgerError => {
    const refusal = unfit(is.kind as NamedEntryPoint['kind'], its);
    if (refusal !== undefined) return refusal;
    const given = Object.entries(its).filter(([, cell]) => cell !== undefined);
    return {
      ...is,
      ...(Object.fromEntries(given) as Columns),
      ...(label !== undefined && { label }),
      ...(until !== undefined && { until }),
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

const flowAfter = (is: NamedEntryPoint, { flow }: Pick<EntryChange, 'flow'>) =>
  flow === undefined ? is.flow : flow;

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
function unfit(kind: NamedEntryPoint['kind'], its: EntryChange): LedgerError | undefined {
  for (const field of ['notice', 'site'] as const) {
    if (leadsToSupport(kind) && (its[field] ?? null) !== null) {
      const { error, params } = noOptIn(field);
      return invalid(`/${field}`, params.rule, error);
    }
  }
  if ((its.flow ?? null) === null || kind === 'ivr') return undefined;
  return invalid('/flow', 'ivr_only', 'is of an ivr line only');
}

const unhosted =
  'The ledger shows a page only of a site that has this ledger among its origins and needs no customer tokens.';

type Its = Pick<EntryChange, 'notice' | 'site'>;

/**
 * That what it leads to is the business's own: another's site would ask people in that business's name. And
 * that its page can be shown, before a poster that leads nowhere is printed.
 * @throws LedgerError invalid; notice_unknown or notice_superseded
 */
async function requireIts(ledger: Placing, business: string, { notice, site }: Its): Promise<void> {
  if (site) {
    const isHosted = isHostedBy(ledger);
    const found = await ledger.setup.site(site, isHosted);
    if (found?.business !== business)
      throw invalid('/site', 'own_site', 'This business has no such site key.');
    if (!isHosted(found)) throw invalid('/site', 'hosted_page', unhosted);
  }
  if (notice !== undefined) await findNotice(ledger, business, notice);
}

/**
 * A call says only which flow it went through: of two lines of one flow no call could tell which it came in
 * by, and a flow that asks of another notice is not what people hear at this line.
 * @throws LedgerError invalid; conflict; not_found for a flow
 */
async function requireFlow(
  ledger: Placing,
  business: string,
  { id, notice, flow }: { id: string; notice?: string | undefined; flow?: string | null | undefined },
): Promise<void> {
  if (!flow) return;
  const { flow: found } = await findFlow(ledger, business, flow);
  if (found.notice.id !== notice)
    throw invalid('/flow', 'flow_of_notice', 'This flow asks of another notice than the entry point’s.');
  const now = ledger.world.now().getTime();
  const lines = (await ledger.setup.entryPoints(business)).filter((one) => one.flow === flow);
  if (lines.every((one) => one.id === id || !wasOpenAt(one, now))) return;
  const detail = 'Another entry point of this flow is open: end it first, or let its time pass.';
  throw new LedgerError('conflict', detail, {
    faults: [{ pointer: '/flow', rule: 'one_open_line', detail }],
  });
}
