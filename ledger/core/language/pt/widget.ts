// Portuguese: Brazilian words where the two differ.

import type { Strings } from '../widget-strings.ts';

export const pt: Strings = {
  lang: 'pt',

  numberLabel: 'Número do WhatsApp',
  hintWithCode: 'Para um número fora de +{code}, comece com + e o código do país',
  hintInternational: 'Comece com + e o código do país',
  numberGap: '(como informado aqui)',

  otherLines: 'Parar a qualquer momento · Privacidade · Falar com uma pessoa',

  errorPrefix: 'Erro: ',
  ending: 'Número terminado em {digits}',
  newTab: 'Abre em uma nova aba',

  saving: 'Salvando…',
  saved: 'Salvo',
  receipt: 'Comprovante',
  undoing: 'Desfazendo…',
  undone: 'Desfeito',
  notNow: 'Não é possível mudar isto no momento',
  numberChanged: 'Marque de novo',
  numberMoved: 'Marque de novo: o número mudou',

  numberIncomplete: 'Digite seu número do WhatsApp com o código do país',
  numberNotPossible: 'Confira o número: falta um dígito, há um a mais ou um está trocado',
  didYouMean: 'Você quis dizer {number}?',
  numberRefused: 'Confira seu número do WhatsApp e o código do país e marque de novo',
  noticeChanged: 'O texto mudou. Leia e marque de novo',
  unreachable: 'Sua escolha não foi salva porque a conexão falhou. Marque a caixa para tentar de novo',
  unreachableCarried: 'A conexão falhou. Sua escolha será enviada junto com o formulário',
  refused: 'Não foi possível salvar sua escolha. Você pode continuar sem ela',
  tooMany: 'Houve tentativas demais. Espere uma hora e marque de novo. Você pode continuar sem isso',
  undoFailed:
    'A conexão falhou, por isso sua escolha continua salva. Para desfazer, tente de novo ou use o link abaixo',
  byHand: 'Marque a caixa você mesmo: clique, toque nela ou pressione a barra de espaço',

  yourConsent: 'Seu consentimento',
  agreedOn: 'Você concordou em {date}',
  howToStop: 'Para parar, desmarque a caixa ou use seu comprovante',
  openReceipt: 'Seu comprovante: confira, guarde ou pare de receber',

  confirmHeading: 'Confirme que este número é seu',
  confirmWhy: 'O registro mostra então que este número é seu',
  confirmByMessage: 'Enviar o código pelo WhatsApp',
  confirmWaiting: 'Aguardando sua mensagem…',
  confirmByCode: 'Receber um código',
  codeLabel: 'Código',
  codeHint: '{count} dígitos, da mensagem que enviamos a você',
  codeSend: 'Confirmar',
  codeWrong: 'Confira o código e digite de novo',
  codeExpired: 'O código expirou. Peça um novo',
  confirmed: 'Confirmado: este número é seu',
  confirmUnavailable: 'Não é possível confirmar agora. Mesmo assim, sua escolha está salva',
};
