// Of a secret that another one replaces (operations/setup/overlap.ts).

import { z } from 'zod';

export const endsPrevious = z.boolean().optional().meta({
  description: 'The one before ends at once; else it stays good for 24 hours.',
});
