// What Meta's categories cost a business. For each template that Meta calls promotional and the business has
// mapped to another purpose: how many people agreed to that purpose but cannot get the template, because they
// have not agreed to marketing. Announced categories count too, before they take effect. One snapshot, and
// the clock at its start, give the counts. The report lists no person.

import type { ConsentState } from '../../core/consent/state.ts';
import { judge } from '../../core/gate/judge.ts';
import { promotionOf } from '../../core/gate/template.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { TemplateKey } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';
import type { ConsentStates, StatesThen } from '../person/consent-states.ts';
import type { Progress } from '../progress.ts';
import type { StoredTemplate } from '../template/store.ts';
import type { World } from '../world.ts';
import { eachPerson } from './each-person.ts';

export type CategoryChange = Omit<TemplateKey, 'business'> & {
  mappedTo: Purpose;
  category: string;
  /** When Meta named the category, and the record of that. */
  saidAt: string;
  record: string;
  /** When the category takes effect. Later than `at`: Meta has only announced it. */
  from: string;
  /** People who agreed to the template's mapped purpose. */
  agreed: number;
  /** Those of them who cannot get it, because they have not agreed to marketing as well. */
  lost: number;
};

export type CategoryReport = {
  /** The moment by which the gate judges. */
  at: string;
  treeSize: number;
  changes: CategoryChange[];
};

export async function reportCategoryChanges(
  ledger: Keys<'master' | 'peppers'> & { consentStates: ConsentStates; world: World },
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

/** The people whom templates of this purpose no longer reach: subject ids, in pages, of one snapshot. */
export async function* peopleLostTo(
  ledger: Keys<'master' | 'peppers'> & { world: World },
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

/**
 * Whether the subject ever agreed to one of these purposes. Only the joint state of the person shows whether
 * that still holds.
 */
function agreedTo(
  ledger: Keys<'master' | 'peppers'>,
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
  judge({ purpose, scope: 'message' }, { state }, at).decision === 'allow';

/** For a person who may get messages of the mapped purpose. */
const isLost = (state: ConsentState, at: string): boolean => !mayBeSent(state, 'marketing', at);

type Change = Omit<CategoryChange, 'agreed' | 'lost'>;

function changesOf(templates: readonly StoredTemplate[]): Change[] {
  return templates.flatMap(({ account, name, language, state }) => {
    const mappedTo = state.purpose?.value;
    const said = promotionOf(state);
    if (mappedTo === undefined || mappedTo === 'marketing' || said === undefined) return [];
    const { value: category, at: saidAt, record, from } = said;
    return [{ account, name, language, mappedTo, category, saidAt, record, from }];
  });
}

/** The form in which the API answers it and the CLI prints it. */
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
