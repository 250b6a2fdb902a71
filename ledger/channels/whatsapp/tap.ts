// What a tap says: a button or a row of a list has an id (`payload`), which the business or Meta gave it, and
// a label. The id decides: UNSUBSCRIBE under "Ya no" stops. Without a known id only labels count that can
// mean nothing but opting out, above all those of Meta's own button, whose id is its label. A menu says
// Cancel, End or Remove of an order.
//
//   OPT_OUT, OPT_OUT:<purpose>,<purpose>…, OPT_IN    ours; documented for businesses that make templates
//   STOP, UNSUBSCRIBE, optout_marketing, …           what others use, in any case of letters, with `_`, `-`
//                                                    or spaces
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
  if (stopIds.has(id)) return { kind: 'stop' };
  if (isOptOutId(payload)) return { kind: 'stop', purposes: marketing };
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
export function isOptOutId(id: string): boolean {
  if (/^opt_out(?::|$)/i.test(id)) return true;
  const plain = plainId(id);
  if (stopIds.has(plain)) return true;
  const rest = plain
    .replace(offers, ' ')
    .trim()
    .replace(/ (?:from|all|messages)$/, '');
  return rest !== plain && stopIds.has(rest);
}

const plainId = (id: string): string =>
  id
    .normalize('NFKC')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
