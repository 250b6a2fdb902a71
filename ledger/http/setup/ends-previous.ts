// Of a secret that another one replaces (operations/setup/overlap.ts).

import { z } from 'zod';

export const endsPrevious = z.boolean().optional().meta({
  description: 'The one before ends at once; else it stays good for 24 hours.',
});

export const setAt = z.iso.datetime().optional().meta({
  description: 'When it became what it is, by the record; absent where none says so.',
});

export const previousUntil = z.iso.datetime().optional().meta({
  description: 'Until when the one before is good.',
});
