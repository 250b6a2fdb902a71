// What each channel can show for what it claims. One strict schema per channel; unknown fields are refused,
// so that evidence cannot become a place where personal data collects.

import { z } from 'zod';
import { formNameSchema } from '../notice/form.ts';

export const channels = [
  'web',
  'email',
  'sms',
  'app',
  'ivr',
  'agent',
  'paper',
  'whatsapp',
  'import',
] as const;
export const channelSchema = z
  .enum(channels)
  .meta({ id: 'Channel', description: 'How the consent arrived.' });
export type Channel = z.infer<typeof channelSchema>;

const reference = z.string().trim().min(1).max(128);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');

/** A member of staff, by what only the business can resolve: the record is not theirs (channels/server). */
const staff = reference.meta({
  description:
    'A reference of yours: never a name, an e-mail address or a telephone number. A number of your payroll is one, ' +
    'unless it could be a telephone number in the country of the person’s number: then put a letter directly before it.',
  example: 'agent-7',
});
const place = reference.meta({
  description: 'The store, the desk or the call centre. The person reads it on their own page.',
  example: 'pune-2',
});
const mediaType = (...families: string[]) =>
  z
    .string()
    .regex(new RegExp(`^(?:${families.join('|')})/[a-z0-9][a-z0-9.+-]{0,60}$`))
    .meta({ description: 'Its media type.' });

// Where on the site, never the query: queries carry e-mail addresses, tokens and names.
const path = z
  .string()
  .regex(/^\/[^?#]*$/, 'must be a path without query')
  .max(300);

/**
 * Scheme, host and port of the page: a path alone is the same on every site. `null`: a page without an origin
 * of its own, such as one in a sandbox.
 */
const origin = z
  .string()
  .regex(
    /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]{0,255}|null)$/,
    'must be an origin, such as https://shop.example',
  );

/** A box on a screen: its state when first drawn, and what the person did. */
const box = { initially: z.enum(['unticked', 'ticked']), action: z.enum(['ticked', 'none']) };

/** One link of the chain of events behind a tick. `ms`: how long before the click on the box. */
const link = z.strictObject({
  type: z.enum(['pointerdown', 'keydown', 'click']),
  trusted: z.boolean(),
  ms: z.int().min(0).max(10_000),
});

/**
 * What the widget saw. `gesture` names the first event of the chain and whether the browser vouched for all
 * of it; `change` events are never evidence, because `el.click()` makes a trusted one. The text's hash is not
 * included: the page signs the text itself, and the record holds its hash. The script's digest is not
 * included either, because a script cannot contain it: /widget.json has the digest of each version, and
 * `integrity` says which one the page demanded.
 *
 * The optional fields came later. The widget always sends them; older records stay as they were.
 */
const seen = z.strictObject({
  initially: z.enum(['unticked', 'ticked']),
  gesture: z.strictObject({
    type: z.enum(['click', 'pointerdown', 'keydown', 'none']),
    trusted: z.boolean(),
    /** In order. The last is the click on the box, a click before it the one on its label. */
    chain: z.array(link).min(1).max(6).optional(),
  }),
  /**
   * `navigator.userActivation`: whether the browser itself has just felt the person; null: it does not say.
   */
  activation: z.boolean().nullable().optional(),
  /**
   * `navigator.webdriver`: the browser says that a program drives it. Programs that mean harm have it say no.
   */
  automation: z.boolean().optional(),
  logo: z.boolean(),
  visible_ms: z.int().min(0).max(86_400_000),
  visible_ratio: z.number().min(0).max(1),
  /**
   * At the click part of the sentence was out of sight. The widget brought it into view before the tick
   * counted, and the times and ratios are those after that.
   */
  brought: z.boolean().optional(),
  /**
   * The lines of the text that were folded behind one line that names them, a click away: they were not on
   * the screen.
   */
  folded: z
    .array(z.enum(['withdrawal', 'privacy', 'contact']))
    .max(3)
    .optional(),
  /**
   * IntersectionObserver v2: nothing covers, fades or shrinks it. Null: this engine does not say (Firefox,
   * Safari).
   */
  unobscured: z.boolean().nullable().optional(),
  check_visibility: z.boolean().nullable(),
  hit_test: z.boolean().nullable(),
  font_px: z.number().min(0).max(1000),
  /** Null: something in the page recolours or cuts the drawn text, so no colour can be vouched for. */
  contrast: z.number().min(1).max(21).nullable(),
  box: z.strictObject({ width: z.number().min(0), height: z.number().min(0) }),
  viewport: z.strictObject({ width: z.number().min(0), height: z.number().min(0) }),
  pixel_ratio: z.number().min(0).max(100).optional(),
  direction: z.enum(['ltr', 'rtl']),
  scheme: z.enum(['light', 'dark']),
  forced_colors: z.boolean().optional(),
  framed: z.boolean(),
  /**
   * How many pages are around this one, and whether all have its origin. Never which: that tells where people
   * go.
   */
  ancestors: z.int().min(0).max(1000).optional(),
  same_origin: z.boolean().optional(),
  script: z.string().max(32),
  /** Of the script tag: then the browser ran these bytes and no others. Null: the page demanded none. */
  integrity: z
    .string()
    .regex(/^sha\d{3}-[\w+/=-]{44,90}$/)
    .nullable()
    .optional(),
  origin: origin.optional(),
  path,
});

export type Seen = z.infer<typeof seen>;

/**
 * What a signed record of an app says was on the screen. No platform vouches for it, and no script measures
 * it: all of it is the app's own word, as a page's is in the end.
 */
const shown = z.strictObject({
  platform: z.enum(['ios', 'android', 'other']),
  /** The version of the operating system. */
  os: z
    .string()
    .regex(/^[\d.]{1,16}$/, 'must be a version, such as 26.1')
    .optional(),
  initially: z.enum(['unticked', 'ticked']),
  gesture: z.strictObject({
    /** `assistive`: a screen reader or a switch acted for the person. `none`: no event of the platform's. */
    type: z.enum(['touch', 'pointer', 'key', 'assistive', 'none']),
    /** Android's FLAG_WINDOW_IS_OBSCURED: another app's window lay over the touch. Null: not told. */
    obscured: z.boolean().nullable().optional(),
  }),
  /** The WhatsApp logo and name beside the box. */
  logo: z.boolean(),
  /** The whole sentence and the box were within the screen when the box was ticked. */
  in_view: z.boolean(),
  /** As for a page. */
  folded: seen.shape.folded,
  /** Of the sentence as drawn, in points (iOS) or dp (Android), which are what a CSS pixel is there. */
  font_px: z.number().min(0).max(1000),
  /** Whether a screen reader was on. Null: not told. */
  screen_reader: z.boolean().nullable(),
  direction: z.enum(['ltr', 'rtl']),
});

export type Shown = z.infer<typeof shown>;

export const evidenceSchemas = {
  /**
   * Posted by a shop's own server about a box on its own page; the widget's signed record carries `seen`
   * instead.
   */
  web: z
    .strictObject({
      ...box,
      origin: origin.optional(),
      path: path.optional(),
      seen: seen.optional(),
    })
    .meta({ id: 'Evidence_web' }),
  email: z.strictObject({ message_id: reference, ...box }).meta({ id: 'Evidence_email' }),
  sms: z
    .strictObject({
      message_id: reference,
      keyword: reference,
      wording_sha256: sha256,
      answer: reference.optional().meta({
        description: 'Of a text that the ledger sent: the whole answer to it, in plain letters.',
      }),
      locale: z.string().max(16).optional(),
      dialect: z
        .string()
        .max(32)
        .optional()
        .meta({ description: 'Of a text that the ledger sent: the provider that told of the answer.' }),
    })
    .meta({ id: 'Evidence_sms' }),
  /** Posted by a business's own server about a box in its app; what the app signed carries `shown` too. */
  app: z
    .strictObject({ screen: reference, app_version: reference, ...box, shown: shown.optional() })
    .meta({ id: 'Evidence_app' }),
  ivr: z
    .strictObject({
      call_id: reference,
      key: z
        .string()
        .regex(/^[0-9*#]$/, 'must be one key: 0-9, * or #')
        .meta({ description: 'The key pressed.', example: '1' }),
      prompt: reference.meta({
        description:
          'The version of the prompt that was played. Of a flow: its id and version, `id@version`.',
      }),
      locale: z.string().max(16).optional(),
      dialect: z
        .string()
        .max(32)
        .optional()
        .meta({ description: 'Of a flow: the provider or engine that told of the key.' }),
      number: z
        .enum(['caller', 'keyed'])
        .optional()
        .meta({ description: 'Of a flow: whether the number is the caller’s or was keyed in.' }),
      audio_sha256: sha256
        .optional()
        .meta({ description: 'Of the recording that was played, as the business says.' }),
      attested: z
        .enum(['A', 'B', 'C'])
        .optional()
        .meta({ description: 'STIR/SHAKEN attestation of the caller, if any.' }),
    })
    .meta({ id: 'Evidence_ivr' }),
  agent: z
    .strictObject({
      agent: staff,
      place: place.optional(),
      spoken: z
        .enum(['in_person', 'by_phone'])
        .optional()
        .meta({ description: 'How the person was asked, and said yes.' }),
      script: formNameSchema.optional().meta({
        description: 'The notice’s script that was read aloud, `id@version/locale` as it is printed on it.',
        example: 'order-updates@1/en',
      }),
      statement_sha256: sha256.optional().meta({
        description: 'Of words of your own that were read aloud. Needed where there is no `script`.',
      }),
      recording_sha256: sha256.optional().meta({
        description: 'Of the recording that you keep; the ledger stores none. It can be of one person only.',
      }),
      recording_type: mediaType('audio', 'video').optional(),
      recording_seconds: z.int().min(1).max(86_400).optional(),
    })
    .refine(({ script, statement_sha256 }) => script !== undefined || statement_sha256 !== undefined, {
      error: 'is missing, and so is `script`: say which words were read aloud',
      path: ['statement_sha256'],
      params: { rule: 'words_named' },
    })
    .meta({ id: 'Evidence_agent' }),
  paper: z
    .strictObject({
      document_sha256: sha256.meta({
        description:
          'Of the scan that you keep; the ledger stores none. It can be of one person only, or of one person a `line`.',
      }),
      signed: z.boolean(),
      form: formNameSchema.optional().meta({
        description: 'The notice’s form that was signed, `id@version/locale` as it is printed on it.',
        example: 'order-updates@1/en',
      }),
      taken_by: staff.optional(),
      place: place.optional(),
      line: z
        .int()
        .min(1)
        .max(1000)
        .optional()
        .meta({ description: 'On a sheet that several people signed: the line of this person.' }),
      document_type: mediaType('image', 'application').optional(),
    })
    .meta({ id: 'Evidence_paper' }),
  whatsapp: z.strictObject({ message_id: reference, keyword: reference }).meta({ id: 'Evidence_whatsapp' }),
  import: z.strictObject({ list: reference, collected: z.string().max(200) }).meta({ id: 'Evidence_import' }),
} as const satisfies Record<Channel, z.ZodType>;

export type Evidence<C extends Channel = Channel> = z.infer<(typeof evidenceSchemas)[C]>;

export type ChannelEvidence = { [C in Channel]: { channel: C; evidence: Evidence<C> } }[Channel];

/**
 * Where in the business's world the person was asked: the kind of place. A business may name a place of its
 * own (named-entry-point.ts). The last five may never be the source of an opt-in.
 */
export const entryPointSchema = z
  .enum([
    'checkout',
    'profile',
    'preferences',
    'thank_you',
    'order_mail',
    'footer',
    'form',
    'poster',
    'receipt',
    'packaging',
    'email_link',
    'sms_link',
    'app',
    'ivr',
    'agent',
    'paper',
    'other',
    'import',
    'click_to_whatsapp_ad',
    'whatsapp_thread',
    'email_list',
    'sms_list',
    'social_list',
  ])
  .meta({ id: 'EntryPoint', description: 'The place where the person was asked.' });

export type EntryPoint = z.infer<typeof entryPointSchema>;

/** The field of each channel's evidence by which another system tells which words it showed or played. */
const wordings: Partial<Record<Channel, string>> = {
  email: 'message_id',
  sms: 'wording_sha256',
  app: 'screen',
  ivr: 'prompt',
  agent: 'statement_sha256',
  paper: 'document_sha256',
  import: 'collected',
};

/** That field and its value. The ledger has not seen what is behind it: no reader may be told that it has. */
export type Stated = Record<string, string>;

/** The form or script of the ledger's that is named: the record holds the words that are printed on it. */
export function formNamed({ channel, evidence }: Told): string | undefined {
  const name = channel === 'paper' ? evidence.form : channel === 'agent' ? evidence.script : undefined;
  return typeof name === 'string' ? name : undefined;
}

type Told = { channel: Channel; evidence: Record<string, unknown> };

/**
 * Undefined: a page signed the words, or the ledger had them said, sent or printed. Empty: the system named
 * the notice and nothing besides.
 */
export function statedIn(optIn: {
  channel: Channel;
  evidence: Record<string, unknown>;
  jws?: string | undefined;
  flow?: object | undefined;
  text?: object | undefined;
}): Stated | undefined {
  const isSent = optIn.text !== undefined && 'sent' in optIn.text;
  if (optIn.jws !== undefined || optIn.flow !== undefined || isSent) return undefined;
  if (formNamed(optIn) !== undefined) return undefined;
  const name = wordings[optIn.channel];
  const value = name === undefined ? undefined : optIn.evidence[name];
  return name === undefined || typeof value !== 'string' ? {} : { [name]: value };
}
