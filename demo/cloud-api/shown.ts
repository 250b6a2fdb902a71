// The parts of a message that a phone shows: its text, and the buttons below it.

import type { Message } from './message.ts';
import { filledIn, type Template } from './template.ts';

/** `kind` says what Meta reports when the person taps it. */
export type Button = { kind: 'button' | 'interactive'; payload: string; label: string };

export type Shown = { text: string; buttons: readonly Button[] };

export function shownOf(message: Message, template: Template | undefined): Shown {
  if (template !== undefined) return ofTemplate(message.template?.components ?? [], template);
  const { interactive } = message;
  if (message.type !== 'interactive' || interactive === undefined) {
    return { text: message.text?.body ?? `[${message.type}]`, buttons: [] };
  }
  const buttons = interactive.action.buttons.map(({ reply }): Button => {
    return { kind: 'interactive', payload: reply.id, label: reply.title };
  });
  return { text: interactive.body.text, buttons };
}

type Components = NonNullable<Message['template']>['components'];

function ofTemplate(components: Components, { body, buttons }: Template): Shown {
  const parameters = components.find(({ type }) => type === 'body')?.parameters ?? [];
  const text = filledIn(
    body,
    parameters.map((one) => one.text ?? ''),
  );
  return { text, buttons: buttons.map((label, index) => buttonOf(components, label, index)) };
}

/** Where the message sets no payload, the label is the payload, as with Meta. */
function buttonOf(components: Components, label: string, index: number): Button {
  const own = components.find((one) => one.type === 'button' && one.index === index);
  return { kind: 'button', payload: own?.parameters[0]?.payload ?? label, label };
}
