// What axe finds in a page: WCAG 2.2 A and AA, and its best practices.

import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * One line for each violation, with the nodes it is about. Axe otherwise opens a page of its own for each
 * result and describes all that is right, which takes twice as long; pages with frames of other origins need
 * that.
 * @param within a selector; absent: the whole page
 */
export async function axeViolations(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(tags);
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** What the browser is told, and the page's `<html>` and head. */
type Appearance = [string, BrowserContextOptions, { html?: string; head?: string }];

const narrow = { width: 320, height: 256 };

/** The appearances in which nothing may be found. */
export const appearances: Appearance[] = [
  ['light', { colorScheme: 'light' }, {}],
  ['dark', { colorScheme: 'dark' }, {}],
  ['forced colours', { forcedColors: 'active' }, {}],
  ['a screen 320 pixels wide', { viewport: narrow }, {}],
  ['text twice as large', { viewport: narrow }, { head: '<style>:root { font-size: 200% }</style>' }],
  ['right to left', {}, { html: 'lang="ar" dir="rtl"' }],
];

/** A page with the system's own colours, so that the scheme is the person's. */
export const pageColours =
  '<style>:root { color-scheme: light dark } body { background: Canvas; color: CanvasText }</style>';
