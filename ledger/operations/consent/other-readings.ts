// A stop by digits alone. 2025550123 is a line in Washington, and under another country's code somebody
// else's: nobody knows whom the caller means, and a stop that misses harms more than one too many. So it
// goes to each reading under which the business knows somebody. A reading that is a mere guess makes no new
// person.
//
// No oracle: the answer is that of the number as it stands, with one remark, whoever is known.

import type { OptOut } from '../../core/consent/command.ts';
import type { Fault } from '../../core/error.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { bareDigits, nationalMax, readingsAnywhere } from '../../core/subject/number.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { type People, personAmong } from '../person/find-person.ts';

/** Numbers besides those that the command names itself. */
export async function otherReadings(ledger: People, command: OptOut): Promise<CanonicalIdentifier[]> {
  // What takes back an opt-in is about its number, and no other.
  if (command.undoes !== undefined) return [];
  const { business, person, also = [] } = command;
  const named = [person, ...also.map(({ canonical }) => canonical)].map(({ value }) => value);
  const readings = [...new Set(bareIn(command).flatMap(readingsAnywhere))].filter(
    (number) => !named.includes(number),
  );
  if (readings.length === 0) return [];
  const tagged = readings.map((value) => {
    const person = { kind: 'number', value } as const;
    return { person, tags: tagsUnderEveryPepper(ledger.keys.peppers, business, person) };
  });
  const { found } = await ledger.lookUp(tagged.flatMap(({ tags }) => tags.map(({ prefix }) => prefix)));
  return tagged.filter(({ tags }) => personAmong(found, business, tags)).map(({ person }) => person);
}

/** The same whoever is known. More digits than `nationalMax` begin with a calling code. */
export const unsureIn = (command: OptOut): readonly Fault[] =>
  command.undoes === undefined && bareIn(command).some((digits) => digits.length <= nationalMax)
    ? [unsure]
    : [];

const unsure: Fault = {
  pointer: '/number',
  rule: 'calling_code_unsure',
  detail:
    'The number may lack its calling code: whoever it may be among the people of this business is stopped. ' +
    'Write it with + and the calling code.',
};

function bareIn({ identifiers, also = [], bare }: OptOut): string[] {
  const given = [...identifiers, ...also.map((one) => one.given)];
  const numbers = given.flatMap(({ kind, value }) => (kind === 'number' ? [value] : []));
  return [...numbers, ...(bare === undefined ? [] : [bare])].flatMap((value) => bareDigits(value) ?? []);
}
