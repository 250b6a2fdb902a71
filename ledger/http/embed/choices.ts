// What a developer may choose on /embed. The choices are the page's query, so that a link carries them. Every
// choice has a default, except the site key, which only the business knows.

import { z } from 'zod';
import { type OptInClaims, siteKeySchema } from '../../channels/web/web.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';

/** The framework for which the page writes the code. */
export const frameworks = { html: 'HTML', react: 'React', vue: 'Vue', svelte: 'Svelte' } as const;
export type Framework = keyof typeof frameworks;

/** Where the person is asked: what a page may sign as `collected_via`. */
export const places = {
  checkout: 'Checkout',
  profile: 'Profile page',
  preferences: 'Preference page',
  email_link: 'Page behind a link in an e-mail',
  sms_link: 'Page behind a link in an SMS',
  app: 'Mobile app',
} as const satisfies Record<NonNullable<OptInClaims['collected_via']>, string>;
type Place = keyof typeof places;

export const choicesSchema = z.object({
  site: siteKeySchema,
  notice: noticeIdSchema,
  locale: z
    .union([languageTagSchema.transform((tag) => tag.replaceAll('_', '-')), z.literal('')], {
      error: 'A language tag, such as en or pt-BR.',
    })
    .default(''),
  number: z.enum(['shop', 'own']).default('shop'),
  field: z
    .string()
    .regex(/^#[A-Za-z][\w-]{0,63}$/, 'A # and the id of your field, such as #tel.')
    .default('#tel'),
  via: z.enum(Object.keys(places) as [Place, ...Place[]]).default('checkout'),
  commit: z.enum(['', 'tick', 'submit']).default(''),
  name: z
    .string()
    .regex(/^[\w-]{0,64}$/, 'Letters, digits, - and _.')
    .default('optin'),
  script: z.enum(['pinned', 'moving']).default('pinned'),
  inline: z.enum(['yes', 'no']).default('yes'),
  code: z.enum(Object.keys(frameworks) as [Framework, ...Framework[]]).default('html'),
});

export type Choices = z.infer<typeof choicesSchema>;
export type Faults = Partial<Record<keyof Choices, string>>;

/** `asked`: what the form shows, right or wrong. Where `choices` is absent, there is no code to show. */
export type Asked = { asked: Partial<Record<string, string>>; choices?: Choices; faults: Faults };

const defaults = { notice: 'order-updates' };
const instead: Faults = {
  site: 'Enter your site’s publishable key, which begins with pk_',
  notice: 'Enter the id of a notice you have published, such as order-updates',
};

export function readChoices(asGiven: Record<string, string | string[]>): Asked {
  const given = Object.fromEntries(
    Object.entries(asGiven).map(([name, value]) => [name, [value].flat()[0]!]),
  );
  // A link chooses it; the developer does not type it. An unknown framework becomes HTML.
  const code = Object.hasOwn(frameworks, given.code ?? '') ? given.code : 'html';
  const query: Partial<Record<string, string>> = { ...given, code };
  const parsed = choicesSchema.safeParse({ ...defaults, ...query });
  const names = Object.keys(choicesSchema.shape) as (keyof Choices)[];
  const twice = names.filter((name) => Array.isArray(asGiven[name]));
  if (parsed.success && twice.length === 0) return { asked: parsed.data, choices: parsed.data, faults: {} };
  const asked = { ...choicesSchema.partial({ site: true }).safeParse(defaults).data, ...query };
  // The developer has not asked for anything yet, so the form shows no error.
  if (query.site === undefined) return { asked, faults: {} };
  const faults: Faults = {};
  for (const name of twice) faults[name] = 'Given more than once';
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = path[0] as keyof Choices;
    faults[name] ??= instead[name] ?? message;
  }
  return { asked, faults };
}
