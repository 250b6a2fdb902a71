// Russian, with the formal "вы". {what} stands in the accusative ("уведомления о заказах").

import type { Prescribed } from '../prescribed.ts';

export const ru: Prescribed = {
  sentence: 'Я соглашаюсь получать {what} от {business} на свой номер WhatsApp {masked}',
  privacy: 'Как {business} использует ваш номер: {privacy_url}',
  withdrawal: 'Вы можете отказаться в любой момент: {withdrawal_url}',
  contact: 'Поговорите с человеком из {business}: {contact}',
  prompt:
    'Чтобы получать {what} от {business} на свой номер WhatsApp с последними цифрами {masked}, нажмите 1. ' +
    'Вы можете отказаться в любой момент. Чтобы не соглашаться, нажмите 2.',
  callWord: /(?<!\p{L})(?:видео)?звон(?:ок|к(?:[аиу]|ам|ами|ах|ов|ом))(?!\p{L})/iu,
  reviewed: false,
};
