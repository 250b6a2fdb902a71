// What a visitor's browser loads of the widget until the opt-in is saved: a real Chromium, a real tick, and
// the files that were asked for, after brotli. The notice is inlined, as the embed code has it.

import { brotliCompressSync } from 'node:zlib';
import { builtWidget } from '../support/browser/built-widget.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

export type Transfer = { moment: string; files: string[]; brotli: number };

type Case = { moment: string; body(inlined: string): string; number?: string };

const cases: Case[] = [
  { moment: 'drawn, before anybody touches it', body: (inlined) => tag('', inlined) },
  {
    moment: 'saved, number known',
    body: (inlined) => `<input id="tel" value="+91 98765 43210">${tag('phone-field="#tel"', inlined)}`,
    number: '',
  },
  { moment: 'saved, number typed (+91)', body: (inlined) => tag('', inlined), number: typed },
  {
    moment: 'saved, number typed (+1, the largest plan)',
    body: (inlined) => tag('', inlined),
    number: '+1 415 555 0100',
  },
];

export async function measureTransfers(): Promise<Transfer[]> {
  const { files } = await builtWidget();
  const bench = await widgetBench();
  try {
    const transfers: Transfer[] = [];
    for (const one of cases) {
      const names = await loadedUntil(bench, one);
      const sizes = names.map((name) => brotliCompressSync(files.get(name)!).length);
      transfers.push({
        moment: one.moment,
        files: names,
        brotli: sizes.reduce((sum, size) => sum + size, 0),
      });
      await bench.clear();
    }
    return transfers;
  } finally {
    await bench.close();
  }
}

async function loadedUntil(bench: WidgetBench, { body, number }: Case): Promise<string[]> {
  const inlined = `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
  const opened = await bench.open(body(inlined));
  await opened.ready();
  if (number !== undefined) {
    // As a person does: a touch first, then one digit after the other.
    if (number) await opened.number.pressSequentially(number, { delay: 30 });
    await opened.box.click();
    await opened.status.filter({ hasText: 'Saved' }).waitFor();
  }
  const posted = bench.ledger.requests.indexOf('POST /v1/opt-ins');
  // What comes after the post, the view of the consent, is no part of the way there.
  return bench.ledger.requests
    .slice(0, posted < 0 ? undefined : posted)
    .filter((request) => !request.includes('/v1/'))
    .map((request) => request.split('/').slice(2).join('/'));
}
