// The page's policy forbids code made from text. zod would try that at the first schema, so the script
// imports this file before any schema.

import { z } from 'zod';

z.config({ jitless: true });
