// A part of its own: what is needed once a number is typed.

export { possibleNumber, preparePlan } from './possible-number.ts';
export { asciiDigits } from './typed-number.ts';
