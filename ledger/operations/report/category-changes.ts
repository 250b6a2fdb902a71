// What Meta's categories cost: of each template that Meta calls promotional and the business has mapped to something else, how
// many people agreed to what it is mapped to, and cannot be sent it for want of consent to marketing. What Meta has announced
// is counted as well, before it is so. Counted in one snapshot, by the clock at its beginning. Nobody is listed here.

import { standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { isPromotional, type TemplateState } from '../../core/gate/template.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { Ledger } from '../ledger.ts';
import type { StatesThen, StoredTemplate, TemplateKey } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { eachPerson } from './each-person.ts';

export type CategoryChange = Omit<TemplateKey, 'business'> & {
  mappedTo: Purpose;
  category: string;
  /** When Meta said so, and the record of it. */
  saidAt: string;
  record: string;
  /** From when on it counts; later than `at`: it is announced. */
  from: string;
  /** People who agreed to what it is mapped to. */
  agreed: number;
  /** Of those, who cannot be sent it: they have not agreed to marketing as well. */
  lost: number;
};

export type CategoryReport = {
  /** The clock that judged. */
  at: string;
  treeSize: number;
  changes: CategoryChange[];
};

export async function reportCategoryChanges(
  ledger: Ledger,
  business: string,
  progress: Progress = () => {},
): Promise<CategoryReport> {
  return ledger.consentStates.atOneMoment(async (then) => {
    const at = ledger.world.now().toISOString();
    const changed = changesOf(await then.templates.ofBusiness(business));
    const purposes = [...new Set(changed.map(({ mappedTo }) => mappedTo))];
    const counts = new Map(purposes.map((purpose) => [purpose, { agreed: 0, lost: 0 }]));
    const of = await then.count(business);
    for await (const people of agreedTo(ledger, then, business, purposes, (done) =>
      progress('states', done, of),
    )) {
      for (const { state } of people) for (const [purpose, count] of counts) add(count, state, purpose, at);
    }
    const changes = changed.map((change) => ({ ...change, ...counts.get(change.mappedTo)! }));
    return { at, treeSize: then.treeSize, changes };
  });
}

/** Who is lost to templates that are mapped to this purpose: subject ids, in pages, of one snapshot. */
export async function* peopleLostTo(
  ledger: Ledger,
  then: StatesThen,
  business: string,
  purpose: Purpose,
): AsyncGenerator<string[]> {
  const at = ledger.world.now().toISOString();
  for await (const people of agreedTo(ledger, then, business, [purpose])) {
    const lost = people.filter(({ state }) => mayBeSent(state, purpose, at) && isLost(state, at));
    yield lost.map(({ subject }) => subject);
  }
}

/** Whoever ever agreed to one of these purposes; whether that still holds is to be asked of the whole person. */
function agreedTo(
  ledger: Ledger,
  then: StatesThen,
  business: string,
  purposes: readonly Purpose[],
  passed?: (done: number) => void,
) {
  const isWanted = ({ grants, ticks = {} }: ConsentState) =>
    purposes.some((purpose) => grants[purpose] !== undefined || ticks[purpose] !== undefined);
  return eachPerson(ledger, then, business, isWanted, passed);
}

function add(count: { agreed: number; lost: number }, state: ConsentState, purpose: Purpose, at: string) {
  if (!mayBeSent(state, purpose, at)) return;
  count.agreed += 1;
  if (isLost(state, at)) count.lost += 1;
}

const mayBeSent = (state: ConsentState, purpose: Purpose, at: string): boolean =>
  standing(state, purpose, 'message', at).kind === 'granted';

/** Of whoever may be sent what a template is mapped to. */
const isLost = (state: ConsentState, at: string): boolean => !mayBeSent(state, 'marketing', at);

type Change = Omit<CategoryChange, 'agreed' | 'lost'>;

function changesOf(templates: readonly StoredTemplate[]): Change[] {
  return templates.flatMap(({ account, name, language, state }) => {
    const mappedTo = state.purpose?.value;
    const said = promotionalIn(state);
    if (mappedTo === undefined || mappedTo === 'marketing' || said === undefined) return [];
    const { value: category, at: saidAt, record, from } = said;
    return [{ account, name, language, mappedTo, category, saidAt, record, from }];
  });
}

/** Meta's word that makes marketing of it, now or on a day to come; what the business calls promotional itself is no loss. */
function promotionalIn({ category, announced }: TemplateState) {
  if (category?.said_by === 'meta' && isPromotional(category.value)) {
    return { ...category, from: category.at };
  }
  const isTakenBack = category?.said_by === 'meta' && announced !== undefined && category.at > announced.from;
  return announced !== undefined && isPromotional(announced.value) && !isTakenBack ? announced : undefined;
}

/** As it is answered and printed. */
export const categoryReportAsJson = ({ at, treeSize, changes }: CategoryReport) => ({
  at,
  tree_size: treeSize,
  templates: changes.map(({ account, mappedTo, saidAt, ...change }) => ({
    waba_id: account,
    ...change,
    mapped_to: mappedTo,
    said_at: saidAt,
  })),
});
