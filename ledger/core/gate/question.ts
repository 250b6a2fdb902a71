// The question a sender asks before every message.

import type { Scope } from '../consent/record.ts';
import type { Purpose } from '../notice/purpose.ts';
import type { TemplateName } from './template.ts';

export type Question = {
  business: string;
  purpose: Purpose;
  scope: Scope;
  /** The template it is about; `mappedTo` is what the business says it is for, and whoever has stopped that is left alone too. */
  template?: TemplateName & { mappedTo: Purpose };
};
