// English.

import type { PersonStrings } from '../person-strings.ts';

export const en: PersonStrings = {
  titleOne: 'Your consent to WhatsApp messages from {business}',
  titleAll: 'Your WhatsApp choices at {business}',
  intro:
    'This page is yours. It shows what was recorded, how it stands now, and lets you stop it at any time.',
  skip: 'Skip to your consent',

  standingOn: 'On',
  standingOnMeans: '{business} may send you these messages.',
  standingStopped: 'Stopped',
  standingStoppedMeans: 'Stopped on {date}. {business} may not send you these messages any more.',
  standingTakenBackMeans:
    'This consent was taken back on {date}. If you agreed in another place too, that still holds until you stop it there.',
  standingExpired: 'Ended',
  standingExpiredMeans: 'This consent ended on {date}. No messages may be sent on it.',
  standingTooWeak: 'Stopped',
  standingTooWeakMeans: 'You stopped this. What was recorded later is not enough to start it again.',
  standingThisOnly: 'Not stopped here',
  standingThisOnlyMeans:
    'Nobody has stopped this consent on this page. To protect whoever holds the number, this link shows nothing else: if you stopped in another way, that counts too.',

  stop: 'Stop these messages',
  stopMeans: 'Takes effect at once. Nothing else to do.',
  takeBack: 'Take back this consent',
  takeBackMeans:
    'Takes effect at once, for this one consent. If you agreed in another place too, stop it there as well.',
  stopAll: 'Stop everything from {business}',
  stopAllMeans: 'Ends all of the consents on this page, and any other you gave here. Takes effect at once.',
  stoppedNow: 'Done. It has been stopped.',
  nothingHere: 'No consent of yours is recorded here.',

  agreedHeading: 'What was agreed',
  agreedExact: 'These are the exact words as recorded. Only the end of the number is shown.',
  when: 'When',
  how: 'How',
  where: 'Where',
  wording: 'Wording',
  wordingVersion: '{id}, version {version}',
  channels: {
    web: 'On a web page',
    email: 'By e-mail',
    sms: 'By text message',
    app: 'In an app',
    ivr: 'By a key press on the phone',
    agent: 'Told to a member of staff',
    paper: 'On paper',
    whatsapp: 'In WhatsApp',
    import: 'Taken over from an older list',
  },

  gradeHeading: 'What this shows, and what it does not',
  gradeScale: 'Level {grade} on a scale from E0 to E4',
  gradeShows: {
    E0: 'The business took this over from an older list.',
    E1: 'The business says that you agreed.',
    E2: 'The words were shown or read out, and somebody ticked the box or pressed the key.',
    E3: 'The words were on the screen, somebody ticked the box themselves, and the page did so in a fresh exchange with this ledger.',
    E4: 'As E3 or by another way, and whoever agreed also showed that the number is theirs.',
  },
  gradeShowsNot: {
    E0: 'It does not show that anybody was asked, or agreed.',
    E1: 'It does not show what was on the screen, or who agreed.',
    E2: 'It does not show who that was. A dishonest page or system could claim it.',
    E3: 'It does not show who that was. The page belongs to the business, and a dishonest page could claim it.',
    E4: 'It does not show the name of whoever holds the number.',
  },

  contactHeading: 'Talk to a person',
  contactMeans: '{business} answers questions about this consent here.',
  phone: 'Phone',
  email: 'E-mail',
  website: 'Website',
  address: 'Address',
  privacy: 'How your number is used',

  proofHeading: 'Proof',
  proofMeans:
    'The record has a fixed place in a public log. Nobody can change or back-date it unnoticed. The log itself shows no number and no name.',
  leafIndex: 'Entry',
  treeSize: 'Entries in the log then',
  checkpoint: 'Signed checkpoint of the log',
  recordId: 'Record',
  download: 'Download the evidence file',
  downloadMeans:
    'It holds everything needed to check the record without this site, and it holds your number: keep it to yourself.',
  downloadSealedMeans:
    'It holds the proof but not the record itself, so your number is not in it. Ask the business for the whole file.',

  verifyHeading: 'Check it yourself',
  verifyMeans:
    'Your browser can recompute the whole proof from the evidence file. Nothing leaves your device: only the public keys are fetched.',
  verifyButton: 'Check in this browser',
  verifyFile: 'Or check an evidence file that you have',
  verifyWorking: 'Checking',
  verifyTrue: 'The evidence is true',
  verifyTrueMeans:
    'This record is entry {index} of a log of {size} entries, unchanged, and the log and the receipt are signed with the keys this ledger publishes.',
  verifyFalse: 'The evidence is false',
  verifyFalseMeans: 'Something in the file does not fit. What failed is marked below.',
  verifyNotEvidence: 'This is not an evidence file.',
  verifyUnreachable: 'The evidence or the keys could not be fetched. Try again.',
  verifyUnable: 'This browser cannot check such signatures. Try a newer one, or download the file.',
  steps: {
    opening: 'The record and its secret number give the public entry',
    leaf: 'The entry gives its hash',
    path: 'The hash and its neighbours give the root of the log',
    checkpoint: 'The log has signed this root',
    receipt: 'The receipt is signed and says the same',
    keys: 'The keys are the ones this ledger publishes',
  },
  stepGood: 'holds',
  stepBad: 'does not hold',

  goneTitle: 'This link shows nothing',
  goneMeans: 'It may be incomplete or too old, or what it showed has been erased.',
  goneWhatToDo:
    'Open the link again from the message it came with. If that does not help, ask the business that sent it; it can send a new one, and it must stop when you say so.',
  busyTitle: 'Too many requests',
  busyMeans: 'Many requests came from your network. Wait a minute and open the link again.',
};
