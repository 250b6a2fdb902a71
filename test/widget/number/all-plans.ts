// The plans of all calling codes as the build cuts them up, for tests of the reading.

import { fileURLToPath } from 'node:url';
import { buildData } from '../../../widget/build/data.ts';
import { type Plan, plansOver } from '../../../widget/number/plans.ts';
import type { Plans } from '../../../widget/number/reading.ts';

const { files, callingCodes } = await buildData(fileURLToPath(new URL('../../../', import.meta.url)));
const plans = new Map(
  files.map(({ name, text }) => [name.replace('numbers/', ''), text.slice(text.indexOf('\n') + 1)]),
);
const parsed = new Map<string, Plan>();

export const codesWithLengths = `,${callingCodes.join()},`;

export function planOfCode(code: string): Plan | undefined {
  const plan = parsed.get(code) ?? (JSON.parse(plans.get(code) ?? 'null') as Plan | null);
  if (plan) parsed.set(code, plan);
  return plan ?? undefined;
}

export const allPlans: Plans = plansOver(codesWithLengths, planOfCode);

/** No plan at all, as where none loads. */
export const noPlans: Plans = plansOver(codesWithLengths, () => undefined);
