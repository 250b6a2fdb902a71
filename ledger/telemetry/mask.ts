// The last guard before a line is written: text that looks like a telephone number is masked. No code should
// put one into a log line; this masks it where one does.

/** What a run of digits is replaced by. */
export const masked = '[masked]';

// Told apart first, so that record ids and moments survive: neither can be mistaken for a number that is
// dialled.
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const moment = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z`;
// Seven digits is the shortest subscriber number in use; they may be of any script, and people put spaces,
// dots, hyphens and brackets between them. Digits and separators are disjoint, so matching is linear.
const number = String.raw`[+(]{0,2}\p{Nd}(?:[\s().\-\u2010-\u2015]{0,3}\p{Nd}){6,}`;

const pattern = new RegExp(`(?<kept>${uuid}|${moment})|${number}`, 'giu');

/** The text with every run of seven or more digits replaced. UUIDs and ISO 8601 moments stay. */
export function maskNumbers(text: string): string {
  return text.replace(pattern, (_match, kept: string | undefined) => kept ?? masked);
}
