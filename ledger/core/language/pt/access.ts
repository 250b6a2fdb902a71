// Portuguese.

import type { AccessStrings } from '../access-strings.ts';

export const pt: AccessStrings = {
  title: 'Tudo o que {business} registrou sobre você',
  names: 'Seus nomes e números',
  records: 'O que você aceitou e o que interrompeu',
  messages: 'Mensagens para você',
  brief: 'Guardado por pouco tempo',
  sent: 'Enviada',
  heldBack: 'Não enviada',
  erased: 'Apagado',
  corrected: 'Corrigido em {date}',
  recordedAs: 'Registrado como {was}',
  language: 'Idioma',
  customerNumber: 'Número do cliente',
  code: 'Código',
  kinds: {
    opt_in: 'Você aceitou',
    opt_out: 'Você interrompeu',
    declined: 'Você disse não',
    objected: 'Você se opôs',
    confirmed: 'Você mostrou que o número é seu',
    resumed: 'Você pediu mensagens de novo',
    linked: 'O WhatsApp informou que dois nomes são seus',
    identifier_changed: 'O WhatsApp informou que um número ou nome mudou',
    suspended: 'Suspenso: o número pode ser agora de outra pessoa',
    corrected: 'Um registro foi corrigido',
  },
};
