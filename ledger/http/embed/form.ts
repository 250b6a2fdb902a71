// The form of /embed: one labelled control per choice, each with its error beside it. Works without scripts.

import { html } from 'hono/html';
import type { Html } from '../pages/html.ts';
import { type Asked, type Choices, choicesSchema, places } from './choices.ts';

type Name = keyof Choices;

/** What few developers change stands behind a fold, which is open where one of them is not as by default. */
const seldom = ['via', 'commit', 'name', 'script', 'inline'] as const;
const defaults: Partial<Record<string, string>> = choicesSchema
  .pick({
    ...{ via: true, commit: true, name: true },
    ...{ script: true, inline: true },
  })
  .parse({});

export function choicesForm({ asked, faults }: Asked, languages: readonly string[]): Html {
  const say = (name: Name) =>
    faults[name] &&
    html`<p class="bad" id="fault-${name}"><span class="unseen">Error: </span>${faults[name]}</p>`;
  const described = (name: Name) =>
    faults[name] ? html` aria-invalid="true" aria-describedby="fault-${name}"` : '';

  const text = (name: Name, label: string, hint: string) => html`<div class="choice">
<label for="choice-${name}">${label}</label><p class="mute">${hint}</p>${say(name)}
<input id="choice-${name}" name="${name}" value="${asked[name] ?? ''}" autocomplete="off" spellcheck="false"${described(name)}></div>`;

  const select = (
    name: Name,
    label: string,
    options: [value: string, label: string][],
  ) => html`<div class="choice">
<label for="choice-${name}">${label}</label>${say(name)}
<select id="choice-${name}" name="${name}"${described(name)}>${options.map(
    ([value, shown]) =>
      html`<option value="${value}"${(asked[name] ?? '') === value ? html` selected` : ''}>${shown}</option>`,
  )}</select></div>`;

  return html`<form id="choices" action="/embed" method="get">
${text('site', 'Site key', 'It begins with pk_ and works on the origins of your site.')}
${text('notice', 'Notice', 'The id of the text that people agree to.')}
${select('locale', 'Language', [['', 'As the page’s lang attribute says'], ...languages.map(named)])}
${select('number', 'Number', [
  ['shop', 'Read my own field'],
  ['own', 'Let the widget ask'],
])}
${text('field', 'My own field', 'A # and its id. Not used when the widget asks.')}
<details${seldom.some((name) => faults[name] || (asked[name] ?? defaults[name]) !== defaults[name]) ? html` open` : ''}>
<summary>More choices</summary>
${select('via', 'Where people are asked', Object.entries(places))}
${select('commit', 'Saved', [
  ['', 'With the form, else at the tick'],
  ['tick', 'At the tick'],
  ['submit', 'With the form or by commit()'],
])}
${text('name', 'Name in the form', 'The field in which your server gets the signed record.')}
${select('script', 'Script', [
  ['pinned', 'Pinned by its digest'],
  ['moving', 'The newest release of version 1'],
])}
${select('inline', 'Text of the notice', [
  ['yes', 'In the page, without a request'],
  ['no', 'Loaded in one request'],
])}
</details>
<input type="hidden" name="code" value="${asked.code ?? 'html'}">
<button type="submit">Show the code</button>
</form>`;
}

const named = (tag: string): [string, string] => {
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  return [tag, `${name} (${tag})`];
};
