// The name under which a platform knows an app: Apple's bundle identifier, Android's application id. Among
// the origins of a site it stands as `app:com.fresh.shop`. No browser can send that as `Origin`: what a
// browser sends has `://` in it (RFC 6454 section 6.1), also for the pages that an app brings along.

import { z } from 'zod';

const name = /^[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+$/i;
const lettersMax = 155;

export const appIdSchema = z
  .string()
  .max(lettersMax)
  .regex(name, 'must be the bundle identifier or application id of an app, such as com.fresh.shop')
  .meta({ description: 'Bundle identifier (Apple) or application id (Android) of the app.' });

const scheme = /^app:(?!\/\/)/i;

/** How a site lists it. In small letters: Apple's do not differ by capitals. */
export const originOfApp = (id: string): string => `app:${id.toLowerCase()}`;

export const isOriginOfApp = (origin: string): boolean => scheme.test(origin);

/** Undefined: it names no app. */
export function normalizeOriginOfApp(text: string): string | undefined {
  const id = appIdSchema.safeParse(text.replace(scheme, ''));
  return id.success ? originOfApp(id.data) : undefined;
}
