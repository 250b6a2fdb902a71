// Which addresses in a notice's lines become links.

import type { RenderableNotice } from '../../ledger/core/notice/render.ts';

/** Addresses as they stand in the notice's lines, and where each leads. */
export function noticeLinks({ contact, ...notice }: RenderableNotice): [string, string][] {
  const { phone = '', email = '', url = '' } = contact;
  const web = [notice.privacy_url, notice.withdrawal_url, url].map((address): [string, string] => [
    address,
    address,
  ]);
  const all: [string, string][] = [
    ...web,
    [email, `mailto:${email}`],
    [phone, `tel:${phone.replace(/[^+\d]/g, '')}`],
  ];
  // An address may begin with another one.
  return all.sort(([one], [other]) => other.length - one.length);
}
