// The business as people know it, and what it decides for all its records. Each setting is changed alone, so
// that a dangerous one is asked twice and the others are not.

import { html, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { business as words } from '../words/business.ts';
import { type Act, actButton } from './act.ts';
import { type Field, list, text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';
import { part, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-business .session=${session}></settings-business>`;

type Business = {
  id: string;
  name: string;
  calling_code?: string;
  objection_floor: keyof typeof words.floor.options;
  four_eyes?: string[];
  own_lines?: string[];
  test?: true;
  erasure: keyof typeof words.erasure.options;
};

type Said = { label: string; means: string; title: string; doIt: string; sure?: string };

/** A field of the same name as in the request, and what of it the request and the command line say. */
type Change = {
  words: Said;
  now: string | TemplateResult;
  field: Pick<Field, 'name'> & Partial<Field>;
  body: (values: Values) => unknown;
  option: (values: Values) => Record<string, string | boolean>;
};

class OfBusiness extends Section<Business> {
  protected read(signal: AbortSignal): Promise<Business> {
    return ask<Business>('GET', '/v1/business', undefined, signal);
  }

  protected drawn(is: Business): TemplateResult {
    const rows = changesOf(is).map((change) => [
      html`${change.words.label}<small class="soft">${change.words.means}</small>`,
      change.now,
      actButton(this.#act(change), words.change, { about: change.words.label.toLowerCase() }),
    ]);
    return part(
      'live',
      words.title,
      is.test ? words.test : words.means,
      table([words.setting, words.now], rows, words.actions),
    );
  }

  #act({ words: said, field, body, option }: Change): Act {
    return {
      ...{ title: said.title, means: said.means, doIt: said.doIt, method: 'PATCH', path: '/v1/business' },
      ...(said.sure !== undefined && { sure: said.sure }),
      fields: [{ label: said.label, ...field }],
      body: (values) => ({ [field.name]: body(values) }),
      command: (values) => lineOf(`optmark business change ${asking.business}`, option(values)),
      done: this.again,
    };
  }
}

customElements.define('settings-business', OfBusiness);

function changesOf(is: Business): Change[] {
  const { calling_code: code = '', four_eyes: eyes = [], own_lines: lines = [] } = is;
  const none = html`<span class="soft">${words.none}</span>`;
  const all = (those: readonly string[]) =>
    those.length === 0 ? none : html`<ul>${those.map((one) => html`<li>${one}</li>`)}</ul>`;
  const choice = (name: 'objection_floor' | 'erasure', said: Said & { options: Record<string, string> }) => ({
    ...{ words: said, now: said.options[is[name]]! },
    field: { name, kind: 'choice', options: Object.entries(said.options), value: is[name] } as const,
    body: (values: Values) => text(values[name]),
    option: (values: Values) => ({ [name.replace('_', '-')]: text(values[name]).replace('_', '-') }),
  });
  return [
    {
      ...{ words: words.name, now: is.name, field: { name: 'name', value: is.name } },
      body: ({ name }) => text(name),
      option: ({ name }) => ({ name: text(name) }),
    },
    {
      ...{ words: words.code, now: code === '' ? none : `+${code}` },
      field: { name: 'calling_code', hint: words.code.hint, optional: true, value: code },
      body: ({ calling_code: typed }) => (text(typed) === '' ? null : text(typed)),
      option: ({ calling_code: typed }) => ({
        ...{ 'calling-code': text(typed), 'no-calling-code': text(typed) === '' },
      }),
    },
    {
      ...{ words: words.lines, now: all(lines) },
      field: { name: 'own_lines', kind: 'lines', hint: words.lines.hint, optional: true, value: lines },
      body: ({ own_lines: typed }) => list(typed),
      option: ({ own_lines: typed }) => ({ 'own-lines': list(typed).join(',') || 'none' }),
    },
    {
      words: words.eyes,
      now: all(Object.entries(words.eyes.options).flatMap(([one, word]) => (eyes.includes(one) ? word : []))),
      field: {
        ...{ name: 'four_eyes', kind: 'ticks', options: Object.entries(words.eyes.options), value: eyes },
        optional: true,
      },
      body: ({ four_eyes: ticked }) => list(ticked),
      option: ({ four_eyes: ticked }) => ({ 'four-eyes': list(ticked).join(',') || 'none' }),
    },
    choice('objection_floor', words.floor),
    choice('erasure', words.erasure),
  ];
}
