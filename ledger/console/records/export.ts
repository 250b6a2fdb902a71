// The file that the filter finds, all of it, at the size of the log that the page is true at.

import { html, type TemplateResult } from 'lit';
import { save } from '../ask/ask.ts';
import { asking } from '../ask/session.ts';
import { icon } from '../parts/icons.ts';
import { count, zone, zoneName } from '../parts/moment.ts';
import { problemBeside } from '../parts/waiting.ts';
import { reasonsToReveal, exported as words } from '../words/en.ts';

const endings = { csv: 'csv', ndjson: 'ndjson', 'json-ld': 'jsonld', bundle: 'json' };
type Format = keyof typeof endings;

type Found = { total: number; tree_size: number };

export function exporter(filter: object, { total, tree_size }: Found): TemplateResult {
  const get = (format: Format) => async (event: Event) => {
    const menu = (event.currentTarget as HTMLElement).closest('details')!;
    const { value: reason } = menu.querySelector('select')!;
    const body = { ...filter, tree_size, zone, format, ...(reason !== '' && { reason }) };
    await problemBeside(menu, async () => {
      if (format === 'bundle' && reason === '') throw new Error(words.bundleNeeds);
      await save('POST', '/v1/exports', body, `${asking.business}-records-${tree_size}.${endings[format]}`);
      menu.open = false;
    });
  };
  return html`<details class="pop" data-key="e"><summary class="btn main">${icon('save')}${words.these(count(total))}${icon('down')}</summary>
    <div><ul>${(Object.keys(endings) as Format[]).map(
      (format) =>
        html`<li><button class="choice" type="button" @click=${get(format)}><b>${words.formats[format]}</b><br><span class="soft small">${words.means[format](zoneName)}</span></button></li>`,
    )}</ul>
    <label class="pair small"><span>${words.withNumbers}</span><select class="in"><option value="">${words.masked}</option>${Object.entries(reasonsToReveal).map(([value, word]) => html`<option value=${value}>${word}</option>`)}</select></label>
    <p class="small soft">${words.all(count(total))}</p></div></details>`;
}
