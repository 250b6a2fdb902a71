// The page's policy forbids making code from text, which zod would try with the first schema: imported before any.

import { z } from 'zod';

z.config({ jitless: true });
