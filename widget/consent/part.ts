// A part of its own: what is needed from the first touch on. Nothing in it is needed to draw the card.

export { Acting } from './acting.ts';

declare const OPTMARK_PARTS: Record<string, string>;

/** Of the parts that this one may ask for. */
export const digests: Record<string, string> = OPTMARK_PARTS;
