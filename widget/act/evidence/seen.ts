// What the element saw at the tick, measured on the nodes that show it. Nothing about the rest of the page, the
// person's pointer or keys. Schema: `seen` in ledger/core/consent/evidence.ts.

import type { Seen } from '../../../ledger/core/consent/evidence.ts';
import type { DrawnCard } from '../../draw/drawn-card.ts';
import { demandedIntegrity } from '../../evidence/integrity.ts';
import type { VisibilityWatch } from '../../evidence/visibility.ts';
import { version } from '../../version.ts';
import { luminance } from './contrast.ts';
import { drawnColours, drawnContrast } from './drawn-colours.ts';
import { framing } from './framing.ts';
import type { Gesture } from './gesture.ts';
import { hitTest } from './hit-test.ts';
import { isVisible, logoShown } from './logo.ts';

const dayMs = 86_400_000;

/** All of it: the optional fields of the schema are optional only in records from before they existed. */
export function measureSeen(
  card: DrawnCard,
  /** `clicked`: when the box was, on the clock of `performance.now()`. */
  facts: { initially: Seen['initially']; gesture: Gesture; clicked: number; visibility: VisibilityWatch },
): Required<Seen> {
  const { sentence } = card;
  const { gesture } = facts;
  const style = getComputedStyle(sentence);
  const rect = sentence.getBoundingClientRect();
  const colours = drawnColours(sentence);
  const hit = hitTest(sentence);
  const { visible_ms, visible_ratio, unobscured } = facts.visibility.read(facts.clicked);
  // What was loaded since the click is no time in which the person was deciding.
  const since = performance.now() - facts.clicked;
  const framed = top !== self;
  // Observers report a frame late, or later on a busy page. Where every corner is hit, geometry tells the ratio, and
  // the sentence has been there at least as long as the gesture on it. Not so in a frame, which may be covered itself.
  const sure = hit && !framed;
  return {
    initially: facts.initially,
    gesture,
    activation: navigator.userActivation?.isActive ?? null,
    automation: !!navigator.webdriver,
    logo: logoShown(card.logo, card.name),
    visible_ms: Math.max(
      Math.round(Math.min(visible_ms - since, dayMs)),
      sure ? Math.max(gesture.chain[0]!.ms, 1) : 0,
    ),
    visible_ratio: rounded(Math.max(visible_ratio, sure ? ratioOnScreen(rect) : 0)),
    unobscured,
    check_visibility: isVisible(sentence),
    hit_test: hit,
    font_px: rounded(parseFloat(style.fontSize) * scaleOf(sentence, rect)),
    contrast: colours ? rounded(drawnContrast(colours)) : null,
    box: { width: rounded(rect.width), height: rounded(rect.height) },
    viewport: { width: innerWidth, height: innerHeight },
    pixel_ratio: rounded(devicePixelRatio),
    direction: style.direction === 'rtl' ? 'rtl' : 'ltr',
    scheme: colours && luminance(colours.text) > luminance(colours.background) ? 'dark' : 'light',
    forced_colors: matchMedia('(forced-colors:active)').matches,
    framed,
    ...framing(),
    script: version,
    integrity: demandedIntegrity(),
    // Without query and fragment: they may carry personal data.
    path: location.pathname.slice(0, 300),
  };
}

/**
 * `transform: scale(.1)` leaves the computed font size untouched, and may shrink one direction only. Layout widths are
 * whole pixels, hence the rounding.
 */
function scaleOf(element: HTMLElement, { width, height }: DOMRect): number {
  return Math.min(Math.round(width) / element.offsetWidth, Math.round(height) / element.offsetHeight) || 0;
}

function ratioOnScreen({ left, top, right, bottom, width, height }: DOMRect): number {
  const inside = (from: number, to: number, end: number) =>
    Math.max(0, Math.min(to, end) - Math.max(from, 0));
  return (inside(left, right, innerWidth) * inside(top, bottom, innerHeight)) / (width * height);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
