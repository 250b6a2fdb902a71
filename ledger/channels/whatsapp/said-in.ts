// What one message says about stopping, in every form it can take. Read by its contents, not by its `type`,
// so that a kind that Meta invents tomorrow is heard as far as its fields are known:
//
//   "text": {"body"} or "…"                                written; so is a caption, of any medium, the text
//                                                          beside an order, the body of a kind of tomorrow
//   "edit": {"original_message_id", "message": {…}}        written anew: the message as it reads now; once
//                                                          flat, and once "edited"
//   "button": {"payload", "text"}                          a quick reply of a template
//   "interactive": {"button_reply" or "list_reply": {"id", "title"}}
//   "interactive": {"nfm_reply": {"response_json"}}        a form: the choice (chosen.ts), by the ids that
//                                                          the business gave
//
// If a message says both, it is a stop.

import { z } from 'zod';
import { chosenIn } from './chosen.ts';
import { type Fields, fieldsOf, idOf, objectsIn, read } from './loose.ts';
import { tapped } from './tap.ts';
import { type Said, understand } from './words.ts';

export type HeardSaid = Said & { by: 'word' | 'button' };

const phrase = z
  .unknown()
  .optional()
  .transform((text) => idOf(text) ?? '');
const buttonSchema = z.looseObject({ payload: phrase, text: phrase });
const replySchema = z.looseObject({ id: phrase, title: phrase });

export function saidIn(message: Fields): HeardSaid | undefined {
  const parts = [message, ...editsIn(message)];
  const written = parts.flatMap(textsIn).map((text) => withWay(understand(text), 'word'));
  const tappedOn = parts.flatMap(tapsIn).map((said) => withWay(said, 'button'));
  const heard = [...written, ...tappedOn].filter((said) => said !== undefined);
  return heard.find(({ kind }) => kind === 'stop') ?? heard.find(({ kind }) => kind === 'object') ?? heard[0];
}

const withWay = (said: Said | undefined, by: HeardSaid['by']) => said && { ...said, by };

/** Edits of an edit are read so deep. */
const editsMax = 4;

/** What an edit says, and what says so within it. */
function editsIn(message: Fields): Fields[] {
  let found: Fields[] = [];
  let left = [message];
  for (let depth = 0; depth < editsMax && left.length > 0; depth += 1) {
    const edits = left.flatMap(({ edit, edited }) => [...fieldsOf(edit), ...fieldsOf(edited)]);
    left = edits.flatMap((edit) => [edit, ...fieldsOf(edit['message'])]);
    found = [...found, ...left, ...edits.map(({ message: text }) => ({ text }))];
  }
  return found;
}

/** Another writer's words, the business's own, or WhatsApp's; an edit is read as a message of its own. */
const quoted = new Set(['context', 'referral', 'system', 'errors', 'unsupported', 'edit', 'edited']);

function textsIn(part: Fields): string[] {
  const { text, caption } = part;
  const inner = Object.keys(part)
    .filter((field) => !quoted.has(field))
    .flatMap((field) => objectsIn(part[field]))
    .flatMap(({ caption, body }) => [caption, body]);
  const besideOrder = fieldsOf(part['order']).map((order) => order['text']);
  return [text, caption, ...inner, ...besideOrder].filter((one) => typeof one === 'string');
}

function tapsIn(part: Fields): (Said | undefined)[] {
  const [interactive = {}] = read(z.looseObject({}), part['interactive']) as Fields[];
  const replies = [interactive['button_reply'], interactive['list_reply']];
  return [
    ...read(buttonSchema, part['button']).flatMap(({ payload, text }) => [
      tapped(payload, text),
      ...chosenIn(payload),
    ]),
    ...replies.flatMap((reply) => read(replySchema, reply).map(({ id, title }) => tapped(id, title))),
    ...fieldsOf(interactive['nfm_reply']).flatMap(({ response_json }) => chosenIn(response_json)),
  ];
}
