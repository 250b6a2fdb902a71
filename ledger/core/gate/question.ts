// The question a sender asks before every message.

import type { Scope } from '../consent/record.ts';
import type { Purpose } from '../notice/purpose.ts';

export type Question = {
  business: string;
  purpose: Purpose;
  scope: Scope;
};
