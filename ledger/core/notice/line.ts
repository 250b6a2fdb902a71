// The lines a notice is made of: one line each, and templates whose slots render.ts fills.

import { z } from 'zod';

// Lines are joined by line feeds before they are hashed: a line that held one could pass for two.
const severalLines = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Text of one line, with single spaces inside and none around, as a browser draws it; lengths in UTF-16
 * units.
 */
export const lineOf = ({ min = 1, max }: { min?: number; max: number }) =>
  z
    .string()
    .trim()
    .overwrite((text) => text.replace(/ {2,}/g, ' '))
    .min(min)
    .max(max)
    .refine((text) => !severalLines.test(text), {
      error: 'must be one line, without control characters',
      params: { rule: 'one_line' },
    });

const slots = ['what', 'business', 'masked', 'privacy_url', 'withdrawal_url', 'contact'] as const;

/**
 * A line that keeps its slots: without them it could not name who, what or where. An unknown slot is a
 * mistake.
 */
export const template = (...needed: (typeof slots)[number][]) =>
  lineOf({ max: 500 }).refine(
    (text) => {
      const used = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      return (
        needed.every((slot) => used.includes(slot)) && used.every((name) => slots.some((s) => s === name))
      );
    },
    {
      error: `must contain ${needed.map((slot) => `{${slot}}`).join(', ')}, and no slot that is unknown`,
      params: { rule: 'slots' },
    },
  );
