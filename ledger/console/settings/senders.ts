// The WhatsApp numbers of the business: what Meta signs with, what is sent with, and where webhooks go on to.
// No secret that was typed is shown, or stands in a line to copy.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { line } from '../parts/copied.ts';
import { senders as words } from '../words/senders.ts';
import { type Act, actButton } from './act.ts';
import { type Field, text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';
import { listed, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-senders .session=${session}></settings-senders>`;

type Sender = { phone_number_id: string; waba_id?: string; number: string; forward_url?: string };
type Verify = { webhook: string; verify_token: string };

/** What the ledger hears, as Meta's dashboard calls it. */
const subscribed =
  'messages, calls, user_preferences, template_category_update, message_template_status_update, message_template_components_update';

const once = ({ webhook, verify_token: value }: Verify) => [
  { label: words.webhook, value: webhook },
  { label: words.verifyToken, value, means: words.repeats },
];

class Senders extends Section<Sender[]> {
  protected async read(signal: AbortSignal): Promise<Sender[]> {
    return (await ask<{ senders: Sender[] }>('GET', '/v1/senders', undefined, signal)).senders;
  }

  protected drawn(senders: Sender[]): TemplateResult {
    const about = {
      ...{ id: 'live', n: senders.length, noun: words.live(senders.length), none: words.none },
      acts: actButton(this.#add(), words.add.open, { mark: 'plus' }),
    };
    const rows = senders.map((sender) => [
      html`<span class="num">${sender.number}</span><small class="num soft">${sender.phone_number_id}</small>`,
      html`<span class="num soft">${sender.waba_id ?? words.noAccount}</span>`,
      html`<span class="soft">${sender.forward_url ?? words.nowhere}</span>`,
      this.#acts(sender),
    ]);
    return html`${listed(about, table([words.number, words.account, words.forwards], rows, words.actions))}
      <div class="stack t small soft"><p>${words.webhook}</p>${line(`${location.origin}/v1/webhooks/whatsapp/${asking.business}`, words.webhook)}
        <p>${words.subscribe}</p>${line(subscribed, words.subscribe)}</div>`;
  }

  #acts(sender: Sender): TemplateResult {
    const about = words.about(sender.number);
    return html`${actButton(this.#change(sender), words.change.open, { about })}
      ${actButton(this.#token(sender), words.token.open, { about, mark: 'key' })}
      ${actButton(this.#verify(sender), words.verify.open, { about, mark: 'key' })}
      ${actButton(this.#forward(sender), words.forward.open, { about })}
      ${sender.forward_url === undefined ? nothing : actButton(this.#stop(sender, sender.forward_url), words.stop.open, { about })}
      ${actButton(this.#end(sender), words.end.open, { about })}`;
  }

  #add(): Act {
    const { add, fields } = words;
    return {
      ...{ title: add.title, means: add.means, doIt: add.doIt, method: 'POST', path: '/v1/senders' },
      fields: [
        { name: 'phone_number_id', label: fields.id, hint: fields.idHint, placeholder: '106540352242922' },
        { name: 'number', label: fields.number, hint: fields.numberHint },
        { name: 'waba_id', label: fields.account, hint: fields.accountHint, optional: true },
        { name: 'app_secret', label: fields.appSecret, hint: fields.appSecretHint, kind: 'secret' },
      ],
      body: (values) => ({
        ...{ phone_number_id: text(values.phone_number_id), number: text(values.number) },
        ...typed(values, 'waba_id'),
        app_secret: text(values.app_secret),
      }),
      command: (values) =>
        lineOf('optmark sender add', {
          ...{ business: asking.business, 'phone-number-id': text(values.phone_number_id) },
          ...{ 'waba-id': text(values.waba_id), number: text(values.number), 'app-secret-file': '-' },
        }),
      once,
      done: this.again,
    };
  }

  #change(sender: Sender): Act {
    const { change, fields } = words;
    const account = (values: Values): string | null | undefined => {
      const now = text(values.waba_id);
      if (now === (sender.waba_id ?? '')) return undefined;
      return now === '' ? null : now;
    };
    return {
      ...this.#of(sender, change),
      method: 'PATCH',
      fields: [
        { name: 'number', label: fields.number, hint: fields.numberHint, value: sender.number },
        {
          ...{ name: 'waba_id', label: fields.account, hint: fields.accountHint, optional: true },
          value: sender.waba_id ?? '',
        },
        {
          ...{ name: 'app_secret', label: fields.appSecret, hint: fields.newAppSecretHint, kind: 'secret' },
          optional: true,
        },
        atOnce,
      ],
      body: (values) => {
        const now = account(values);
        return {
          ...(text(values.number) !== sender.number && { number: text(values.number) }),
          ...(now !== undefined && { waba_id: now }),
          ...typed(values, 'app_secret'),
          ...(values.ends_previous === true && { ends_previous: true }),
        };
      },
      command: (values) =>
        lineOf('optmark sender change', {
          ...its(sender),
          number: text(values.number) === sender.number ? '' : text(values.number),
          'waba-id': account(values) ?? '',
          'app-secret-file': text(values.app_secret) === '' ? '' : '-',
          'at-once': values.ends_previous === true,
        }),
    };
  }

  #token(sender: Sender): Act {
    const { token, fields } = words;
    return {
      ...this.#of(sender, token),
      method: 'PATCH',
      fields: [{ name: 'access_token', label: fields.token, hint: fields.tokenHint, kind: 'secret' }, atOnce],
      body: (values) => ({
        access_token: text(values.access_token),
        ...(values.ends_previous === true && { ends_previous: true }),
      }),
      command: (values) =>
        lineOf('optmark sender token', {
          ...{ ...its(sender), 'token-file': '-', 'at-once': values.ends_previous === true },
        }),
    };
  }

  #verify(sender: Sender): Act {
    return {
      ...this.#of(sender, words.verify),
      ...{ method: 'POST', path: `/v1/senders/${sender.phone_number_id}/verify-token`, once },
      fields: [atOnce],
      body: (values) => (values.ends_previous === true ? { ends_previous: true } : {}),
      command: (values) =>
        lineOf('optmark sender verify-token', { ...its(sender), 'at-once': values.ends_previous === true }),
    };
  }

  #forward(sender: Sender): Act {
    const { forward, fields } = words;
    return {
      ...this.#of(sender, forward),
      method: 'PATCH',
      fields: [
        {
          ...{ name: 'forward_url', label: fields.url, hint: fields.urlHint },
          ...{ placeholder: 'https://shop.example/whatsapp', value: sender.forward_url ?? '' },
        },
      ],
      body: (values) => ({ forward_url: text(values.forward_url) }),
      command: (values) =>
        lineOf('optmark sender forward', { ...its(sender), url: text(values.forward_url) }),
    };
  }

  #stop(sender: Sender, url: string): Act {
    return {
      ...this.#of(sender, words.stop),
      ...{ method: 'PATCH', sure: words.stop.sure(url), body: () => ({ forward_url: null }) },
      command: () => lineOf('optmark sender forward', { ...its(sender), remove: true }),
    };
  }

  #end(sender: Sender): Act {
    return {
      ...this.#of(sender, words.end),
      ...{ method: 'DELETE', sure: words.end.sure(sender.number) },
      command: () => lineOf('optmark sender end', its(sender)),
    };
  }

  /** What all of one sender's have in common. */
  #of({ number, phone_number_id: id }: Sender, said: Said) {
    const { title, means, doIt } = said;
    return { title: title(number), means, doIt, path: `/v1/senders/${id}`, done: this.again };
  }
}

customElements.define('settings-senders', Senders);

type Said = { title: (number: string) => string; means: string; doIt: string };

const its = ({ phone_number_id: id }: Sender) => ({ business: asking.business, 'phone-number-id': id });

const atOnce: Field = {
  ...{ name: 'ends_previous', label: words.fields.atOnce, hint: words.fields.atOnceHint, kind: 'switch' },
};

/** An empty field is not sent. */
const typed = (values: Values, name: string): Record<string, string> =>
  text(values[name]) === '' ? {} : { [name]: text(values[name]) };
