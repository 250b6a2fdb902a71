// What of a notice's lines is made a link.

import type { RenderableNotice } from '../../ledger/core/notice/render.ts';

/** Addresses as they stand in the notice's lines, and where each leads. */
export function noticeLinks({ contact, ...notice }: RenderableNotice): [string, string][] {
  const { phone = '', email = '', url = '' } = contact;
  return [
    ...[notice.privacy_url, notice.withdrawal_url, url].map((address): [string, string] => [
      address,
      address,
    ]),
    [email, `mailto:${email}`],
    [phone, `tel:${phone.replace(/[^+\d]/g, '')}`],
  ];
}
