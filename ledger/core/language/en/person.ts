// English.

import type { PersonStrings } from '../person-strings.ts';

export const en: PersonStrings = {
  titleOne: 'Your consent to WhatsApp messages from {business}',
  titleAll: 'Your WhatsApp choices at {business}',
  skip: 'Skip to your consent',

  standingOn: 'On',
  standingOnMeans: '{business} may send you these messages.',
  standingStopped: 'Stopped',
  standingStoppedMeans: 'Stopped on {date}. {business} may not send you these messages any more.',
  standingTakenBack: 'Taken back',
  standingTakenBackMeans:
    'This one consent was taken back on {date}. If you also agreed at another time or in another place, messages may still come. To end all of them, send STOP to {business} on WhatsApp or use the contact below.',
  standingExpired: 'Ended',
  standingExpiredMeans: 'This consent ended on {date}. It no longer allows any messages.',
  standingTooWeak: 'Stopped',
  standingTooWeakMeans:
    'You stopped these messages. What was recorded later is not enough to start them again.',
  standingThisOnly: 'Recorded',
  standingThisOnlyMeans:
    'This consent was not stopped on this page. To protect the person who holds the number, this link shows nothing else. If you stopped in another way, that counts too.',

  stop: 'Stop these messages',
  stopMeans: 'Takes effect at once. You do not need to do anything else.',
  takeBack: 'Take back this consent',
  takeBackMeans:
    'Takes effect at once, for this one consent. If you also agreed in another place, stop there as well.',
  stopAll: 'Stop everything from {business}',
  stopAllMeans:
    'Ends all consents on this page, and any others you gave to this business. Takes effect at once.',
  object: 'I object to marketing messages from {business}',
  objectMeans:
    'No marketing message reaches you any more, whatever you tick elsewhere by mistake. Other messages are not affected.',
  objected: 'You have objected to marketing messages from {business} since {date}.',
  stoppedNow: 'Done. It has been stopped.',
  takenBackNow: 'Done. This one consent has been taken back.',
  nothingHere: 'No consent of yours is recorded here.',

  agreedOn: 'You agreed on {date}',
  details: 'Details',
  alsoShown: 'Also shown',
  alsoFolded: 'Behind one line that unfolds at a tap',
  agreedExact: 'These are the exact words as recorded. Only the end of the number is shown.',
  statedWords: 'What a system of the business says it showed or played:',
  wordsNotRecorded: 'The words that you saw or heard are not in this record.',
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
    import: 'Imported from an older list',
  },

  gradeHeading: 'What this shows, and what it does not',
  gradeScale: 'Level {grade} on a scale from E0 to E4',
  gradeShows: {
    E0: 'The business imported this from an older list.',
    E1: 'The business says that you agreed.',
    E2: 'The words were shown or read out, and a person ticked the box or pressed the key.',
    E3: 'The words were on the screen, a person ticked the box, and the page reported this in a fresh exchange with this ledger.',
    E4: 'The same as E3, or another way of agreeing; and the person who agreed also showed that the number is theirs.',
  },
  gradeShowsNot: {
    E0: 'It does not show that a person was asked, or agreed.',
    E1: 'It does not show what was on the screen, or who agreed.',
    E2: 'It does not show who that was. A dishonest page or system could claim it.',
    E3: 'It does not show who that was. The page belongs to the business, and a dishonest page could claim it.',
    E4: 'It does not show the name of the person who holds the number.',
  },
  callShows:
    'The words were read out in a call, the caller pressed the key, and the telephone provider signed its report of this.',
  callShowsNot: 'It does not show who the caller was. The number of a caller can be faked.',
  smsShows: 'You wrote “{keyword}”, these words came back as a text message, and the answer to them was yes.',
  smsShowsNot: 'It does not show who wrote the messages. The sender of a text message can be faked.',
  gradeBecause: {
    saidOnly: 'Only a system of the business says so.',
    tickedBefore: 'The box was ticked before you came.',
    notByHand: 'The browser did not confirm that a person clicked.',
    outOfView: 'Less than half of the words were on the screen.',
    covered: 'Something may have covered or hidden the words.',
    hardToRead: 'The words were too small or too faint.',
    notFresh: 'The signature could have been made at another time.',
    callNotSigned: 'The telephone provider did not sign its report of the call.',
    smsNotSigned: 'The provider of the text messages did not sign its report of the answer.',
    keyedIn: 'The number was keyed in during the call.',
  },

  lookedHeading: 'Who has looked',
  lookedBy: {
    key: 'A system of the business',
    staff: 'A person acting for the business',
    operator: 'An operator of this ledger',
    link: 'A holder of a link to this page',
  },

  privacy: 'How your number is used',

  proofHeading: 'Proof',
  proofMeans:
    'The record has a fixed place in a public log, so any change or back-dating would be noticed. The log itself shows no number and no name.',
  leafIndex: 'Entry',
  treeSize: 'Entries in the log at that time',
  checkpoint: 'Signed checkpoint of the log',
  recordId: 'Record',
  download: 'Download the evidence file',
  downloadMeans:
    'It holds everything needed to check the record without this site. It also holds your number, so keep it to yourself.',
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
    'Open the link again from the message it came with. If that does not help, ask the business that sent it. It can send a new link, and it must stop when you tell it to.',
  busyTitle: 'Too many requests',
  busyMeans: 'Many requests came from your network. Wait a minute and open the link again.',
};
