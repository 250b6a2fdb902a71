// The mark of a kind of record in a list.

import type { Icon, Tone } from '../parts/icons.ts';

const marks: Record<string, [Icon, Tone]> = {
  opt_in: ['box', 'yes'],
  confirmed: ['said', 'yes'],
  resumed: ['back', 'yes'],
  imported: ['list', ''],
  declined: ['denied', 'no'],
  opt_out: ['stop', 'no'],
  objected: ['stop', 'no'],
  suspended: ['pause', 'care'],
  accessed: ['look', ''],
  corrected: ['pen', ''],
  linked: ['link', ''],
  identifier_changed: ['link', 'care'],
};

export const kindIcon = (kind: string): [Icon, Tone] => marks[kind] ?? ['paper', ''];
