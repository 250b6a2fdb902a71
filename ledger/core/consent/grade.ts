// How much is claimed, on a scale of five. A grade measures the claim, not the truth: a page can lie, and the
// documents say so. E4 needs proof that the person holds the number.

import type { OptIn } from './command.ts';
import type { Seen, Shown } from './evidence.ts';
import { type GradeReason, lettersOf, reasonsIn } from './grade-reasons.ts';

export const grades = ['E0', 'E1', 'E2', 'E3', 'E4'] as const;
export type Grade = (typeof grades)[number];

export function gradeAtLeast(grade: Grade, floor: Grade): boolean {
  return grades.indexOf(grade) >= grades.indexOf(floor);
}

/** Of most records with this grade; a state keeps only what differs. */
const usual: Record<Grade, readonly GradeReason[]> = {
  E0: ['imported'],
  E1: ['words_not_shown'],
  E2: ['no_fresh_nonce'],
  E3: ['number_not_proven'],
  E4: [],
};

/** The reasons as a state keeps them; undefined: the usual ones. */
export function keptReasons(grade: Grade, reasons: readonly GradeReason[]): string | undefined {
  const kept = lettersOf(reasons);
  return kept === lettersOf(usual[grade]) ? undefined : kept;
}

export const reasonsKept = (grade: Grade, kept: string | undefined): readonly GradeReason[] =>
  kept === undefined ? usual[grade] : reasonsIn(kept);

/** A grade, and everything that keeps it from being the next one. */
export type Grading = { grade: Grade; reasons: GradeReason[] };

const graded = (grade: Grade, ...reasons: GradeReason[]): Grading => ({ grade, reasons });

/**
 * E0 imported; E1 asserted by a server; E2 seen and a trusted gesture; E3 that plus a server nonce bound to a
 * fresh page key, whether the page or the shop's server posted it. A key press that a server reports is
 * asserted: the ledger has not seen which words the caller heard before it, only what another system calls
 * them. In a call by a flow the ledger itself had the words said, and in answer to a keyword it sent them.
 * An app that signs is graded as a page is: nothing that is shipped inside an app could prove more.
 */
export function gradingOf(command: OptIn): Grading {
  switch (command.channel) {
    case 'import':
      return graded('E0', 'imported');
    case 'ivr':
      return gradingOfCall(command);
    case 'sms':
      return gradingOfSms(command);
    case 'web':
      return gradingOfPage(command);
    case 'app':
      return gradingOfApp(command);
    case 'paper':
      return gradingOfStaff(command.evidence.form !== undefined);
    case 'agent':
      return gradingOfStaff(
        command.evidence.script !== undefined && command.evidence.recording_sha256 !== undefined,
      );
    default:
      return graded('E1', 'act_not_shown', 'words_not_shown');
  }
}

/**
 * A provider's signature vouches for the key and for the caller's number, so far as networks tell it, but not
 * for a number that the caller keyed in.
 */
function gradingOfCall({ submission, evidence }: OptIn & { channel: 'ivr' }): Grading {
  if (submission.by !== 'flow') return graded('E1', 'words_not_shown');
  const reasons: GradeReason[] = [
    ...(submission.isSigned ? [] : (['call_not_signed'] as const)),
    ...(evidence.number === 'caller' ? [] : (['number_keyed_in'] as const)),
  ];
  return reasons.length > 0 ? { grade: 'E2', reasons } : graded('E3', 'number_not_proven');
}

/**
 * No signature on paper and no voice shows the ledger an act: a member of staff says that there was one.
 * @param isOnFile what the business keeps by its hash shows the ledger's own words, or has them in it
 */
const gradingOfStaff = (isOnFile: boolean): Grading =>
  graded('E1', 'act_not_shown', ...(isOnFile ? [] : (['words_not_shown'] as const)));

/**
 * The ledger sent the words to that number, and the yes came from it, so far as networks tell: the sender of
 * a text message can be forged, and its provider alone can vouch that it came.
 */
function gradingOfSms({ submission }: OptIn & { channel: 'sms' }): Grading {
  if (submission.by !== 'sms') return graded('E1', 'act_not_shown', 'words_not_shown');
  return submission.isSigned ? graded('E3', 'number_not_proven') : graded('E2', 'sms_not_signed');
}

/** Contrast below which text cannot be called readable: WCAG 2.2, 1.4.3, for large text. */
const contrastMin = 3;

/** CSS pixels as drawn, below which letters cannot be called legible. */
export const legiblePx = 12;

/** What keeps the words from having been there to be seen, by the page's own account and the browser's. */
function unseenFor(seen: Seen): GradeReason[] {
  // Absent: the page did not ask the engine, and says less about the rest too.
  const isAsked = seen.unobscured !== undefined;
  const isInView =
    seen.visible_ms > 0 && seen.visible_ratio >= 0.5 && seen.box.width > 0 && seen.box.height > 0;
  const isCovered = seen.check_visibility === false || seen.hit_test === false || seen.unobscured === false;
  const isFaint = seen.contrast === null ? isAsked : seen.contrast < contrastMin;
  // A stranger's page may have made the frame transparent, which only the engine can know.
  const isStrangers = isAsked && seen.same_origin === false && seen.unobscured !== true;
  return [
    ...(isInView ? [] : (['words_out_of_view'] as const)),
    ...(isCovered ? (['words_covered'] as const) : []),
    ...(isAsked && seen.font_px < legiblePx ? (['words_too_small'] as const) : []),
    ...(isFaint ? (['words_too_faint'] as const) : []),
    ...(isStrangers ? (['framed_by_another'] as const) : []),
  ];
}

function gradingOfPage({ evidence, submission }: OptIn & { channel: 'web' }): Grading {
  const { seen, initially, action } = evidence;
  // Only bytes that the page itself signed are graded as seen; a server that merely says so asserts.
  if (seen === undefined || submission.jws === undefined) return graded('E1', 'not_signed_by_page');
  // A box that was ticked before the person came is no act of theirs, even if they touched it.
  const wasTicked = initially === 'unticked' && seen.initially === 'unticked' && action === 'ticked';
  const byPerson = seen.gesture.trusted && seen.gesture.type !== 'none';
  const reasons: GradeReason[] = [
    ...(submission.elsewhere ? (['page_not_of_site'] as const) : []),
    ...(wasTicked ? [] : (['ticked_before'] as const)),
    ...(byPerson ? [] : (['gesture_not_trusted'] as const)),
    ...unseenFor(seen),
  ];
  return gradingOfSigned(submission, reasons);
}

function gradingOfApp({ evidence, submission }: OptIn & { channel: 'app' }): Grading {
  const { shown, initially, action } = evidence;
  if (shown === undefined || submission.jws === undefined)
    return graded('E1', 'act_not_shown', 'words_not_shown');
  const wasTicked = initially === 'unticked' && shown.initially === 'unticked' && action === 'ticked';
  return gradingOfSigned(submission, [
    ...(submission.elsewhere ? (['page_not_of_site'] as const) : []),
    ...(wasTicked ? [] : (['ticked_before'] as const)),
    ...(shown.gesture.type === 'none' ? (['gesture_not_trusted'] as const) : []),
    ...hiddenFor(shown),
  ]);
}

/** What keeps the words from having been there to be seen, by the app's own account. */
const hiddenFor = ({ in_view, gesture, font_px }: Shown): GradeReason[] => [
  ...(in_view ? [] : (['words_out_of_view'] as const)),
  ...(gesture.obscured === true ? (['words_covered'] as const) : []),
  ...(font_px < legiblePx ? (['words_too_small'] as const) : []),
];

function gradingOfSigned({ proof }: OptIn['submission'], reasons: GradeReason[]): Grading {
  if (reasons.length > 0) return { grade: 'E1', reasons };
  return proof.kind === 'nonce' ? graded('E3', 'number_not_proven') : graded('E2', 'no_fresh_nonce');
}
