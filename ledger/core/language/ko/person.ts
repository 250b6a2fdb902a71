// Korean, in the polite form. No particle is hung on a slot where its form would depend on what is filled in.

import type { PersonStrings } from '../person-strings.ts';

export const ko: PersonStrings = {
  titleOne: '{business}에서 보내는 WhatsApp 메시지에 대한 동의',
  titleAll: '{business}에 대한 WhatsApp 선택',
  skip: '동의 내용으로 건너뛰기',

  standingOn: '유효함',
  standingOnMeans: '{business}에서 이 메시지를 보낼 수 있습니다.',
  standingStopped: '중단됨',
  standingStoppedMeans: '중단한 날짜: {date}. {business}에서 더 이상 이 메시지를 보낼 수 없습니다.',
  standingTakenBack: '철회됨',
  standingTakenBackMeans:
    '이 동의만 {date}에 철회되었습니다. 다른 때나 다른 곳에서도 동의했다면 메시지가 계속 올 수 있습니다. 모두 중단하려면 WhatsApp에서 {business}에 STOP을 보내거나 아래 연락처를 이용하세요.',
  standingExpired: '종료됨',
  standingExpiredMeans: '이 동의가 종료된 날짜: {date}. 이 동의에 근거하여 메시지를 보낼 수 없습니다.',
  standingTooWeak: '중단됨',
  standingTooWeakMeans: '본인이 중단했습니다. 이후에 기록된 내용만으로는 다시 시작하기에 부족합니다.',
  standingThisOnly: '기록됨',
  standingThisOnlyMeans:
    '이 페이지에서 이 동의를 중단한 사람이 없습니다. 번호를 가진 사람을 보호하기 위해 이 링크는 다른 내용을 보여 주지 않습니다. 다른 방법으로 중단했다면 그것도 유효합니다.',

  stop: '이 메시지 중단',
  stopMeans: '즉시 적용됩니다. 다른 절차는 없습니다.',
  takeBack: '이 동의 철회하기',
  takeBackMeans: '이 동의에 대해서만 즉시 적용됩니다. 다른 곳에서도 동의했다면 그곳에서도 중지하세요.',
  stopAll: '{business}에서 보내는 모든 메시지 중단',
  stopAllMeans: '이 페이지의 모든 동의와 여기에서 한 다른 동의를 종료합니다. 즉시 적용됩니다.',
  object: '{business}의 마케팅 메시지에 반대합니다',
  objectMeans:
    '다른 곳에서 실수로 체크하더라도 더 이상 마케팅 메시지가 오지 않습니다. 다른 메시지에는 영향이 없습니다.',
  objected: '{date}부터 {business}의 마케팅 메시지에 반대하신 상태입니다.',
  stoppedNow: '완료되었습니다. 중단되었습니다.',
  takenBackNow: '완료되었습니다. 이 동의만 철회되었습니다.',
  nothingHere: '여기에 기록된 본인의 동의가 없습니다.',

  agreedOn: '동의한 날짜와 시간: {date}',
  details: '자세히',
  alsoShown: '함께 표시된 내용',
  alsoFolded: '누르면 펼쳐지는 한 줄 안에',
  agreedExact: '기록된 그대로의 문구입니다. 번호는 끝자리만 표시됩니다.',
  statedWords: '업체의 시스템이 표시했거나 들려주었다고 말하는 내용:',
  wordsNotRecorded: '보거나 들은 문구는 이 기록에 들어 있지 않습니다.',
  when: '일시',
  how: '방법',
  where: '위치',
  wording: '문구',
  wordingVersion: '{id}, 버전 {version}',
  channels: {
    web: '웹 페이지에서',
    email: '이메일로',
    sms: '문자 메시지로',
    app: '앱에서',
    ivr: '전화 버튼을 눌러서',
    agent: '직원에게 말로',
    paper: '서면으로',
    whatsapp: 'WhatsApp에서',
    import: '이전 목록에서 가져옴',
  },

  gradeHeading: '이 기록이 보여 주는 것과 보여 주지 않는 것',
  gradeScale: 'E0에서 E4까지의 단계 중 {grade}',
  gradeShows: {
    E0: '사업자가 이전 목록에서 가져왔습니다.',
    E1: '사업자가 본인이 동의했다고 말합니다.',
    E2: '문구가 표시되거나 낭독되었고, 누군가 확인란을 선택하거나 버튼을 눌렀습니다.',
    E3: '문구가 화면에 있었고, 누군가 직접 확인란을 선택했으며, 페이지가 그때 이 원장과 새로 통신했습니다.',
    E4: 'E3과 같거나 다른 방법이며, 동의한 사람이 자신의 번호임을 보여 주기도 했습니다.',
  },
  gradeShowsNot: {
    E0: '누군가에게 물었다거나 누군가 동의했다는 것은 보여 주지 않습니다.',
    E1: '화면에 무엇이 있었는지, 누가 동의했는지는 보여 주지 않습니다.',
    E2: '그 사람이 누구인지는 보여 주지 않습니다. 정직하지 않은 페이지나 시스템이 꾸며 낼 수 있습니다.',
    E3: '그 사람이 누구인지는 보여 주지 않습니다. 페이지는 사업자의 것이며, 정직하지 않은 페이지가 꾸며 낼 수 있습니다.',
    E4: '번호를 가진 사람의 이름은 보여 주지 않습니다.',
  },
  callShows:
    '통화에서 문구를 읽어 드렸고, 전화를 건 사람이 번호를 눌렀으며, 전화 사업자가 그 보고에 서명했습니다.',
  callShowsNot: '전화를 건 사람이 누구인지는 보여 주지 않습니다. 발신 번호는 위조될 수 있습니다.',
  smsShows: '“{keyword}”라고 보내셨고, 이 문구가 문자 메시지로 회신되었으며, 그에 대한 답은 예였습니다.',
  smsShowsNot: '메시지를 쓴 사람이 누구인지는 보여 주지 않습니다. 문자 메시지의 발신자는 위조될 수 있습니다.',
  gradeBecause: {
    saidOnly: '업체의 시스템만 그렇게 말합니다.',
    tickedBefore: '페이지를 열기 전에 이미 상자가 선택되어 있었습니다.',
    notByHand: '사람이 클릭했는지 브라우저가 확인하지 않았습니다.',
    outOfView: '문구의 절반 미만만 화면에 있었습니다.',
    covered: '무언가가 문구를 가리거나 숨겼을 수 있습니다.',
    hardToRead: '문구가 너무 작거나 너무 흐렸습니다.',
    notFresh: '서명이 다른 때에 만들어졌을 수 있습니다.',
    callNotSigned: '전화 사업자가 통화 보고에 서명하지 않았습니다.',
    smsNotSigned: '문자 메시지 사업자가 답장 보고에 서명하지 않았습니다.',
    keyedIn: '번호는 통화 중에 입력된 것입니다.',
  },

  lookedHeading: '열람한 사람',
  lookedBy: {
    key: '업체의 시스템',
    staff: '업체를 대신하는 사람',
    operator: '이 원장의 운영자',
    link: '이 페이지의 링크를 가진 사람',
  },

  privacy: '번호가 이용되는 방법',

  proofHeading: '증명',
  proofMeans:
    '이 기록은 공개 로그에 정해진 자리가 있습니다. 아무도 눈에 띄지 않게 바꾸거나 날짜를 앞당길 수 없습니다. 로그 자체에는 번호나 이름이 나타나지 않습니다.',
  leafIndex: '항목',
  treeSize: '당시 로그의 항목 수',
  checkpoint: '서명된 로그 상태',
  recordId: '기록',
  download: '증거 파일 내려받기',
  downloadMeans:
    '이 사이트 없이 기록을 확인하는 데 필요한 모든 것이 들어 있고, 본인의 번호도 들어 있습니다. 다른 사람에게 주지 마세요.',
  downloadSealedMeans:
    '증명은 들어 있지만 기록 자체는 없으므로 본인의 번호가 들어 있지 않습니다. 전체 파일은 사업자에게 요청하세요.',

  verifyHeading: '직접 확인하기',
  verifyMeans:
    '브라우저가 증거 파일로 전체 증명을 다시 계산할 수 있습니다. 기기 밖으로 나가는 것은 없으며 공개 키만 가져옵니다.',
  verifyButton: '이 브라우저에서 확인',
  verifyFile: '또는 가지고 있는 증거 파일 확인',
  verifyWorking: '확인 중',
  verifyTrue: '증거가 사실입니다',
  verifyTrueMeans:
    '이 기록은 항목이 {size}개인 로그의 {index}번 항목이며 변경되지 않았습니다. 로그와 확인서는 이 원장이 공개한 키로 서명되어 있습니다.',
  verifyFalse: '증거가 사실이 아닙니다',
  verifyFalseMeans: '파일에 맞지 않는 부분이 있습니다. 맞지 않는 부분은 아래에 표시되어 있습니다.',
  verifyNotEvidence: '증거 파일이 아닙니다.',
  verifyUnreachable: '증거나 키를 가져오지 못했습니다. 다시 시도하세요.',
  verifyUnable: '이 브라우저는 이러한 서명을 확인할 수 없습니다. 최신 브라우저를 쓰거나 파일을 내려받으세요.',
  steps: {
    opening: '기록과 그 비밀 숫자로 공개 항목이 나옵니다',
    leaf: '항목에서 해시가 나옵니다',
    path: '해시와 이웃 해시로 로그의 루트가 나옵니다',
    checkpoint: '로그가 이 루트에 서명했습니다',
    receipt: '확인서가 서명되어 있고 같은 내용입니다',
    keys: '이 원장이 공개한 키입니다',
  },
  stepGood: '일치',
  stepBad: '불일치',

  goneTitle: '이 링크에는 표시할 내용이 없습니다',
  goneMeans: '링크가 불완전하거나 너무 오래되었거나, 표시하던 내용이 삭제되었을 수 있습니다.',
  goneWhatToDo:
    '링크를 받은 메시지에서 다시 여세요. 그래도 열리지 않으면 링크를 보낸 사업자에게 문의하세요. 사업자는 새 링크를 보낼 수 있으며, 요청을 받으면 중단해야 합니다.',
  busyTitle: '요청이 너무 많습니다',
  busyMeans: '사용 중인 네트워크에서 요청이 많이 왔습니다. 1분 뒤에 링크를 다시 여세요.',
};
