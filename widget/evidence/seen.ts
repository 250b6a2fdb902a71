// What the element saw at the tick, measured on the nodes that show it. Nothing about the rest of the page, the
// person's pointer or keys. Schema: `seen` in ledger/core/consent/evidence.ts.

import type { Seen } from '../../ledger/core/consent/evidence.ts';
import type { DrawnCard } from '../draw/drawn-card.ts';
import { version } from '../version.ts';
import { contrastRatio, luminance } from './contrast.ts';
import { drawnColours } from './drawn-colours.ts';
import type { Gesture } from './gesture.ts';
import { hitTest } from './hit-test.ts';
import { isVisible, logoShown } from './logo.ts';
import type { VisibilityWatch } from './visibility.ts';

export function measureSeen(
  card: DrawnCard,
  facts: { initially: Seen['initially']; gesture: Gesture; since: number; visibility: VisibilityWatch },
): Seen {
  const { sentence } = card;
  const style = getComputedStyle(sentence);
  const rect = sentence.getBoundingClientRect();
  const colours = drawnColours(sentence);
  const hit = hitTest(sentence);
  const { visible_ms, visible_ratio } = facts.visibility.read();
  return {
    initially: facts.initially,
    gesture: facts.gesture,
    logo: logoShown(card.logo, card.name),
    // Observers report a frame late, or later on a busy page. Where every corner is hit, geometry tells the ratio, and
    // the sentence has been there at least as long as the gesture on it.
    visible_ms: hit ? Math.max(visible_ms, Math.ceil(performance.now() - facts.since)) : visible_ms,
    visible_ratio: hit ? Math.max(visible_ratio, ratioOnScreen(rect)) : visible_ratio,
    check_visibility: isVisible(sentence),
    hit_test: hit,
    font_px: Math.round(parseFloat(style.fontSize) * scaleOf(sentence, rect) * 10) / 10,
    contrast: colours ? contrastRatio(colours.text, colours.background) : null,
    box: { width: rounded(rect.width), height: rounded(rect.height) },
    viewport: { width: innerWidth, height: innerHeight },
    direction: style.direction === 'rtl' ? 'rtl' : 'ltr',
    scheme: colours && luminance(colours.text) > luminance(colours.background) ? 'dark' : 'light',
    framed: top !== self,
    script: version,
    // Without query and fragment: they may carry personal data.
    path: location.pathname.slice(0, 300),
  };
}

/** `transform: scale(.1)` leaves the computed font size untouched. Layout widths are whole pixels, hence the rounding. */
function scaleOf(element: HTMLElement, drawn: DOMRect): number {
  return Math.round(drawn.width) / element.offsetWidth || 0;
}

function ratioOnScreen({ left, top, right, bottom, width, height }: DOMRect): number {
  const inside = (from: number, to: number, end: number) =>
    Math.max(0, Math.min(to, end) - Math.max(from, 0));
  return rounded((inside(left, right, innerWidth) * inside(top, bottom, innerHeight)) / (width * height));
}

function rounded(px: number): number {
  return Math.round(px * 100) / 100;
}
