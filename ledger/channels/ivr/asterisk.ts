// Asterisk, whose stock dialplan (ledger/deploy/asterisk/extensions.conf) has no voice: it plays sound files
// that the business has recorded, and reads digits. It posts a form with the fields of the ledger's own
// dialect, and takes apart what HASH() can: one line of `name=value`, percent-encoded, with every field every
// time. Nothing signs it: the flow's secret decides.
//
//   result=going_on&call=1764590000.7&step=2&play=optmark%2Forder-line%2F1%2Fen%2Fask-1%26digits%2F3…
//     &keys=0…9*#&digits=1&timeout=6&language=en

import type { Flow } from '../../core/flow/flow.ts';
import { playedText } from '../../core/flow/played.ts';
import { promptNames } from '../../core/flow/prompt.ts';
import type { Dialect, Line, Reply } from './dialect.ts';
import { json } from './json.ts';

const everyKey = '0123456789*#';

export const asterisk: Dialect = {
  signs: false,
  check: () => 'unsigned',
  names: json.names,
  read: json.read,
  answer: (reply) => ({ status: 200, contentType: 'text/plain; charset=utf-8', body: written(reply) }),
};

function written({ lines, gather, result, call, flow }: Reply): string {
  const step = gather === undefined ? '' : (new URL(gather.next).searchParams.get('s') ?? '');
  const fields = {
    result,
    // An answer to another call, or none at all, is known by this.
    call,
    step,
    play: whole(lines)
      .flatMap((line) => soundsOf(line, flow))
      .join('&'),
    keys: gather === undefined ? '' : everyKey.replace(gather.yes ?? '', ''),
    digits: gather?.digits ?? 0,
    timeout: gather?.timeoutSeconds ?? 0,
    // Asterisk looks for digits in pt_BR, then in pt, then in English.
    language: (lines.at(-1)?.locale ?? '').replaceAll('-', '_'),
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** The files of a prompt in their order; the digits between them are of Asterisk's own sounds. */
function soundsOf(line: Line, flow: Reply['flow']): string[] {
  const digits = [...(line.ending ?? '')].filter((character) => /\d/.test(character));
  return partsOf(line, flow).flatMap(({ file }, at) => [
    ...(at === 0 ? [] : digits.map((digit) => `digits/${digit}`)),
    ...(file === undefined ? [] : [file]),
  ]);
}

/** A prompt may come as two lines, of which one has a recording for those that play one from the web. */
function whole(lines: readonly Line[]): Line[] {
  const prompts: Line[] = [];
  for (const line of lines) {
    const before = prompts.at(-1);
    if (before?.name !== line.name || before.locale !== line.locale) prompts.push(line);
    else prompts[prompts.length - 1] = { ...before, ...line, text: `${before.text} ${line.text}` };
  }
  return prompts;
}

/**
 * What is recorded of a prompt: all of it, or what stands around the digits that only the call knows. No file
 * where nothing is to be said.
 */
function partsOf({ name, locale, text, ending }: Line, flow: Reply['flow']) {
  const file = ['optmark', ...(flow ? [flow.id, flow.version] : []), locale, name].join('/');
  if (ending === undefined) return [{ file, words: text }];
  return text.split(ending).map((around, at) => {
    const words = around.trim();
    return { file: /[\p{L}\p{N}]/u.test(words) ? `${file}-${at + 1}` : undefined, words };
  });
}

/** Every file that a flow plays, and the words that have to be in it. */
export function soundFiles(flow: Flow): { file: string; words: string }[] {
  const locales = Object.keys(flow.locales);
  const names = promptNames.filter((name) => name !== 'language' || locales.length > 1);
  return locales.flatMap((locale) => {
    // In the choice of a language each one has its line.
    const played = playedText(flow, locale, names, { number: '0000' }).filter((one) => one.locale === locale);
    const lines = played.map(
      ({ name, text }): Line => ({ name, locale, text, ...(name === 'ask' && { ending: '0 0 0 0' }) }),
    );
    const parts = whole(lines).flatMap((line) => partsOf(line, flow));
    return parts.flatMap(({ file, words }) => (file === undefined ? [] : [{ file, words }]));
  });
}
