// Russian, with the formal "вы". A name or a count stands where its case does not matter.

import type { HostedStrings } from '../hosted-strings.ts';

export const ru: HostedStrings = {
  title: 'Сообщения WhatsApp от {business}',
  intro: 'Здесь решаете вы. Само открытие страницы ничего не меняет.',
  save: 'Сохранить',
  tickFirst: 'Пока ничего не сохранено. Сначала поставьте галочку.',
  done: 'Сохранено. Страницу можно закрыть.',
  noScript: 'Чтобы записать ваш выбор, этой странице нужен JavaScript. Ничего не записано.',
  closedTitle: 'Эту страницу нельзя использовать',
  closedMeans: 'Возможно, адрес неполный или компания закрыла её. Ничего не записано.',
  linkTitle: 'Ваш выбор о сообщениях WhatsApp',
  linkOverTitle: 'Эту ссылку нельзя использовать',
  linkOverMeans:
    'Возможно, она неполная или слишком старая либо компания её отозвала. Ничего не записано. Откройте её снова из сообщения, в котором она пришла, или попросите у компании новую.',
  usedTitle: 'Эта ссылка использована {date}',
  usedMeans:
    'По ней сохранён выбор для номера {number}. Чтобы остановить сообщения, отправьте STOP {business} в WhatsApp или воспользуйтесь контактом ниже.',
  otherNumber: 'Указать другой номер',
  waiting: 'Минуту…',
  unreachable: 'Не удалось установить соединение. Загрузите страницу снова.',
};
