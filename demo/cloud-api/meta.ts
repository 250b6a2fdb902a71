// What the pretend Meta knows, and what it does between a business and people: numbers, templates, accepted
// messages, and the webhook address of each business. It reaches no real person: its people exist only in its
// memory. It contains nothing of Meta's.

import { setImmediate } from 'node:timers/promises';
import { Media } from './media.ts';
import type { Message } from './message.ts';
import { outcomeOf } from './outcome.ts';
import { type Names, namesOf, People, type Person } from './people.ts';
import { type Button, shownOf } from './shown.ts';
import type { Template } from './template.ts';
import { Throughput } from './throughput.ts';
import { categoryEvent, type Sender, statusEvent, type WebhookEvent } from './webhook-body.ts';
import type { WebhookPost } from './webhook-post.ts';

export type SentMessage = {
  id: string;
  /** phone_number_id. */
  sender: string;
  /** As the business gave it: a number, or a business-scoped id. */
  to: string;
  /** `biz_opaque_callback_data`. */
  label?: string;
  body: Record<string, unknown>;
};

/** A message that a person's telephone shows. */
export type DeliveredMessage = SentMessage & {
  person: Person;
  text: string;
  buttons: readonly Button[];
  at: Date;
};

export type MetaOptions = {
  now?: () => Date;
  /** The limit of each number. Meta's own default is 80. */
  messagesPerSecond?: number;
};

/** The most accepted messages that it remembers. */
const sentMax = 100_000;
const templatesMax = 6_000;

export class PretendMeta {
  readonly people = new People();
  readonly media = new Media();
  /** The valid access tokens. Each works for every number. */
  readonly tokens = new Set<string>();
  /** The accepted messages, oldest first. */
  readonly sent: SentMessage[] = [];
  readonly throughput: Throughput;
  readonly now: () => Date;
  /** Called once per message that arrives. */
  onDelivered: (message: DeliveredMessage) => void = () => {};
  readonly #senders = new Map<string, Sender & { post?: WebhookPost | undefined }>();
  readonly #templates = new Map<string, Template[]>();
  #underWay = 0;

  constructor({ now = () => new Date(), messagesPerSecond = 80 }: MetaOptions = {}) {
    this.now = now;
    this.throughput = new Throughput(messagesPerSecond);
  }

  /** `post`: where its webhooks go. Absent: it sends none. */
  addSender(sender: Sender, post?: WebhookPost): void {
    this.#senders.set(sender.phoneNumberId, { ...sender, post });
  }

  sender(phoneNumberId: string): Sender | undefined {
    return this.#senders.get(phoneNumberId);
  }

  /** Undefined where there is no such account. */
  templates(account: string): readonly Template[] | undefined {
    const isKnown = [...this.#senders.values()].some((sender) => sender.account === account);
    return isKnown ? (this.#templates.get(account) ?? []) : undefined;
  }

  addTemplate(account: string, template: Omit<Template, 'id'>): void {
    const known = this.#templates.get(account) ?? [];
    if (known.length >= templatesMax) throw new RangeError(`at most ${templatesMax} templates`);
    this.#templates.set(account, [...known, { ...template, id: String(500_000 + known.length) }]);
  }

  template(account: string, name: string, language: string): Template | undefined {
    return this.#templates.get(account)?.find((one) => one.name === name && one.language === language);
  }

  /** Meta puts a template into another category from now on. @returns whether the business has heard of it */
  async retag(account: string, name: string, language: string, category: string): Promise<boolean> {
    const template = this.template(account, name, language);
    if (template === undefined) throw new RangeError('there is no such template');
    const before = template.category;
    template.category = category;
    const [sender] = [...this.#senders.values()].filter((one) => one.account === account);
    return sender === undefined || this.tell(sender, categoryEvent(account, template, before, this.now()));
  }

  /**
   * @returns whether the business has taken the webhook in the end. True where there is no business to tell
   */
  tell({ phoneNumberId }: Sender, event: WebhookEvent): Promise<boolean> {
    return this.#senders.get(phoneNumberId)?.post?.deliver(event) ?? Promise.resolve(true);
  }

  /** Delivers an accepted message, or fails it, after its answer has gone out. */
  accept(sender: Sender, message: Message, person: Person | undefined, sent: SentMessage): void {
    this.sent.push(sent);
    if (this.sent.length > sentMax) this.sent.shift();
    this.#underWay += 1;
    void setImmediate()
      .then(() => this.#carry(sender, message, person, sent))
      .finally(() => (this.#underWay -= 1));
  }

  /** Resolves when every accepted message has arrived or failed. */
  async idle(): Promise<void> {
    while (this.#underWay > 0) await setImmediate();
  }

  #carry(sender: Sender, message: Message, person: Person | undefined, sent: SentMessage): void {
    const at = this.now();
    const name = message.template;
    const template = name && this.template(sender.account, name.name, name.language.code);
    const about = { account: sender.account, sender: sender.phoneNumberId, now: at };
    const outcome = outcomeOf(message, template, person, about);
    const names = person === undefined ? { userId: sent.to } : namesOf(person);
    if (outcome.kind === 'failed') {
      this.#tellStatus(sender, names, sent, { status: 'failed', code: outcome.code });
      return;
    }
    this.onDelivered({ ...sent, person: outcome.person, ...shownOf(message, template), at });
    this.#tellStatus(sender, names, sent, { status: 'sent' });
    this.#tellStatus(sender, names, sent, { status: 'delivered' });
  }

  /** The person's phone reports that they have read it. */
  read({ person, ...sent }: DeliveredMessage): void {
    const sender = this.#senders.get(sent.sender);
    if (sender !== undefined) this.#tellStatus(sender, namesOf(person), sent, { status: 'read' });
  }

  #tellStatus(
    sender: Sender,
    names: Names,
    { id, label, body }: SentMessage,
    told: Parameters<typeof statusEvent>[3],
  ): void {
    const addressedBy = body.to === undefined ? 'user_id' : 'number';
    const message = { id, addressedBy, ...(label !== undefined && { label }) } as const;
    void this.tell(sender, statusEvent(sender, names, message, told, this.now()));
  }
}
