// Portuguese: Brazilian words where the two differ.

import type { PersonStrings } from '../person-strings.ts';

export const pt: PersonStrings = {
  titleOne: 'Seu consentimento para mensagens de {business} no WhatsApp',
  titleAll: 'Suas escolhas de WhatsApp em {business}',
  skip: 'Ir para seu consentimento',

  standingOn: 'Ativo',
  standingOnMeans: '{business} pode enviar estas mensagens a você.',
  standingStopped: 'Parado',
  standingStoppedMeans: 'Parado em {date}. {business} não pode mais enviar estas mensagens a você.',
  standingTakenBack: 'Retirado',
  standingTakenBackMeans:
    'Só este consentimento foi retirado em {date}. Se você também concordou em outro momento ou em outro lugar, ainda podem chegar mensagens. Para parar todas, envie STOP para {business} no WhatsApp ou use o contato abaixo.',
  standingExpired: 'Encerrado',
  standingExpiredMeans:
    'Este consentimento terminou em {date}. Nenhuma mensagem pode ser enviada com base nele.',
  standingTooWeak: 'Parado',
  standingTooWeakMeans: 'Você parou. O que foi registrado depois não basta para recomeçar.',
  standingThisOnly: 'Registrado',
  standingThisOnlyMeans:
    'Ninguém parou este consentimento nesta página. Para proteger quem tem o número, este link não mostra mais nada: se você parou de outra forma, isso também vale.',

  stop: 'Parar estas mensagens',
  stopMeans: 'Vale na hora. Não é preciso fazer mais nada.',
  takeBack: 'Retirar este consentimento',
  takeBackMeans:
    'Vale na hora, só para este consentimento. Se você também concordou em outro lugar, pare por lá também.',
  stopAll: 'Parar tudo de {business}',
  stopAllMeans:
    'Encerra todos os consentimentos desta página e qualquer outro que você deu aqui. Vale na hora.',
  object: 'Oponho-me às mensagens publicitárias de {business}',
  objectMeans:
    'Nenhuma mensagem publicitária chegará mais até você, mesmo que marque uma caixa por engano em outro lugar. As outras mensagens não mudam.',
  objected: 'Você se opõe às mensagens publicitárias de {business} desde {date}.',
  stoppedNow: 'Pronto. Está parado.',
  takenBackNow: 'Pronto. Só este consentimento foi retirado.',
  nothingHere: 'Não há nenhum consentimento seu registrado aqui.',

  agreedOn: 'Você concordou em {date}',
  details: 'Detalhes',
  alsoShown: 'Também mostrado',
  alsoFolded: 'Atrás de uma linha que se abre com um toque',
  agreedExact: 'Estas são as palavras exatas, como foram registradas. Só o final do número aparece.',
  statedWords: 'O que um sistema da empresa diz ter mostrado ou reproduzido:',
  wordsNotRecorded: 'As palavras que você viu ou ouviu não estão neste registro.',
  when: 'Quando',
  how: 'Como',
  where: 'Onde',
  wording: 'Texto',
  wordingVersion: '{id}, versão {version}',
  channels: {
    web: 'Em uma página da web',
    email: 'Por e-mail',
    sms: 'Por SMS',
    app: 'Em um aplicativo',
    ivr: 'Por uma tecla do telefone',
    agent: 'Dito a uma pessoa da equipe',
    paper: 'Em papel',
    whatsapp: 'No WhatsApp',
    import: 'Trazido de uma lista mais antiga',
  },

  gradeHeading: 'O que isto mostra e o que não mostra',
  gradeScale: 'Nível {grade} em uma escala de E0 a E4',
  gradeShows: {
    E0: 'A empresa trouxe isto de uma lista mais antiga.',
    E1: 'A empresa diz que você aceitou.',
    E2: 'O texto foi mostrado ou lido em voz alta, e alguém marcou a caixa ou apertou a tecla.',
    E3: 'O texto estava na tela, alguém marcou a caixa por conta própria, e a página fez isso em uma troca nova com este registro.',
    E4: 'Como E3 ou de outra forma, e quem aceitou também mostrou que o número é seu.',
  },
  gradeShowsNot: {
    E0: 'Não mostra que alguém foi consultado ou aceitou.',
    E1: 'Não mostra o que estava na tela nem quem aceitou.',
    E2: 'Não mostra quem foi. Uma página ou um sistema desonesto poderia afirmar isso.',
    E3: 'Não mostra quem foi. A página é da empresa, e uma página desonesta poderia afirmar isso.',
    E4: 'Não mostra o nome de quem tem o número.',
  },
  callShows:
    'O texto foi lido em uma chamada, quem ligou pressionou a tecla, e o provedor de telefonia assinou o seu relato disso.',
  callShowsNot: 'Não mostra quem ligou. O número de quem liga pode ser falsificado.',
  smsShows: 'Você escreveu “{keyword}”, estas palavras voltaram por SMS, e a resposta a elas foi sim.',
  smsShowsNot: 'Não mostra quem escreveu as mensagens. O remetente de um SMS pode ser falsificado.',
  gradeBecause: {
    saidOnly: 'Só um sistema da empresa diz isso.',
    tickedBefore: 'A caixa já estava marcada antes de você chegar.',
    notByHand: 'O navegador não confirmou que uma pessoa clicou.',
    outOfView: 'Menos da metade das palavras estava na tela.',
    covered: 'Algo pode ter coberto ou escondido as palavras.',
    hardToRead: 'As palavras eram pequenas demais ou apagadas demais.',
    notFresh: 'A assinatura pode ter sido feita em outro momento.',
    callNotSigned: 'O provedor de telefonia não assinou o seu relato da chamada.',
    smsNotSigned: 'O provedor de SMS não assinou seu relato da resposta.',
    keyedIn: 'O número foi digitado durante a chamada.',
  },

  lookedHeading: 'Quem consultou',
  lookedBy: {
    key: 'Um sistema da empresa',
    staff: 'Uma pessoa que age pela empresa',
    operator: 'Um operador deste registro',
    link: 'Alguém com um link para esta página',
  },

  privacy: 'Como seu número é usado',

  proofHeading: 'Prova',
  proofMeans:
    'O registro tem um lugar fixo em um livro público. Ninguém pode mudá-lo ou antedatá-lo sem que se perceba. O livro em si não mostra nenhum número e nenhum nome.',
  leafIndex: 'Entrada',
  treeSize: 'Entradas no livro naquele momento',
  checkpoint: 'Estado assinado do livro',
  recordId: 'Registro',
  download: 'Baixar o arquivo de prova',
  downloadMeans:
    'Ele contém tudo o que é preciso para conferir o registro sem este site, e contém seu número: guarde só para você.',
  downloadSealedMeans:
    'Ele contém a prova, mas não o registro em si; seu número não está nele. Peça o arquivo completo à empresa.',

  verifyHeading: 'Confira por conta própria',
  verifyMeans:
    'Seu navegador pode refazer toda a prova a partir do arquivo. Nada sai do seu aparelho: só as chaves públicas são buscadas.',
  verifyButton: 'Conferir neste navegador',
  verifyFile: 'Ou confira um arquivo de prova que você tem',
  verifyWorking: 'Conferindo',
  verifyTrue: 'A prova é verdadeira',
  verifyTrueMeans:
    'Este registro é a entrada {index} de um livro de {size} entradas, sem alteração, e o livro e o comprovante estão assinados com as chaves que este registro publica.',
  verifyFalse: 'A prova é falsa',
  verifyFalseMeans: 'Algo no arquivo não bate. O que falhou está marcado abaixo.',
  verifyNotEvidence: 'Este não é um arquivo de prova.',
  verifyUnreachable: 'Não foi possível buscar a prova ou as chaves. Tente de novo.',
  verifyUnable:
    'Este navegador não consegue conferir essas assinaturas. Use um mais novo ou baixe o arquivo.',
  steps: {
    opening: 'O registro e seu número secreto dão a entrada pública',
    leaf: 'A entrada dá seu hash',
    path: 'O hash e seus vizinhos dão a raiz do livro',
    checkpoint: 'O livro assinou esta raiz',
    receipt: 'O comprovante está assinado e diz o mesmo',
    keys: 'As chaves são as que este registro publica',
  },
  stepGood: 'confere',
  stepBad: 'não confere',

  goneTitle: 'Este link não mostra nada',
  goneMeans: 'Ele pode estar incompleto ou antigo demais, ou o que mostrava foi apagado.',
  goneWhatToDo:
    'Abra o link de novo pela mensagem em que ele veio. Se não adiantar, pergunte à empresa que o enviou; ela pode enviar um novo e tem de parar quando você disser.',
  busyTitle: 'Pedidos demais',
  busyMeans: 'Muitos pedidos vieram da sua rede. Espere um minuto e abra o link de novo.',
};
