// How much is claimed, on a scale of five. A grade measures the claim, not the truth: a page can lie, and the
// documents say so. E4 needs proof that the person holds the number.

import type { OptIn } from './command.ts';
import type { Seen } from './evidence.ts';

export const grades = ['E0', 'E1', 'E2', 'E3', 'E4'] as const;
export type Grade = (typeof grades)[number];

export function gradeAtLeast(grade: Grade, floor: Grade): boolean {
  return grades.indexOf(grade) >= grades.indexOf(floor);
}

/**
 * E0 imported; E1 asserted by a server; E2 seen and a trusted gesture, or a recorded key press; E3 that plus a server
 * nonce bound to a fresh page key. `nonceAccepted` says the nonce in the submission was checked and is unspent.
 */
export function gradeOf(command: OptIn, nonceAccepted: boolean): Grade {
  switch (command.channel) {
    case 'import':
      return 'E0';
    case 'ivr':
      return 'E2';
    case 'web':
      return gradeOfPage(command, nonceAccepted);
    default:
      return 'E1';
  }
}

/** Contrast below which text cannot be called readable: WCAG 2.2, 1.4.3, for large text. */
const contrastMin = 3;

/** CSS pixels as drawn, below which letters cannot be called legible. */
export const legiblePx = 12;

/** By its own account the page showed the words: drawn, on screen, not covered, with a size and a contrast. */
function wasSeen(seen: Seen): boolean {
  return (
    seen.visible_ms > 0 &&
    seen.visible_ratio >= 0.5 &&
    seen.check_visibility !== false &&
    seen.hit_test !== false &&
    seen.box.width > 0 &&
    seen.box.height > 0 &&
    (seen.contrast === null || seen.contrast >= contrastMin) &&
    // Absent: a record from before the engine was asked; it was graded without, and stays so.
    (seen.unobscured === undefined || wasVouchedFor(seen))
  );
}

/** Nothing that the page or the browser says leaves it open whether the words were there to be seen. */
function wasVouchedFor(seen: Seen): boolean {
  return (
    seen.font_px >= legiblePx &&
    seen.contrast !== null &&
    seen.unobscured !== false &&
    // A stranger's page may have made the frame transparent, which only the engine can know.
    (seen.same_origin !== false || seen.unobscured === true)
  );
}

function gradeOfPage(command: OptIn & { channel: 'web' }, nonceAccepted: boolean): Grade {
  const { seen, initially, action } = command.evidence;
  // Only bytes that the page itself signed are graded as seen; a server that merely says so asserts.
  if (seen === undefined || command.submission.jws === undefined) return 'E1';
  // A box that was ticked before the person came is no act of theirs, whatever they touched.
  const wasTicked = initially === 'unticked' && seen.initially === 'unticked' && action === 'ticked';
  const byPerson = seen.gesture.trusted && seen.gesture.type !== 'none';
  if (!wasTicked || !byPerson || !wasSeen(seen)) return 'E1';
  return nonceAccepted && command.submission.by === 'page' ? 'E3' : 'E2';
}
