// Policies: named, versioned rule sets. Each criterion lists, per channel, what must hold; admission runs all
// of them and reports every one that fails. The name and version become part of each record, so a rule is
// never edited in place: a change is a new version.
//
// A new policy is a name in policy-name.ts and a file beside this one.

import type { Channel, EntryPoint } from '../consent/evidence.ts';
import { type Grade, gradeAtLeast } from '../consent/grade.ts';
import { general2024 } from './general-2024.ts';
import type { PolicyName } from './policy-name.ts';
import type { Rule } from './rules.ts';
import { strict2020 } from './strict-2020.ts';

export type Policy = {
  name: PolicyName;
  version: number;
  /** Whose rules these are, for who reads a finding. */
  source: string;
  /** After a withdrawal, only a grant of at least this grade counts again. */
  regrantFloor: Grade;
  refusedSources: ReadonlySet<EntryPoint>;
  rules: { [C in Channel]: readonly Rule<C>[] };
};

const policies: Record<PolicyName, Policy> = { 'strict-2020': strict2020, 'general-2024': general2024 };

export const policyNamed = (name: PolicyName): Policy => policies[name];

/** After a withdrawal, what all packs together ask of a grant. */
export const regrantFloorOf = (packs: readonly { name: PolicyName }[]): Grade =>
  packs.reduce<Grade>((highest, { name }) => {
    const { regrantFloor } = policies[name];
    return gradeAtLeast(regrantFloor, highest) ? regrantFloor : highest;
  }, 'E0');
