// Names the page in its tab; never with anything that names a person.

import { asking } from '../ask/session.ts';
import { frame } from '../words/en.ts';

export function titled(title: string): void {
  document.title = `${title} · ${asking.business} · ${frame.product}`;
}
