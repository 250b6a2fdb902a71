// The names of all policies: what a notice may ask for, and what a record may say it was admitted under.

import { z } from 'zod';

export const policyNameSchema = z.enum(['strict-2020', 'general-2024']);

export type PolicyName = z.infer<typeof policyNameSchema>;
