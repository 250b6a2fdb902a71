// optmark report categories

import { purposeSchema } from '../core/notice/purpose.ts';
import type { Ledger } from '../operations/ledger.ts';
import {
  type CategoryReport,
  categoryReportAsJson,
  peopleLostTo,
  reportCategoryChanges,
} from '../operations/report/category-changes.ts';
import { businessOf } from '../operations/setup/business.ts';
import { checked, type ExitCode, exit, parse, positionals, required, UsageError } from './frame/command.ts';
import { count, counted, print, printJson, progressLine } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export async function reportCategories(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'lost-to': { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const lostTo = values['lost-to'];
  if (lostTo !== undefined && values.json) throw new UsageError('--lost-to is a list, not JSON');
  const purpose = lostTo === undefined ? undefined : checked(purposeSchema, lostTo, '--lost-to');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    if (purpose !== undefined) return list(ledger, business, purpose);
    const { progress, clear } = progressLine();
    const report = await reportCategoryChanges(ledger, business, progress);
    clear();
    if (values.json) printJson(categoryReportAsJson(report));
    else show(report);
    return exit.true;
  });
}

async function list(ledger: Ledger, business: string, purpose: Parameters<typeof peopleLostTo>[3]) {
  return ledger.consentStates.atOneMoment(async (then) => {
    for await (const page of peopleLostTo(ledger, then, business, purpose))
      for (const subject of page) print(subject);
    return exit.true;
  });
}

function show({ at, treeSize, changes }: CategoryReport): void {
  for (const { name, language, mappedTo, category, from, agreed, lost } of changes) {
    const when = from > at ? `will be ${category} from ${from}` : `${category} since ${from}`;
    print(
      `${name}  ${language}  ${mappedTo}  ${when}: ${count(lost)} of ${counted(agreed, 'person', 'people')} lost`,
    );
  }
  print(`counted as of ${at}, in a log of ${counted(treeSize, 'entry')}`);
}
