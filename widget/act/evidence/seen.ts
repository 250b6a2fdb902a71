// What was on the screen at the tick, measured on the nodes that show it. It holds nothing about the rest of
// the page or about the person's pointer or keys. Schema: `seen` in ledger/core/consent/evidence.ts.

import type { Seen } from '../../../ledger/core/consent/evidence.ts';
import type { DrawnCard } from '../../draw/drawn-card.ts';
import { version } from '../../version.ts';
import type { VisibilityWatch } from '../../visibility-watch.ts';
import { luminance } from './contrast.ts';
import { drawnColours, drawnContrast } from './drawn-colours.ts';
import { framing } from './framing.ts';
import type { Gesture } from './gesture.ts';
import { hitTest } from './hit-test.ts';
import { demandedIntegrity } from './integrity.ts';
import { isVisible, logoShown } from './logo.ts';
import { visibilityIn } from './visibility.ts';

const dayMs = 86_400_000;

/** All fields: the schema's optional fields are missing only in records older than the fields. */
export function measureSeen(
  card: DrawnCard,
  /**
   * `clicked`: when the person clicked the box, on the clock of `performance.now()`. `brought`: only after
   * that the widget brought all of the sentence into view. `here`: URL of the first script.
   */
  facts: {
    initially: Seen['initially'];
    gesture: Gesture;
    clicked: number;
    brought: boolean;
    visibility: VisibilityWatch;
    here: string;
  },
): Required<Seen> {
  const { sentence } = card;
  const fold = (sentence.getRootNode() as ShadowRoot).querySelector<HTMLDetailsElement>('.fold')!;
  const { gesture, brought } = facts;
  const style = getComputedStyle(sentence);
  const rect = sentence.getBoundingClientRect();
  const colours = drawnColours(sentence);
  const hit = hitTest(sentence);
  const sights = facts.visibility.sights();
  const { visible_ms, visible_ratio, unobscured } = visibilityIn(sights, brought ? Infinity : facts.clicked);
  // The time for loading after the click is not time in which the person was deciding.
  const since = performance.now() - facts.clicked;
  const framed = top !== self;
  // Observers report a frame late, or later on a busy page. Where every corner is hit, geometry gives the
  // ratio, and the sentence has been visible at least as long as the gesture on it. This does not hold in a
  // frame, which may itself be covered.
  const sure = hit && !framed;
  return {
    initially: facts.initially,
    gesture,
    activation: navigator.userActivation?.isActive ?? null,
    automation: !!navigator.webdriver,
    logo: logoShown(card.logo, card.name),
    visible_ms: Math.max(
      Math.round(Math.min(visible_ms - since, dayMs)),
      sure ? Math.max(brought ? 0 : gesture.chain[0]!.ms, 1) : 0,
    ),
    visible_ratio: rounded(Math.max(visible_ratio, sure ? ratioOnScreen(rect) : 0)),
    brought,
    folded: fold.open && isVisible(fold) !== false ? [] : linesIn(fold),
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
    integrity: demandedIntegrity(facts.here),
    // Without query and fragment: they may carry personal data. A frame without an address of its own
    // (`srcdoc`) has the origin of the page that made it.
    origin: self.origin,
    path: location.pathname.replace(/^(?!\/).*/, '/').slice(0, 300),
  };
}

const linesIn = (fold: HTMLElement) =>
  [...fold.querySelectorAll<HTMLElement>('.line')].map((line) => line.dataset.line as 'privacy');

/**
 * `transform: scale(.1)` leaves the computed font size untouched, and may shrink one direction only. Layout
 * widths are whole pixels, hence the rounding.
 */
function scaleOf(element: HTMLElement, { width, height }: DOMRect): number {
  return Math.min(Math.round(width) / element.offsetWidth, Math.round(height) / element.offsetHeight) || 0;
}

export function ratioOnScreen({ left, top, right, bottom, width, height }: DOMRect): number {
  const inside = (from: number, to: number, end: number) =>
    Math.max(0, Math.min(to, end) - Math.max(from, 0));
  return (inside(left, right, innerWidth) * inside(top, bottom, innerHeight)) / (width * height);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
