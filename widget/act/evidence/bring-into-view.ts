// A sentence that is partly out of sight, or below a bar that sticks to the edge, is brought into view
// before the tick counts: the person then sees what the box says while it can still be taken back. The
// record says so (`brought`), and counts the time in view from then on.

import { delayMs, type VisibilityWatch } from '../../visibility-watch.ts';
import { around } from './drawn-colours.ts';
import { hitTest } from './hit-test.ts';
import { ratioOnScreen } from './seen.ts';
import { visibilityIn } from './visibility.ts';

/** How often an engine that still says "covered" is asked again; it is late by `delayMs`. */
const looksMax = 4;

/** Resolves once it is drawn; true: it had to be moved. */
export async function bringIntoView(sentence: Element, visibility: VisibilityWatch): Promise<boolean> {
  const isWhole = () => ratioOnScreen(sentence.getBoundingClientRect()) > 0.99 && hitTest(sentence) !== false;
  if (isWhole()) return false;
  centre(sentence);
  await frame();
  for (let look = 0; look < looksMax; look++) {
    await frame();
    if (visibilityIn(visibility.sights(), Infinity).unobscured !== false) break;
    await late();
  }
  return isWhole();
}

/**
 * In the middle, because the edges are where pages have their bars. Only what a person can scroll is
 * scrolled: `scrollIntoView` also moves what a page has cut off, for good.
 */
function centre(sentence: Element): void {
  for (let box = around(sentence); box; box = around(box)) {
    const isPage = box === document.scrollingElement;
    if (!isPage && !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
    const { top, height } = isPage ? { top: 0, height: innerHeight } : box.getBoundingClientRect();
    const own = sentence.getBoundingClientRect();
    box.scrollBy({ top: own.top + own.height / 2 - top - height / 2, behavior: 'instant' });
  }
}

const late = () => new Promise<void>((done) => setTimeout(done, delayMs));

/** A page that draws none is not waited for. */
const frame = () => Promise.race([new Promise<number>(requestAnimationFrame), late()]);
