import { describe, expect, test } from 'vitest';
import { admit } from '../../../ledger/core/consent/admission.ts';
import type { OptIn } from '../../../ledger/core/consent/command.ts';
import { type Channel, channels, entryPointSchema } from '../../../ledger/core/consent/evidence.ts';
import type { PublishedNotice } from '../../../ledger/core/notice/notice.ts';
import { joinLines, type Rendered } from '../../../ledger/core/notice/render.ts';
import { policyNamed } from '../../../ledger/core/policy/policy.ts';
import type { PolicyName } from '../../../ledger/core/policy/policy-name.ts';
import { goodEvidence, number, optIn, pageOptIn, publishedNotice, seen, textOf } from './sample-consent.ts';
import {
  type Fault,
  outsideWhatsApp,
  seeing,
  showing,
  strictFaults,
  withoutBusiness,
  withoutWhatsApp,
  worded,
} from './sample-faults.ts';

const policyNames: PolicyName[] = ['strict-2020', 'general-2024'];
const noticeUnder = (policy: PolicyName) => publishedNotice({ policy });

/** The rules a command fails, sorted; empty when it is admitted. */
function failed(command: OptIn, notice: PublishedNotice): string[] {
  const admission = admit(command, notice);
  return admission.kind === 'admitted' ? [] : admission.failures.map(({ rule }) => rule).sort();
}

/** What general-2024 minds as well; everything else in the list above it lets pass. */
const generalRules = new Set([
  'ticked_by_person',
  'accept_key',
  'signed_form',
  'text_as_published',
  'business_named',
]);

const table = Object.entries(strictFaults).flatMap(([what, fault]) =>
  fault.channels.map((channel) => ({ what, channel, fault })),
);

function faulty(channel: Channel, fault: Fault): OptIn {
  const evidence = fault.evidence?.(goodEvidence[channel]) ?? goodEvidence[channel];
  return optIn(channel, { evidence, ...(fault.text !== undefined && { text: fault.text }) });
}

describe.each(policyNames)('under %s', (policy) => {
  const notice = noticeUnder(policy);

  test.each(outsideWhatsApp)('an opt-in by %s that does everything right is admitted', (channel) => {
    const admission = admit(optIn(channel, { text: textOf(notice, channel) }), notice);
    expect(admission).toMatchObject({ kind: 'admitted', policy: { name: policy, version: 1 } });
    expect(joinLines((admission as { text: Rendered }).text)).toBe(textOf(notice, channel));
  });

  test.each(outsideWhatsApp)('a server that names the notice by %s gets no words for it', (channel) => {
    const admission = admit(optIn(channel), notice);
    expect(admission).toMatchObject({ kind: 'admitted' });
    expect(admission).not.toHaveProperty('text');
  });

  test('a message in a WhatsApp thread is no opt-in', () => {
    expect(failed(optIn('whatsapp'), notice)).toEqual(['outside_whatsapp']);
  });

  test.each(['0', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'])('key %s is no opt-in', (key) => {
    expect(failed(optIn('ivr', { evidence: { ...goodEvidence.ivr, key } }), notice)).toEqual(['accept_key']);
  });

  test('every refusal says where to look, which criterion it is about and what to do', () => {
    for (const { channel, fault } of table) {
      const admission = admit(faulty(channel, fault), fault.notice?.(notice) ?? notice);
      if (admission.kind === 'admitted') continue;
      for (const { criterion, pointer, detail } of admission.failures) {
        expect(['user_action', 'clear_language', 'visual_identification', 'source']).toContain(criterion);
        expect(pointer).toMatch(/^(\/[a-z_]+)+$/);
        expect(detail).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});

describe('strict-2020', () => {
  const notice = noticeUnder('strict-2020');

  test.each(table)('by $channel, $what is refused for that alone', ({ channel, fault }) => {
    expect(failed(faulty(channel, fault), fault.notice?.(notice) ?? notice)).toEqual(fault.rules);
  });

  test.each(channels)('by %s, every rule has been seen refusing', (channel) => {
    const seenRefusing = new Set(
      table.filter((row) => row.channel === channel).flatMap(({ fault }) => fault.rules),
    );
    const rules = policyNamed('strict-2020').rules[channel].map(({ name }) => name);
    expect([...seenRefusing].sort()).toEqual(
      [...new Set(rules)].filter((name) => name !== 'outside_whatsapp').sort(),
    );
  });

  test('a page that does everything wrong is told everything', () => {
    const evidence = {
      initially: 'ticked',
      action: 'none',
      seen: {
        ...seen,
        initially: 'ticked',
        gesture: { type: 'none', trusted: false },
        logo: false,
        font_px: 1,
      },
    };
    const command = pageOptIn({
      evidence,
      text: 'Yes',
      source: { system: 'widget', entry_point: 'social_list' },
    });
    const told = failed(command, withoutBusiness(withoutWhatsApp(notice)));
    expect([...new Set(told)]).toEqual([
      'business_named',
      'forbidden_source',
      'legible',
      'logo_and_name',
      'never_pre_ticked',
      'text_as_published',
      'ticked_by_person',
      'trusted_gesture',
    ]);
  });

  test('an app that does everything wrong is told everything', () => {
    const wrong = { initially: 'ticked', gesture: { type: 'none' }, logo: false, font_px: 1 };
    const evidence = { ...showing(wrong)(goodEvidence.app), initially: 'ticked', action: 'none' };
    const command = optIn('app', { evidence, text: 'Yes' });
    expect([...new Set(failed(command, withoutBusiness(withoutWhatsApp(notice))))]).toEqual([
      'business_named',
      'legible',
      'logo_and_name',
      'never_pre_ticked',
      'text_as_published',
      'ticked_by_person',
      'trusted_gesture',
    ]);
  });

  test('what a server says of an app, and what it said before apps signed, is judged by the box alone', () => {
    const { shown: _, ...boxOnly } = goodEvidence.app;
    expect(failed(optIn('app', { evidence: boxOnly }), notice)).toEqual([]);
    expect(failed(optIn('app', { evidence: { ...boxOnly, initially: 'ticked' } }), notice)).toEqual([
      'never_pre_ticked',
    ]);
  });

  test.each(['touch', 'pointer', 'key', 'assistive'] as const)('a %s in an app is a tick', (type) => {
    const evidence = showing({ gesture: { type } })(goodEvidence.app);
    expect(failed(optIn('app', { evidence }), notice)).toEqual([]);
  });

  test('an IVR call that does everything wrong is told everything', () => {
    const command = optIn('ivr', {
      evidence: { ...goodEvidence.ivr, key: '2' },
      text: 'Yes',
      source: { system: 'server', entry_point: 'sms_list' },
    });
    const silent = worded(notice, { prompt: 'Press 1.' });
    expect(failed(command, silent)).toEqual([
      'accept_key',
      'business_named',
      'forbidden_source',
      'number_read_back',
      'text_as_published',
      'whatsapp_named',
    ]);
  });

  test('a sentence is legible from 12 px on', () => {
    expect(failed(optIn('web', { evidence: seeing({ font_px: 12 })(goodEvidence.web) }), notice)).toEqual([]);
  });

  test.each(['click', 'pointerdown', 'keydown'] as const)(
    'a %s that the browser vouches for is a tick',
    (type) => {
      const evidence = seeing({ gesture: { type, trusted: true } })(goodEvidence.web);
      expect(failed(optIn('web', { evidence }), notice)).toEqual([]);
    },
  );
});

describe('general-2024', () => {
  const notice = noticeUnder('general-2024');

  test.each(table)('is no stricter than its three demands: by $channel, $what', ({ channel, fault }) => {
    expect(failed(faulty(channel, fault), fault.notice?.(notice) ?? notice)).toEqual(
      fault.rules.filter((rule) => generalRules.has(rule)),
    );
  });

  test('refuses nothing that strict-2020 admits', () => {
    const { rules, refusedSources } = policyNamed('general-2024');
    const strict = policyNamed('strict-2020');
    for (const channel of channels) {
      const names = rules[channel].map(({ name }) => name);
      expect(strict.rules[channel].map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    }
    expect([...strict.refusedSources]).toEqual(expect.arrayContaining([...refusedSources]));
  });
});

describe('a locale the notice was not published in', () => {
  const notice = publishedNotice();

  test('is refused', () => {
    for (const policy of policyNames) {
      expect(failed(pageOptIn({ locale: 'fr' }), noticeUnder(policy))).toEqual(['locale_published']);
    }
  });

  test.each(['en-GB', 'EN', 'constructor', 'toString', '__proto__', ''])(
    'is refused when it is "%s"',
    (locale) => {
      expect(failed(pageOptIn({ locale }), notice)).toEqual(['locale_published']);
    },
  );

  test('hides none of the other reasons', () => {
    const command = pageOptIn({
      locale: 'fr',
      evidence: { ...goodEvidence.web, initially: 'ticked', seen: { ...seen, logo: false } },
      source: { system: 'widget', entry_point: 'email_list' },
    });
    expect(failed(command, notice)).toEqual([
      'forbidden_source',
      'locale_published',
      'logo_and_name',
      'never_pre_ticked',
    ]);
  });
});

describe('where the person was asked', () => {
  const forbidden = {
    'strict-2020': ['click_to_whatsapp_ad', 'whatsapp_thread', 'email_list', 'sms_list', 'social_list'],
    'general-2024': ['click_to_whatsapp_ad', 'email_list', 'sms_list', 'social_list'],
  };

  test.each(policyNames.flatMap((policy) => entryPointSchema.options.map((via) => ({ policy, via }))))(
    '$via under $policy',
    ({ policy, via }) => {
      const command = optIn('email', { source: { system: 'server', entry_point: via } });
      const refused = forbidden[policy].includes(via);
      expect(failed(command, noticeUnder(policy))).toEqual(refused ? ['forbidden_source'] : []);
    },
  );
});

describe('words that were not published yet', () => {
  const notice = publishedNotice();
  const published = Date.parse(notice.notice.published_at);
  const earlier = (ms: number) => new Date(published - ms).toISOString();
  const day = 86_400_000;

  test.each(outsideWhatsApp.filter((channel) => channel !== 'import'))(
    'were agreed to by no one, on any channel: %s',
    (channel) => {
      expect(failed(optIn(channel, { occurredAt: earlier(day * 365) }), notice)).toContain('published_then');
      expect(failed(optIn(channel, { occurredAt: earlier(3000) }), notice)).toContain('published_then');
      expect(failed(optIn(channel, { occurredAt: earlier(-1000) }), notice)).not.toContain('published_then');
    },
  );

  test('may stand in an import, which claims the least', () => {
    expect(failed(optIn('import', { occurredAt: earlier(day * 365) }), notice)).toEqual([]);
  });

  test('were shown by a page whose clock is behind, by no more than a day', () => {
    expect(failed(pageOptIn({ occurredAt: earlier(day - 1000) }), notice)).toEqual([]);
    expect(failed(pageOptIn({ occurredAt: earlier(day + 1000) }), notice)).toEqual(['published_then']);
  });
});

describe('what admission hands on', () => {
  test('is the lines as rendered, never those that were sent', () => {
    const admission = admit(pageOptIn(), publishedNotice());
    expect(admission).toMatchObject({
      kind: 'admitted',
      grading: { grade: 'E3', reasons: ['number_not_proven'] },
      text: {
        sentence: 'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX3210',
      },
    });
  });

  test('names no number in a refusal', () => {
    const admission = admit(pageOptIn({ text: number, locale: 'fr' }), publishedNotice());
    expect(JSON.stringify(admission)).not.toContain('3210');
  });
});
