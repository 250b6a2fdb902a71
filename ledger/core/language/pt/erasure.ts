// Portuguese.

import type { ErasureStrings } from '../erasure-strings.ts';

export const pt: ErasureStrings = {
  heading: 'Apagar tudo sobre você',
  means: '{business} destrói tudo o que está registrado aqui sobre você. Não é possível desfazer.',
  stays:
    'O que fica: uma marca que encontra seu número, para que ninguém escreva a você sem um novo consentimento, e linhas do registro público que nada dizem sobre você.',
  only: 'Apagar tudo; posso aceitar de novo mais tarde',
  never: 'Apagar tudo e nunca mais me enviar mensagens, a partir de agora',
  ask: 'Pedir para apagar',
  askMeans:
    '{business} analisa o pedido primeiro. Até lá ainda podem chegar mensagens; acima você pode pará-las.',
  asked: 'Em {date} você pediu a {business} que apagasse tudo sobre você. Ainda não foi feito.',
  refused:
    '{business} não concordou com isso em {date}. Pergunte o motivo no endereço abaixo. Você também pode reclamar a uma autoridade de proteção de dados.',
  linkOnly: 'Este link sozinho não mostra que o número é seu: ele pode ter sido repassado.',
  byMessage: 'Para pedir, envie a {business} esta mensagem pelo WhatsApp, desse número e sem alterá-la:',
  byContact: 'Para pedir, escreva a {business} no endereço abaixo.',
  atOnce: 'Tudo é apagado assim que a mensagem chega.',
  open: 'Abrir o WhatsApp',
  message: 'Por favor, apaguem tudo o que registraram sobre mim. Este número é meu.',
};
