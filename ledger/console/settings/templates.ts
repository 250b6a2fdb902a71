// Which consent the messages of each template need: what the business says it is for, and what Meta says.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { icon } from '../parts/icons.ts';
import { said } from '../parts/moment.ts';
import { purposes, purposeWord } from '../words/named.ts';
import { templates as words } from '../words/templates.ts';
import { type Act, actButton, onHost } from './act.ts';
import { type Field, text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';
import { listed, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-templates .session=${session}></settings-templates>`;

type Template = {
  waba_id: string;
  name: string;
  language: string;
  purpose?: string;
  category?: string;
  category_said_by?: 'meta' | 'business';
  announced?: { category: string; from: string };
  status?: string;
  needs?: string;
};

/** Those that the gate lets pass; of any other it says `template_not_approved`. */
const fit = new Set(['APPROVED', 'FLAGGED', 'REINSTATED']);

class Templates extends Section<Template[]> {
  protected async read(signal: AbortSignal): Promise<Template[]> {
    return (await ask<{ templates: Template[] }>('GET', '/v1/templates', undefined, signal)).templates;
  }

  protected drawn(templates: Template[]): TemplateResult {
    const account = templates[0]?.waba_id ?? '';
    const about = {
      ...{ id: 'live', n: templates.length, noun: words.live(templates.length), none: words.none },
      acts: actButton(this.#add(account), words.add.open, { mark: 'plus' }),
    };
    const rows = templates.map((template) => [
      html`<span class="num">${template.name}</span><small class="soft">${template.language} <span class="num">${template.waba_id}</span></small>`,
      category(template),
      needs(template),
      actButton(this.#map(template), words.map.open, { about: words.about(template.name) }),
    ]);
    return html`${listed(about, table([words.name, words.category, words.needs], rows, words.actions))}
      <div class="stack t"><p class="small">${words.sync}</p>${onHost(
        lineOf('optmark template sync', {
          ...{ business: asking.business, 'waba-id': account || '<id>', 'access-token-file': '-' },
        }),
      )}</div>`;
  }

  #add(account: string): Act {
    const { add, fields } = words;
    return {
      ...{ title: add.title, means: add.means, doIt: add.doIt, method: 'POST', path: '/v1/templates' },
      fields: [
        { name: 'waba_id', label: fields.account, hint: fields.accountHint, value: account },
        { name: 'name', label: fields.name, placeholder: 'order_shipped' },
        { name: 'language', label: fields.language, hint: fields.languageHint, placeholder: 'en_US' },
        ...purposeAndCategory({}),
      ],
      body: draftOf,
      command: commandOf,
      done: this.again,
    };
  }

  #map(template: Template): Act {
    const { map } = words;
    const { waba_id, name, language } = template;
    const whole = (values: Values) => ({ ...values, waba_id, name, language });
    return {
      ...{ title: map.title(name), means: map.means, doIt: map.doIt, method: 'POST', path: '/v1/templates' },
      sure: ({ purpose }) => map.sure(name, purposeWord(text(purpose))),
      fields: purposeAndCategory(template),
      body: (values) => draftOf(whole(values)),
      command: (values) => commandOf(whole(values)),
      done: this.again,
    };
  }
}

customElements.define('settings-templates', Templates);

function category({ category: is, category_said_by: by, announced, status }: Template): TemplateResult {
  const isFit = status === undefined || fit.has(status);
  return html`${is ?? html`<span class="soft">${words.lacksCategory}</span>`}
    ${by === 'business' ? html`<small class="soft">${words.saidByYou}</small>` : nothing}
    ${announced === undefined ? nothing : html`<small class="care">${icon('clock')} ${words.announced(announced.category, said(announced.from, 'day'))}</small>`}
    ${status === undefined ? nothing : html`<small class=${isFit ? 'soft' : 'no'}>${status}${isFit ? '' : `. ${words.notFit}`}</small>`}`;
}

function needs({ needs: needed, purpose }: Template): TemplateResult {
  if (needed === undefined) {
    const lacks = purpose === undefined ? words.lacksPurpose : words.lacksCategory;
    return html`<span class="no">${icon('no')} ${words.denied}</span><small class="soft">${lacks}</small>`;
  }
  const drifted = purpose !== undefined && purpose !== needed;
  return html`${purposeWord(needed)}${drifted ? html`<small class="care">${icon('care')} ${words.drift(purposeWord(purpose))}</small>` : nothing}`;
}

function purposeAndCategory({ purpose, category: is, category_said_by: by }: Partial<Template>): Field[] {
  const { fields } = words;
  const offered = Object.entries(purposes).filter(([one]) => one !== '*');
  const categories = ['UTILITY', 'AUTHENTICATION', 'MARKETING'].map((one) => [one, one] as const);
  return [
    {
      ...{ name: 'purpose', label: fields.purpose, kind: 'choice', options: offered },
      value: purpose ?? offered[0]![0],
    },
    {
      ...{ name: 'category', label: fields.category, hint: fields.categoryHint, kind: 'choice' },
      ...{ optional: true, options: [['', fields.unsaid], ...categories] },
      value: by === 'business' ? (is ?? '') : '',
    },
  ];
}

const draftOf = ({ waba_id, name, language, purpose, category: is }: Values): object => ({
  ...{ waba_id: text(waba_id), name: text(name), language: text(language), purpose: text(purpose) },
  ...(text(is) !== '' && { category: text(is) }),
});

const commandOf = ({ waba_id, name, language, purpose, category: is }: Values): string =>
  lineOf('optmark template add', {
    ...{ business: asking.business, 'waba-id': text(waba_id), name: text(name), language: text(language) },
    ...{ purpose: text(purpose), category: text(is) },
  });
