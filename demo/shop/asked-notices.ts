// The two notices with which the shop's pages ask, and the form field that holds the answer to each.

export const tickFields = { 'order-updates': 'whatsapp_consent', offers: 'whatsapp_offers' } as const;

export type NoticeId = keyof typeof tickFields;

export const askedNotices = Object.keys(tickFields) as NoticeId[];

/** The name of each where the notice itself is not at hand. */
export const noticeNames: Record<NoticeId, string> = {
  'order-updates': 'Order updates',
  offers: 'Offers and recipes',
};

export const parseNoticeId = (given: unknown): NoticeId | undefined =>
  askedNotices.find((id) => id === given);
