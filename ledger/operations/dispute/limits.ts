// What a dispute pack does not prove, in plain sentences: they stand in the pack, under its signature.

import type { Grade } from '../../core/consent/grade.ts';
import { gradeReasonWords } from '../../core/consent/grade-reasons.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import type { PackMessage } from '../../core/dispute/pack.ts';

const ofGrade: Record<Grade, string> = {
  E0: 'E0: the business imported this. It does not show that a person was asked, or agreed.',
  E1: 'E1: a server of the business says so. It does not show what was on the screen, or who agreed.',
  E2: 'E2: it does not show who acted. A dishonest page or system could claim it.',
  E3: 'E3: it does not show who acted. The page is the business’s own, and a dishonest page could claim it.',
  E4: 'E4: it does not show the name of the person who holds the number.',
};

export function limitsOf(record: ConsentRecord | undefined, message: PackMessage | undefined): string[] {
  const limits: string[] = [];
  if (record !== undefined && 'grade' in record) {
    limits.push(ofGrade[record.grade]);
    if ('grade_reasons' in record)
      for (const reason of record.grade_reasons) limits.push(`No higher grade: ${gradeReasonWords[reason]}.`);
  }
  if (message !== undefined)
    limits.push(
      'That the message was sent, and what Meta said of it, stands in no log: it rests on the ledger’s signature.',
      'The text of the message is not kept. Its template is named, and Meta has the text.',
    );
  limits.push(
    'No file proves that nothing was left out: that there is no other record of this person rests on the ledger.',
    'The keys must come from elsewhere than this pack: under keys of its own any pack can be made to look true.',
  );
  return limits;
}
