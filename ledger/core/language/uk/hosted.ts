// Ukrainian, with the formal "ви". A name or a count stands where its case does not matter.

import type { HostedStrings } from '../hosted-strings.ts';

export const uk: HostedStrings = {
  title: 'Повідомлення WhatsApp від {business}',
  intro: 'Тут вирішуєте ви. Відкриття цієї сторінки нічого не змінює.',
  save: 'Зберегти',
  tickFirst: 'Ще нічого не збережено. Спочатку поставте позначку.',
  done: 'Збережено. Сторінку можна закрити.',
  noScript: 'Щоб записати ваш вибір, цій сторінці потрібен JavaScript. Нічого не записано.',
  closedTitle: 'Цю сторінку не можна використати',
  closedMeans: 'Можливо, її адреса неповна або компанія її закрила. Нічого не записано.',
  linkTitle: 'Ваш вибір щодо повідомлень WhatsApp',
  linkOverTitle: 'Це посилання не можна використати',
  linkOverMeans:
    'Можливо, воно неповне чи застаріле або компанія його відкликала. Нічого не записано. Відкрийте його ще раз із повідомлення, у якому воно надійшло, або попросіть у компанії нове.',
  usedTitle: 'Це посилання використано {date}',
  usedMeans:
    'За ним збережено вибір для номера {number}. Щоб зупинити повідомлення, надішліть STOP до {business} у WhatsApp або скористайтеся контактом нижче.',
  otherNumber: 'Вказати інший номер',
  waiting: 'Хвилинку…',
  unreachable: 'Не вдалося з’єднатися. Завантажте сторінку ще раз.',
};
