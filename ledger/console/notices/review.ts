// Has it recorded that somebody who reads the language has reviewed the words of a notice in it.

import type { TemplateResult } from 'lit';
import { asking } from '../ask/session.ts';
import { actButton } from '../settings/act.ts';
import { text } from '../settings/field.ts';
import { review as words } from '../words/notices.ts';
import { languageIn, type Notice } from './reading.ts';

export function reviewer({ id, version }: Notice, locale: string, done: () => void): TemplateResult {
  return actButton(
    {
      title: words.title(languageIn(locale, 'en')),
      means: words.means,
      fields: [{ name: 'reviewer', label: words.reviewer, hint: words.reviewerHint }],
      doIt: words.doIt,
      method: 'POST',
      path: `/v1/notices/${encodeURIComponent(id)}/reviews`,
      body: ({ reviewer: name }) => ({ locale, version, reviewer: text(name) }),
      command: ({ reviewer: name }) =>
        `optmark notice review ${id} --version ${version} --locale ${locale} --reviewer ${JSON.stringify(text(name))} --business ${asking.business}`,
      done,
    },
    words.open,
  );
}
