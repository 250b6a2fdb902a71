// Portuguese.

import type { FormStrings } from '../form-strings.ts';

export const pt: FormStrings = {
  number: 'Seu número de WhatsApp, com o código do país',
  tick: 'Marque a caixa somente se concordar.',
  signature: 'Sua assinatura',
  date: 'Data',
  place: 'Local',
  staff: 'Número do funcionário',
  aloud: 'Leia estas palavras em voz alta, tal como estão:',
  ask: 'Concorda?',
  scanOnFile: 'A empresa guarda uma cópia digitalizada do formulário.',
  recordingOnFile: 'A empresa guarda uma gravação.',
  twoStaff: 'Uma segunda pessoa da empresa confirmou.',
  reviewed: false,
};
