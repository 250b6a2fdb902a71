// How long records are kept: the rules in force with their floors, the business's own settings, consent that
// ends by silence, and what would end now. Nothing ends from here: a running ledger does it, twice a day.

import { html, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { count, said } from '../parts/moment.ts';
import { purposes, purposeWord } from '../words/named.ts';
import { retention as words } from '../words/retention.ts';
import { type Act, actButton } from './act.ts';
import { type Field, text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import './retention-preview.ts';
import { Section } from './section.ts';
import { part, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-retention .session=${session}></settings-retention>`;

type Keep = {
  what: string;
  jurisdiction: string;
  purpose: string;
  days: number;
  floor_days?: number;
  set_by: 'ledger' | 'business';
};
type Lapse = {
  jurisdiction: string;
  purpose: string;
  inactive_for: number;
  from: string;
  floor_days: number;
};
type Retention = { keep: Keep[]; lapse: Lapse[]; disputes: number };

const path = '/v1/retention';

class OfRetention extends Section<Retention> {
  protected read(signal: AbortSignal): Promise<Retention> {
    return ask<Retention>('GET', path, undefined, signal);
  }

  protected drawn({ keep, lapse, disputes }: Retention): TemplateResult {
    const kept = keep.map((one) => [
      html`${words.matters[one.what]}<small class="soft">${purposeOf(one.purpose)}</small>`,
      placeOf(one.jurisdiction),
      html`${count(one.days)}<small class="soft">${words.setBy[one.set_by]}</small>`,
      html`<span class="soft">${one.floor_days === undefined ? words.noFloor : count(one.floor_days)}</span>`,
      one.set_by === 'business' ? actButton(this.#end(one), words.end.open, { about: aboutOf(one) }) : '',
    ]);
    const silent = lapse.map((one) => [
      html`${purposeWord(one.purpose)}`,
      placeOf(one.jurisdiction),
      count(one.inactive_for),
      html`<span class="soft">${said(one.from, 'day')}</span>`,
      actButton(this.#endLapse(one), words.lapse.stop, { about: purposeWord(one.purpose) }),
    ]);
    return html`${part(
      'rules',
      words.rules,
      words.rulesMean,
      html`${table([words.what, words.where, words.days, words.floor], kept, words.actions)}
        <p class="pad row">${actButton(this.#keep(), words.keep.open)}</p>`,
    )}${part(
      'silence',
      words.silence,
      words.silenceMeans,
      html`${silent.length === 0 ? html`<p class="pad soft">${words.noSilence}</p>` : table([words.keep.purpose, words.where, words.lapse.days, words.from], silent, words.actions)}
        <p class="pad row">${actButton(this.#lapse(), words.lapse.open)}</p>`,
    )}<settings-retention-preview></settings-retention-preview>
      <p class="small soft">${words.disputes(disputes)}</p>`;
  }

  #keep(): Act {
    const { keep } = words;
    const body = ({ what, jurisdiction, purpose, days }: Values) => ({
      ...{ what: text(what), jurisdiction: text(jurisdiction), purpose: text(purpose) },
      days: Number(text(days)),
    });
    return {
      ...{ title: keep.title, means: keep.means, doIt: keep.doIt, method: 'PATCH', path, body },
      sure: ({ days }) => keep.sure(text(days)),
      fields: [
        {
          name: 'what',
          label: keep.what,
          kind: 'choice',
          options: Object.entries(words.matters),
          value: 'proof',
        },
        place('*'),
        purposeField([['*', keep.any], ...named]),
        { name: 'days', label: keep.days, placeholder: '2557' },
      ],
      command: (values) => setLine({ ...body(values), days: text(values.days) }),
      done: this.again,
    };
  }

  #end({ what, jurisdiction, purpose }: Keep): Act {
    const { title, means, sure, doIt } = words.end;
    const about = { what, jurisdiction, purpose };
    return {
      ...{ title, means, sure, doIt, method: 'PATCH', path, body: () => ({ ...about, days: null }) },
      command: () => setLine({ ...about, default: true }),
      done: this.again,
    };
  }

  #lapse(): Act {
    const { lapse } = words;
    const about = ({ jurisdiction, purpose }: Values) => ({
      ...{ what: 'consent', jurisdiction: text(jurisdiction), purpose: text(purpose) },
    });
    return {
      ...{ title: lapse.title, means: lapse.means, doIt: lapse.doIt, method: 'PATCH', path },
      sure: ({ inactive_for: days }) => lapse.sure(text(days)),
      fields: [
        purposeField(named, 'marketing'),
        place('*'),
        { name: 'inactive_for', label: lapse.days, placeholder: '1095' },
      ],
      body: (values) => ({ ...about(values), inactive_for: Number(text(values.inactive_for)) }),
      command: (values) => setLine({ ...about(values), 'inactive-for': text(values.inactive_for) }),
      done: this.again,
    };
  }

  #endLapse({ jurisdiction, purpose }: Lapse): Act {
    const { lapse } = words;
    const about = { what: 'consent', jurisdiction, purpose };
    return {
      ...{ title: lapse.stopTitle, means: lapse.stopMeans, doIt: lapse.stopDo, method: 'PATCH', path },
      body: () => ({ ...about, inactive_for: null }),
      command: () => setLine({ ...about, default: true }),
      done: this.again,
    };
  }
}

customElements.define('settings-retention', OfRetention);

const setLine = (options: Record<string, string | boolean>): string =>
  lineOf('optmark retention set', { business: asking.business, ...options });

const named = Object.entries(purposes).filter(([one]) => one !== '*');

const place = (value: string): Field => ({
  ...{ name: 'jurisdiction', label: words.keep.where, hint: words.keep.whereHint, value },
});

const purposeField = (options: readonly (readonly [string, string])[], value = options[0]![0]): Field => ({
  ...{ name: 'purpose', label: words.keep.purpose, kind: 'choice', options, value },
});

const placeOf = (jurisdiction: string): string => (jurisdiction === '*' ? words.everywhere : jurisdiction);
const purposeOf = (purpose: string): string => (purpose === '*' ? words.everyPurpose : purposeWord(purpose));
const aboutOf = ({ what, jurisdiction }: Keep): string =>
  words.end.about(words.matters[what]!.toLowerCase(), placeOf(jurisdiction));
