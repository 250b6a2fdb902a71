// What was corrected of a record, beside it: when, in which role, what is right, and what the record itself
// says, since a page does not show every field of a record.

import { html } from 'hono/html';
import { type Correction, isCorrectable, saidIn } from '../../core/consent/record/correction.ts';
import type { ConsentRecord, CorrectedRecord } from '../../core/consent/record.ts';
import { accessLanguages } from '../../core/language/access-languages.ts';
import { formStrings } from '../../core/language/form-words.ts';
import type { Language } from '../../core/language/person-languages.ts';
import type { Html } from '../pages/html.ts';
import { moment, sentence } from './sentence.ts';

/** `by`: a server with a key, or an operator of the ledger. */
type Corrected = { at: string; by: string | undefined; corrections: readonly Correction[] };

export const correctedOf = ({
  recorded_at: at,
  submitted_by,
  corrections: is,
}: CorrectedRecord): Corrected => ({
  ...{ at, by: submitted_by?.by, corrections: is },
});

export function corrections(of: ConsentRecord, all: readonly Corrected[], language: Language): Html[] {
  const { lang, strings: s } = language;
  const { corrected, recordedAs } = accessLanguages[lang]!;
  const was = ({ field }: Correction): Html => {
    const said = isCorrectable(of) ? saidIn(of, field, []) : undefined;
    if (said === undefined) return html``;
    return html`<br><span class="mute">${sentence(recordedAs, { was: shownAs(field, said, language) })}</span>`;
  };
  return all.map(
    ({ at, by, corrections: is }) => html`<div class="fine corrected">
<p>${sentence(corrected, { date: moment(at, language) })} · ${s.lookedBy[by === 'operator' || by === 'staff' ? by : 'key']}</p>
<dl>${is.map((one) => html`<dt>${labelOf(one, language)}</dt><dd>${shownAs(one.field, one.is, language)}${was(one)}</dd>`)}</dl></div>`,
  );
}

function labelOf({ field }: Correction, { lang, strings: s }: Language): string {
  const labels: Record<Correction['field'], string> = {
    occurred_at: s.when,
    place: s.where,
    staff: formStrings(lang).staff,
    locale: accessLanguages[lang]!.language,
    external_id: accessLanguages[lang]!.customerNumber,
  };
  return labels[field];
}

function shownAs(field: Correction['field'], value: string, language: Language): Html {
  if (field === 'occurred_at') return moment(value, language);
  if (field !== 'locale') return html`<bdi>${value}</bdi>`;
  return html`<bdi>${new Intl.DisplayNames(language.lang, { type: 'language' }).of(value) ?? value}</bdi>`;
}
