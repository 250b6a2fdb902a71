// A part of its own: what is shown once the opt-in is saved.

export { View } from './view.ts';
