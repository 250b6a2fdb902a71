// What a tap says: a button or a row of a list has an id (`payload`), which the business or Meta gave it, and
// a label. The id decides: UNSUBSCRIBE under "Ya no" stops. Without a known id only labels count that can
// mean nothing but opting out, above all those of Meta's own button, whose id is its label. A menu says
// Cancel, End or Remove of an order.
//
//   OPT_OUT, OPT_OUT:<purpose>,<purpose>…, OPT_IN    ours; documented for businesses that make templates
//   STOP, UNSUBSCRIBE, optout_marketing, …           what others use, in any case of letters, with `_`, `-`
//                                                    or spaces
//   btn_unsubscribe, unsubscribe:123, opt-out-v2     the same, but for STOP alone, with what only tells one
//                                                    button from another: stop_2 is a bus's
//   START, UNSTOP, resubscribe, …                    lift where the label says so too: a wrong lift harms, a
//                                                    missed one costs

import { z } from 'zod';
import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import { isOptOutLabel, type Said, understand } from './words.ts';

const stopIds = new Set([
  ...[
    'stop',
    'stop all',
    'stopall',
    'stop messages',
    'unsubscribe',
    'unsubscribe me',
    'unsubscribe all',
    'unsub',
  ],
  ...[
    'opt out',
    'optout',
    'opt out all',
    'optout all',
    'opted out',
    'do not contact',
    'dnd',
    'baja',
    'sair da lista',
  ],
  ...['stop messaging', 'stop all messages', 'opt me out', 'un subscribe', 'unsubscribe from all'],
]);
/** They mean something else as well: a bus stop, low water. Whole ids only. */
const ambiguousIds = new Set(['stop', 'stop all', 'stopall', 'baja', 'sair da lista']);
/** What tells one button from another, and says nothing else. "Cancel", "undo", "no" and "off" say more. */
const affixes = new Set(
  (
    'btn button buttons cb callback action cmd command payload id qr quick reply click clicked tap tapped select ' +
    'selected choice option menu list row flow wa whatsapp user customer contact client template tpl confirm ' +
    'confirmed yes on me now'
  ).split(' '),
);
const isAffix = (word: string): boolean => affixes.has(word) || /^(?:v?\d+|[0-9a-f]{8,})$/.test(word);
const marketing: readonly Purpose[] = ['marketing'];
const offers =
  /(?:^| )(?:promo|promos|promotion|promotions|promotional|marketing|offers|ads|campaigns?)(?: |$)/;
const startIds = new Set(['opt in', 'optin', 'opt in all', 'unstop', 'resubscribe', 're subscribe']);
/** In capitals only: in other case a menu's first row, or a plan for coffee, may be called so. */
const startPayloads = new Set(['START', 'SUBSCRIBE']);

export function tapped(payload: string, label: string): Said | undefined {
  if (payload === 'OPT_IN') return { kind: 'resume' };
  const [, purposes] = /^opt_out:(.*)$/is.exec(payload) ?? [];
  if (purposes !== undefined)
    return stopOf(
      purposes
        .toLowerCase()
        .split(',')
        .map((name) => name.trim()),
    );
  const id = plainId(payload);
  const optOut = optOutIn(id);
  if (optOut !== undefined) return optOut;
  const isStart = startIds.has(id) || startPayloads.has(payload);
  if (isStart && understand(label)?.kind === 'resume') return { kind: 'resume' };
  return isOptOutLabel(payload) ?? isOptOutLabel(label);
}

const purposeList = z.array(purposeSchema).min(1);

/** An unknown purpose cannot be stopped by itself, and a stop that stops nothing would be ignored. */
function stopOf(names: readonly string[]): Said {
  const asked = purposeList.safeParse(names);
  return asked.success ? { kind: 'stop', purposes: asked.data } : { kind: 'stop' };
}

/** Whether an id by itself says that a person opts out: of everything, or of offers. */
export const isOptOutId = (id: string): boolean =>
  /^opt_out(?::|$)/i.test(id) || optOutIn(plainId(id)) !== undefined;

function optOutIn(id: string): Said | undefined {
  if (stopIds.has(id)) return { kind: 'stop' };
  const words = id.split(' ');
  const first = words.findIndex((word) => !isAffix(word));
  const named = words.slice(first, words.findLastIndex((word) => !isAffix(word)) + 1).join(' ');
  const rest = named.replace(offers, ' ').trim();
  const said = [rest, rest.replace(/ (?:from|all|messages)$/, '')].filter((one) => stopIds.has(one));
  if (rest !== named) return said.length > 0 ? { kind: 'stop', purposes: marketing } : undefined;
  return said.some((one) => !ambiguousIds.has(one)) ? { kind: 'stop' } : undefined;
}

const plainId = (id: string): string =>
  id
    .normalize('NFKC')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
