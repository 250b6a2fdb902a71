// Portuguese. Brazilian words where the two differ; {what} brings its own article, if any.

import type { FlowStrings } from '../flow-strings.ts';

export const pt: FlowStrings = {
  language: 'Para português, digite {key}.',
  ask: 'Para receber {what} de {business} no seu número de WhatsApp com final {ending}, digite {yes}. {stop} Para recusar, digite {no}.',
  stop: 'Você pode parar de receber a qualquer momento: escreva STOP no WhatsApp.',
  ask_other: 'Para usar outro número, digite {other}.',
  ask_repeat: 'Para ouvir novamente, digite {repeat}.',
  ask_withdraw: 'Para parar de receber todas as mensagens de WhatsApp de {business}, digite {withdraw}.',
  number:
    'Digite o seu número de WhatsApp, começando com zero zero e o código do país, e, depois, a tecla jogo da velha ou cardinal.',
  number_wrong: 'Esse número está incompleto ou tem algum dígito errado.',
  wrong_key: 'Essa tecla não corresponde a nenhuma opção.',
  silence: 'Não recebemos nenhuma opção.',
  recorded:
    'Sua escolha foi registrada: você concordou em receber {what} de {business} no WhatsApp. Se você já tinha parado de receber as mensagens de {business} no WhatsApp, escreva START lá. Até logo.',
  declined: 'Sua escolha foi registrada: você recusou. Até logo.',
  withdrawn: 'Foi registrado que {business} deve parar de enviar mensagens de WhatsApp para você. Até logo.',
  not_recorded: 'Não foi possível registrar sua escolha. Ligue novamente mais tarde. Até logo.',
  gave_up: 'Não recebemos resposta, portanto nada foi registrado. Até logo.',
  firstPerson: /(?<!\p{L})(?:meus?|minhas?|noss[oa]s?)(?!\p{L})/iu,
  reviewed: false,
};
