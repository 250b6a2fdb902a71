// What the text messages of a provider are known by: what it signs with, sealed, and the secret in the path
// of one that cannot, of which a MAC is kept; and what its API asks for, where the reply goes by that. Two of
// each live at a time: the one before stays good for a day, or ends at once where it has leaked.

import { z } from 'zod';
import { formatSmsSecret, isSmsSecretShaped } from '../../auth/sms-secret.ts';
import { type SmsDialectName, smsDialects } from '../../channels/sms/dialects.ts';
import { LedgerError } from '../../core/error.ts';
import { mac, macIs } from '../../core/mac.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import type { Keys } from '../keys.ts';
import { type TellsWhenSet, whenSet } from '../record/when-set.ts';
import { type Changer, type Changing, changeSetup, operator } from '../setup/change.ts';
import { isGood, overlap } from '../setup/overlap.ts';
import type { World } from '../world.ts';
import type { CachedSmsProviders } from './cached.ts';
import type { SmsAccount, SmsProvider } from './store.ts';

export type SmsProviders = { smsProviders: CachedSmsProviders };

const value = z.string().regex(/^[\x21-\x7e]{4,512}$/, 'must be 4 to 512 visible ASCII characters');

/**
 * `secret`: what the provider signs its requests with. `blocks`: whether it puts up a block of its own at a
 * stop, where that is not as the dialect says. The rest: what its API asks for.
 */
export const smsSettingsSchemas = {
  twilio: z.strictObject({ secret: value, blocks: z.boolean().optional() }),
  plivo: z.strictObject({ secret: value, blocks: z.boolean().optional() }),
  vonage: z.strictObject({
    ...{ secret: value.optional(), key: value, key_secret: value },
    blocks: z.boolean().optional(),
  }),
  africastalking: z.strictObject({ username: value, key: value }),
} as const satisfies Record<SmsDialectName, z.ZodType>;

type SmsSettings = z.infer<(typeof smsSettingsSchemas)[SmsDialectName]>;

type How = { endsPrevious?: boolean; changer?: Changer };
type Clocked = { world: Pick<World, 'now'> };
type Setting = Changing & SmsProviders & Keys<'master' | 'macs'>;

/** @param settings as the schema of its dialect has them */
export async function setSmsProvider(
  ledger: Setting,
  business: string,
  dialect: SmsDialectName,
  settings: SmsSettings,
  { endsPrevious = false, changer = operator }: How = {},
): Promise<void> {
  const text = JSON.stringify(settings);
  const sealed = sealText(ledger.keys.master, placeOf(business, dialect), ledger.world.random(12), text);
  const before = overlap(ledger, endsPrevious);
  await changeRow(ledger, business, dialect, changer, (is) => ({
    ...(is ?? blank(business, dialect)),
    settings: sealed,
    ...before('previous_settings', is?.settings ?? null),
  }));
}

/** The first, or another one; shown this once. */
export async function newSmsSecret(
  ledger: Setting,
  business: string,
  dialect: SmsDialectName,
  { endsPrevious = false, changer = operator }: How = {},
): Promise<string> {
  const secret = formatSmsSecret(ledger.world.random(24));
  const before = overlap(ledger, endsPrevious);
  await changeRow(ledger, business, dialect, changer, (is) => ({
    ...(is ?? blank(business, dialect)),
    secret: mac(ledger.keys.macs, 'sms-secret/v1', business, dialect, secret),
    ...before('previous_secret', is?.secret ?? null),
  }));
  return secret;
}

/** No message of it is heard from now on. @throws LedgerError not_found */
export const endSmsProvider = (
  ledger: Setting,
  business: string,
  dialect: SmsDialectName,
  changer: Changer = operator,
): Promise<void> =>
  changeRow(ledger, business, dialect, changer, (is) =>
    is === undefined ? new LedgerError('not_found', 'Nothing is known of this provider.') : null,
  );

const blank = (business: string, dialect: SmsDialectName): Columns => ({
  name: nameOf(business, dialect),
  business,
  dialect,
  settings: null,
  secret: null,
  ...{ previous_settings: null, previous_settings_until: null },
  ...{ previous_secret: null, previous_secret_until: null },
});

/** What this provider may have signed with, the present one first. Empty: its signatures are not checked. */
export async function smsSigningSecrets(
  ledger: SmsProviders & Keys<'master'> & Clocked,
  business: string,
  dialect: SmsDialectName,
  suits?: () => boolean,
): Promise<string[]> {
  const kept = await ledger.smsProviders.provider(business, dialect, suits);
  return settingsIn(ledger, kept).flatMap((settings) =>
    'secret' in settings ? (settings.secret ?? []) : [],
  );
}

/** Whether it puts up a block of its own at a stop. */
export async function blocksAtStop(
  ledger: SmsProviders & Keys<'master'> & Clocked,
  business: string,
  dialect: SmsDialectName,
): Promise<boolean> {
  const [settings] = settingsIn(ledger, await ledger.smsProviders.provider(business, dialect));
  const said = settings !== undefined && 'blocks' in settings ? settings.blocks : undefined;
  return said ?? smsDialects[dialect].blocksAtStop;
}

/** What its API asks for; undefined where nothing is known of it, or the reply goes by no API. */
export async function smsAccount(
  ledger: SmsProviders & Keys<'master'> & Clocked,
  business: string,
  dialect: SmsDialectName,
): Promise<SmsAccount | undefined> {
  const [settings] = settingsIn(ledger, await ledger.smsProviders.provider(business, dialect));
  if (settings === undefined || !('key' in settings)) return undefined;
  return 'username' in settings
    ? { dialect: 'africastalking', username: settings.username, key: settings.key }
    : { dialect: 'vonage', key: settings.key, keySecret: settings.key_secret };
}

/** Whether this is a secret of this line that is good now. */
export async function isSmsSecret(
  ledger: SmsProviders & Keys<'macs'> & Clocked,
  business: string,
  dialect: SmsDialectName,
  shown: string | undefined,
  suits?: () => boolean,
): Promise<boolean> {
  if (shown === undefined || !isSmsSecretShaped(shown)) return false;
  const kept = await ledger.smsProviders.provider(business, dialect, suits);
  const before = isGood(ledger, kept?.previousSecret) ? [kept!.previousSecret!.secret] : [];
  return [...(kept?.secret ? [kept.secret] : []), ...before].some((one) =>
    macIs(ledger.keys.macs, one, 'sms-secret/v1', business, dialect, shown),
  );
}

/** Where its messages are heard, by POST; the secret of one that signs nothing comes behind it. */
export const smsAddress = ({ url }: { url: string }, dialect: SmsDialectName, business: string): string =>
  `${url}/v1/sms/${dialect}/${business}`;

/** As operators see them: what there is and since when, and never what it is. */
export async function shownSmsProviders(ledger: SmsProviders & TellsWhenSet, business: string) {
  const set = await whenSet(ledger, business, 'sms_provider');
  return (await ledger.smsProviders.providers(business)).map(({ dialect, settings, secret }) => {
    const { settings: settingsSet, secret: secretSet } = set.get(nameOf(business, dialect)) ?? {};
    return {
      dialect,
      settings: settings !== undefined,
      ...(settingsSet && { settings_set_at: settingsSet.at }),
      ...(settingsSet?.previousUntil && { settings_previous_until: settingsSet.previousUntil }),
      secret: secret !== undefined,
      ...(secretSet && { secret_set_at: secretSet.at }),
      ...(secretSet?.previousUntil && { secret_previous_until: secretSet.previousUntil }),
    };
  });
}

/** Whether the messages of this provider can be checked, and answered, at all. */
export const opensSmsProvider = ({ keys: { master } }: Keys<'master'>, kept: SmsProvider): boolean =>
  kept.settings === undefined ||
  openText(master, placeOf(kept.business, kept.dialect), kept.settings) !== undefined;

function settingsIn(ledger: Keys<'master'> & Clocked, kept: SmsProvider | undefined): SmsSettings[] {
  if (kept?.settings === undefined) return [];
  const { previousSettings: before } = kept;
  return [kept.settings, ...(isGood(ledger, before) ? [before.settings] : [])].map((sealed) => {
    const text = openText(ledger.keys.master, placeOf(kept.business, kept.dialect), sealed);
    if (text !== undefined) return smsSettingsSchemas[kept.dialect].parse(JSON.parse(text));
    throw new LedgerError('internal', 'The settings of a provider do not open under the master key.');
  });
}

const nameOf = (business: string, dialect: string) => `${business}/${dialect}`;
const placeOf = (business: string, dialect: string) =>
  ({ what: 'sms-provider', name: nameOf(business, dialect), business }) as const;

async function changeRow(
  ledger: Setting,
  business: string,
  dialect: SmsDialectName,
  changer: Changer,
  change: (is: Columns | undefined) => Columns | null | LedgerError,
): Promise<void> {
  try {
    const key = { thing: 'sms_provider', name: nameOf(business, dialect) } as const;
    await changeSetup(ledger, business, key, change, changer);
  } finally {
    ledger.smsProviders.forget();
  }
}
