// Spanish, with usted, for Spain and the Americas.

import type { PersonStrings } from '../person-strings.ts';

export const es: PersonStrings = {
  titleOne: 'Su consentimiento para recibir mensajes de WhatsApp de {business}',
  titleAll: 'Sus preferencias de WhatsApp en {business}',
  skip: 'Ir a su consentimiento',

  standingOn: 'Activo',
  standingOnMeans: '{business} puede enviarle estos mensajes.',
  standingStopped: 'Cancelado',
  standingStoppedMeans: 'Cancelado el {date}. {business} ya no puede enviarle estos mensajes.',
  standingTakenBack: 'Retirado',
  standingTakenBackMeans:
    'Solo este consentimiento se retiró el {date}. Si también dio su consentimiento en otro momento o en otro lugar, pueden seguir llegando mensajes. Para terminar con todos, envíe STOP a {business} por WhatsApp o use el contacto de abajo.',
  standingExpired: 'Terminado',
  standingExpiredMeans: 'Este consentimiento terminó el {date}. Ya no permite enviar mensajes.',
  standingTooWeak: 'Cancelado',
  standingTooWeakMeans: 'Usted canceló esto. Lo que se registró después no basta para reanudarlo.',
  standingThisOnly: 'Registrado',
  standingThisOnlyMeans:
    'Nadie ha cancelado este consentimiento en esta página. Para proteger a quien tiene el número, este enlace no muestra nada más: si lo canceló de otra forma, también vale.',

  stop: 'Dejar de recibir estos mensajes',
  stopMeans: 'Tiene efecto de inmediato. No hay que hacer nada más.',
  takeBack: 'Retirar este consentimiento',
  takeBackMeans:
    'Tiene efecto de inmediato, solo para este consentimiento. Si también dio su consentimiento en otro lugar, dese de baja allí también.',
  stopAll: 'Dejar de recibir todo de {business}',
  stopAllMeans:
    'Termina todos los consentimientos de esta página y cualquier otro que haya dado aquí. Tiene efecto de inmediato.',
  object: 'Me opongo a los mensajes publicitarios de {business}',
  objectMeans:
    'Ya no le llegará ningún mensaje publicitario, aunque marque una casilla por error en otro sitio. Los demás mensajes no cambian.',
  objected: 'Usted se opone a los mensajes publicitarios de {business} desde el {date}.',
  stoppedNow: 'Hecho. Se ha cancelado.',
  takenBackNow: 'Hecho. Se ha retirado solo este consentimiento.',
  nothingHere: 'Aquí no consta ningún consentimiento suyo.',

  agreedOn: 'Dio su consentimiento el {date}',
  details: 'Detalles',
  alsoShown: 'También se mostró',
  alsoFolded: 'Tras una línea que se despliega con un toque',
  agreedExact: 'Estas son las palabras exactas tal como se registraron. Solo se muestra el final del número.',
  statedWords: 'Lo que un sistema de la empresa dice que mostró o reprodujo:',
  wordsNotRecorded: 'Las palabras que usted vio u oyó no están en este registro.',
  when: 'Cuándo',
  how: 'Cómo',
  where: 'Dónde',
  wording: 'Texto',
  wordingVersion: '{id}, versión {version}',
  channels: {
    web: 'En una página web',
    email: 'Por correo electrónico',
    sms: 'Por mensaje de texto',
    app: 'En una aplicación',
    ivr: 'Pulsando una tecla en una llamada',
    agent: 'De palabra, a una persona del personal',
    paper: 'En papel',
    whatsapp: 'En WhatsApp',
    import: 'Tomado de una lista anterior',
  },

  gradeHeading: 'Qué demuestra esto y qué no',
  gradeScale: 'Nivel {grade} en una escala de E0 a E4',
  gradeShows: {
    E0: 'La empresa tomó esto de una lista anterior.',
    E1: 'La empresa dice que usted aceptó.',
    E2: 'El texto se mostró o se leyó en voz alta, y alguien marcó la casilla o pulsó la tecla.',
    E3: 'El texto estaba en la pantalla, alguien marcó la casilla por sí mismo, y la página lo hizo en un intercambio nuevo con este registro.',
    E4: 'Como E3 o de otra forma, y quien aceptó demostró además que el número es suyo.',
  },
  gradeShowsNot: {
    E0: 'No demuestra que se preguntara a nadie ni que nadie aceptara.',
    E1: 'No demuestra qué había en la pantalla ni quién aceptó.',
    E2: 'No demuestra quién fue. Una página o un sistema deshonesto podría afirmarlo.',
    E3: 'No demuestra quién fue. La página es de la empresa, y una página deshonesta podría afirmarlo.',
    E4: 'No demuestra el nombre de quien tiene el número.',
  },
  callShows:
    'El texto se leyó en una llamada, quien llamó pulsó la tecla y el proveedor de telefonía firmó su informe de ello.',
  callShowsNot: 'No demuestra quién llamó. El número de quien llama se puede falsificar.',
  smsShows:
    'Usted escribió «{keyword}», estas palabras le llegaron en un mensaje de texto, y la respuesta fue sí.',
  smsShowsNot:
    'No muestra quién escribió los mensajes. El remitente de un mensaje de texto se puede falsificar.',
  gradeBecause: {
    saidOnly: 'Solo lo dice un sistema de la empresa.',
    tickedBefore: 'La casilla estaba marcada antes de que usted llegara.',
    notByHand: 'El navegador no confirmó que una persona hiciera clic.',
    outOfView: 'Menos de la mitad de las palabras estaba en la pantalla.',
    covered: 'Algo pudo tapar u ocultar las palabras.',
    hardToRead: 'Las palabras eran demasiado pequeñas o demasiado tenues.',
    notFresh: 'La firma pudo hacerse en otro momento.',
    callNotSigned: 'El proveedor de telefonía no firmó su informe de la llamada.',
    smsNotSigned: 'El proveedor de los mensajes de texto no firmó su informe de la respuesta.',
    keyedIn: 'El número se marcó durante la llamada.',
  },

  lookedHeading: 'Quién lo ha consultado',
  lookedBy: {
    key: 'Un sistema de la empresa',
    staff: 'Una persona que actúa por la empresa',
    operator: 'Un operador de este registro',
    link: 'Alguien con un enlace a esta página',
  },

  privacy: 'Cómo se usa su número',

  proofHeading: 'Prueba',
  proofMeans:
    'Lo registrado tiene un lugar fijo en un registro público. Nadie puede cambiarlo ni ponerle una fecha anterior sin que se note. El registro público no muestra ningún número ni ningún nombre.',
  leafIndex: 'Entrada',
  treeSize: 'Entradas del registro en ese momento',
  checkpoint: 'Estado firmado del registro',
  recordId: 'Identificador',
  download: 'Descargar el archivo de prueba',
  downloadMeans:
    'Contiene todo lo necesario para comprobarlo sin este sitio, y contiene su número: no lo comparta.',
  downloadSealedMeans:
    'Contiene la prueba, pero no el registro, así que su número no está en él. Pida el archivo completo a la empresa.',

  verifyHeading: 'Compruébelo usted',
  verifyMeans:
    'Su navegador puede volver a calcular toda la prueba a partir del archivo. Nada sale de su dispositivo: solo se descargan las claves públicas.',
  verifyButton: 'Comprobar en este navegador',
  verifyFile: 'O compruebe un archivo de prueba que ya tenga',
  verifyWorking: 'Comprobando',
  verifyTrue: 'La prueba es correcta',
  verifyTrueMeans:
    'Esta es la entrada {index} de un registro de {size} entradas, sin cambios, y el registro y el comprobante están firmados con las claves que este registro publica.',
  verifyFalse: 'La prueba no es correcta',
  verifyFalseMeans: 'Algo en el archivo no coincide. Abajo se marca lo que falló.',
  verifyNotEvidence: 'Esto no es un archivo de prueba.',
  verifyUnreachable: 'No se pudieron obtener la prueba o las claves. Inténtelo de nuevo.',
  verifyUnable:
    'Este navegador no puede comprobar estas firmas. Use uno más reciente o descargue el archivo.',
  steps: {
    opening: 'Lo registrado y su número secreto dan la entrada pública',
    leaf: 'La entrada da su hash',
    path: 'El hash y sus vecinos dan la raíz del registro',
    checkpoint: 'El registro ha firmado esta raíz',
    receipt: 'El comprobante está firmado y dice lo mismo',
    keys: 'Las claves son las que este registro publica',
  },
  stepGood: 'se cumple',
  stepBad: 'no se cumple',

  goneTitle: 'Este enlace no muestra nada',
  goneMeans: 'Puede estar incompleto o ser demasiado antiguo, o puede que se haya borrado lo que mostraba.',
  goneWhatToDo:
    'Abra el enlace otra vez desde el mensaje en que llegó. Si no funciona, pregunte a la empresa que lo envió; puede enviarle uno nuevo y debe parar cuando usted lo diga.',
  busyTitle: 'Demasiadas solicitudes',
  busyMeans: 'Llegaron muchas solicitudes desde su red. Espere un minuto y abra el enlace de nuevo.',
};
