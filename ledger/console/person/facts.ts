// Where a record came from: what its channel can show, label by label. Numbers in it show their end alone.

import { withoutNumbers } from '../parts/masked.ts';
import { factWords } from '../words/facts.ts';
import { channelWord } from '../words/named.ts';
import type { Fields } from './history.ts';

const languages = new Intl.DisplayNames('en', { type: 'language' });

type Fact = [label: string, value: string];

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** Ids, hashes and dates are no numbers of people; what else has long runs of digits may be one. */
const isPlain = (value: string): boolean => /^[0-9a-f]{32,}$|^[0-9a-f-]{36}$|^\d{4}-\d\d-\d\d/.test(value);

const shown = (value: unknown): string | undefined => {
  if (typeof value === 'boolean') return value ? factWords.yes : factWords.no;
  if (typeof value === 'number') return value.toLocaleString('en');
  if (typeof value !== 'string') return undefined;
  return isPlain(value) ? value : withoutNumbers(value);
};

export function facts(record: Fields): Fact[] {
  const source = fields(record.source);
  const evidence = fields(record.evidence);
  const seen = { ...fields(evidence.seen), ...fields(evidence.shown) };
  const viewport = fields(seen.viewport);
  const gesture = fields(seen.gesture);
  const found: [string, unknown][] = [
    ...ofNotice(record),
    [factWords.channel, record.channel === undefined ? undefined : channelWord(String(record.channel))],
    [factWords.place, fields(source.entry).name ?? source.entry_point],
    ...Object.entries(factWords.evidence).map(([name, label]): [string, unknown] => [label, evidence[name]]),
    [
      factWords.screen,
      viewport.width === undefined
        ? undefined
        : `${String(viewport.width)} × ${String(viewport.height)} px, ${String(seen.scheme)}`,
    ],
    [
      factWords.onScreen,
      seen.visible_ms === undefined ? undefined : factWords.seconds(Number(seen.visible_ms)),
    ],
    [factWords.gesture, gesture.type],
    [factWords.trusted, gesture.trusted],
    [factWords.font, seen.font_px === undefined ? undefined : `${String(seen.font_px)} px`],
    [
      factWords.contrast,
      seen.contrast === undefined || seen.contrast === null
        ? undefined
        : `${Number(seen.contrast).toFixed(1)} : 1`,
    ],
    [factWords.script, seen.script],
    [
      factWords.packs,
      Array.isArray(record.packs)
        ? record.packs.map((one) => `${fields(one).name} ${fields(one).version}`).join(', ')
        : undefined,
    ],
    [factWords.submitted, submitter(fields(record.submitted_by))],
    [factWords.ends, record.valid_until],
  ];
  return found.flatMap(([label, value]): Fact[] => {
    const text = shown(value);
    return text === undefined || text === '' ? [] : [[label, text]];
  });
}

/** Of what is said of a notice itself: below the words of an opt-in it is named already. */
function ofNotice({ kind, notice, locale, reviewer }: Fields): [string, unknown][] {
  const { id, version } = fields(notice);
  if (!String(kind).startsWith('notice_')) return [];
  return [
    [factWords.notice, `${id}, ${factWords.version} ${version}`],
    [factWords.language, locale === undefined ? locale : languages.of(String(locale))],
    [factWords.reviewer, reviewer],
  ];
}

const submitter = ({ by }: Fields): string | undefined =>
  by === undefined ? undefined : (factWords.submitters[String(by)] ?? String(by));
