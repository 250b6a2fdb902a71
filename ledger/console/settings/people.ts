// Who may use the console for the business: as what, how they sign in, and until when.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type Role, type SignedIn } from '../ask/session.ts';
import { briefly, count, momentOf, said, time, zoneName } from '../parts/moment.ts';
import { people as words } from '../words/people.ts';
import { type Act, actButton, onHost } from './act.ts';
import { text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-people .session=${session}></settings-people>`;

type Person = {
  id: string;
  name?: string;
  role: Role;
  identity?: { issuer: string; subject: string };
  created_at: string;
  until?: string;
  ended_at?: string;
};

const nameOf = ({ name }: Person): string => name ?? words.forgotten;
const isOver = ({ until, ended_at: ended }: Person): boolean =>
  ended !== undefined || (until !== undefined && new Date(until) <= new Date());

class People extends Section<Person[]> {
  protected async read(signal: AbortSignal): Promise<Person[]> {
    return (await ask<{ people: Person[] }>('GET', '/v1/people', undefined, signal)).people;
  }

  protected drawn(people: Person[]): TemplateResult {
    const live = people.filter((person) => !isOver(person));
    const over = people.filter(isOver);
    return html`<section class="sheet" aria-labelledby="live"><header><h2 id="live"><span class="num">${count(live.length)}</span> ${words.live(live.length)}</h2>
        <span class="end">${actButton(this.#add(), words.add.open, { mark: 'plus' })}</span></header>
        ${live.length === 0 ? html`<p class="pad soft">${words.none}</p>` : this.#table(live)}</section>
      ${
        over.length === 0
          ? nothing
          : html`<details class="sheet more"><summary class="pad soft small">${words.ended(over.length)}</summary>${this.#table(over)}</details>`
      }
      <div class="stack t"><p class="small">${words.links}</p>${onHost('optmark console link --person <id>')}</div>`;
  }

  readonly #isYou = ({ id }: Person): boolean => this.session.businesses.some(({ person }) => person === id);

  #table(people: readonly Person[]): TemplateResult {
    return html`<table class="fold set"><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.role}</th>
        <th scope="col">${words.signsIn}</th><th scope="col">${words.until}</th><th scope="col"><span class="vh">${words.actions}</span></th></tr></thead>
      <tbody>${people.map(
        (
          person,
        ) => html`<tr><th scope="row" class="wide">${person.name ?? html`<span class="soft">${words.forgotten}</span>`}${this.#isYou(person) ? html` <span class="tag soft">${words.you}</span>` : nothing}
          <small class="num soft">${person.id}</small></th>
        <td>${words.roles[person.role]}</td><td>${signsIn(person)}</td><td class="nw">${until(person)}</td>
        <td class="r nw"><span class="acts">${this.#acts(person)}</span></td></tr>`,
      )}</tbody></table>`;
  }

  #acts(person: Person): TemplateResult | typeof nothing {
    // Of who was forgotten nothing is left to end or to forget.
    if (person.name === undefined) return nothing;
    const { end, forget } = words;
    const about = person.name;
    return html`${person.ended_at === undefined ? actButton(this.#end(person), end.open, { about }) : nothing}
      ${actButton(this.#forget(person), forget.open, { about })}`;
  }

  #add(): Act {
    const { add } = words;
    const { provider } = this.session;
    return {
      ...{ title: add.title, means: add.means, doIt: add.doIt, method: 'POST', path: '/v1/people' },
      fields: [
        { name: 'name', label: add.name, hint: add.nameHint },
        {
          name: 'role',
          label: add.role,
          kind: 'choice',
          value: 'auditor',
          options: Object.entries(add.roles),
        },
        {
          ...{ name: 'issuer', label: add.issuer, hint: add.issuerHint, pointer: '/identity/issuer' },
          ...(provider === null ? { optional: true } : { placeholder: `https://${provider.host}` }),
        },
        {
          ...{ name: 'subject', label: add.subject, hint: add.subjectHint, pointer: '/identity/subject' },
          ...(provider === null && { optional: true }),
        },
        {
          ...{ name: 'until', label: add.until, kind: 'moment', hint: add.untilHint(zoneName) },
          optional: true,
        },
      ],
      body: draftOf,
      command: (values) => {
        const { name, role, issuer, subject, until: end } = values;
        return lineOf('optmark person add', {
          ...{ business: asking.business, name: text(name), role: text(role) },
          ...{ issuer: text(issuer), subject: text(subject), until: momentOf(text(end)) },
        });
      },
      done: this.again,
    };
  }

  #end(person: Person): Act {
    const { end } = words;
    const name = nameOf(person);
    return {
      ...{ title: end.title(name), means: end.means, doIt: end.doIt },
      sure: this.#isYou(person) ? end.sureYou : end.sure(name),
      ...{ method: 'DELETE', path: `/v1/people/${person.id}`, done: this.again },
      command: () => `optmark person end ${person.id}`,
    };
  }

  #forget(person: Person): Act {
    const { forget } = words;
    const name = nameOf(person);
    return {
      ...{ title: forget.title(name), means: forget.means, sure: forget.sure(name), doIt: forget.doIt },
      ...{ method: 'POST', path: `/v1/people/${person.id}/forget`, body: () => ({}), done: this.again },
      command: () => `optmark person forget ${person.id}`,
    };
  }
}

customElements.define('settings-people', People);

/** Half an identity is sent as it is: the ledger says which half is missing. */
function draftOf({ name, role, issuer, subject, until: end }: Values): object {
  const half = [text(issuer), text(subject)];
  const at = momentOf(text(end));
  return {
    ...{ name: text(name), role: text(role) },
    ...(half.some((one) => one !== '') && { identity: { issuer: half[0], subject: half[1] } }),
    ...(at !== undefined && { until: at }),
  };
}

function signsIn({ name, identity }: Person): TemplateResult | typeof nothing {
  if (name === undefined) return nothing;
  if (identity === undefined) return html`<span class="soft">${words.byLink}</span>`;
  const { host } = new URL(identity.issuer);
  return html`${host}<small class="num soft">${identity.subject}</small>`;
}

function until({ until: end, ended_at: ended }: Person): TemplateResult {
  if (ended !== undefined)
    return html`<span class="soft">${words.endedAt} ${time(ended, briefly(ended))}</span>`;
  if (end === undefined) return html`<span class="soft">${words.noEnd}</span>`;
  const over = new Date(end) <= new Date();
  return html`${over ? html`<span class="soft">${words.ranOut}</span> ` : nothing}${time(end, said(end))}`;
}
