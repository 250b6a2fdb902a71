// Portuguese: Brazilian words where the two differ.

import type { HostedStrings } from '../hosted-strings.ts';

export const pt: HostedStrings = {
  title: 'Mensagens de WhatsApp de {business}',
  intro: 'Você decide aqui. Abrir esta página não muda nada.',
  save: 'Salvar',
  tickFirst: 'Nada foi salvo ainda. Marque a caixa primeiro.',
  done: 'Salvo. Você pode fechar esta página.',
  noScript: 'Esta página precisa de JavaScript para registrar sua escolha. Nada foi registrado.',
  closedTitle: 'Esta página não pode ser usada',
  closedMeans: 'O endereço pode estar incompleto, ou a empresa encerrou a página. Nada foi registrado.',
  linkTitle: 'Sua escolha sobre mensagens de WhatsApp',
  linkOverTitle: 'Este link não pode ser usado',
  linkOverMeans:
    'Ele pode estar incompleto ou ser antigo demais, ou a empresa o retirou. Nada foi registrado. Abra-o de novo na mensagem em que ele veio ou peça um novo à empresa.',
  usedTitle: 'Este link foi usado em {date}',
  usedMeans:
    'Com ele foi salva uma escolha para o número {number}. Para parar as mensagens, envie STOP para {business} no WhatsApp ou use o contato abaixo. Se você já as parou, isso vale.',
  takenBackTitle: 'O consentimento dado com este link foi retirado',
  takenBackAgain: 'Era para o número {number}. Para concordar de novo, peça um novo link a {business}.',
  otherNumber: 'Usar outro número',
  waiting: 'Um momento…',
  unreachable: 'A conexão falhou. Carregue a página novamente.',
  printTitle: 'Receba {what} de {business} no WhatsApp',
  printScan: 'Leia o código com a câmara do telemóvel ou abra este endereço:',
  printDecide: 'A decisão é sua, na página. Ler o código não altera nada.',
};
