// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { PersonStrings } from '../person-strings.ts';

export const zhHant: PersonStrings = {
  titleOne: '您對 {business} 的 WhatsApp 訊息的同意',
  titleAll: '您在 {business} 的 WhatsApp 選擇',
  intro: '這個頁面屬於您。您可以在這裡查看所記錄的內容和目前狀態，並隨時停止。',
  skip: '跳到您的同意',

  standingOn: '有效',
  standingOnMeans: '{business} 可以向您傳送這些訊息。',
  standingStopped: '已停止',
  standingStoppedMeans: '停止時間：{date}。{business} 不得再向您傳送這些訊息。',
  standingTakenBackMeans:
    '此項同意已於 {date} 撤回。如果您在其他地方也表示過同意，該項同意在您到那裡停止之前仍然有效。',
  standingExpired: '已到期',
  standingExpiredMeans: '這項同意的到期時間：{date}。不得再據此傳送訊息。',
  standingTooWeak: '已停止',
  standingTooWeakMeans: '您已停止。之後的記錄不足以重新開始。',
  standingThisOnly: '未在此處停止',
  standingThisOnlyMeans:
    '沒有人在此頁面停止這項同意。為了保護號碼的持有人，此連結不顯示其他內容：若您已透過其他方式停止，那同樣有效。',

  stop: '停止這些訊息',
  stopMeans: '立即生效，無須其他操作。',
  takeBack: '撤回此項同意',
  takeBackMeans: '立即生效，僅針對這一項同意。如果您在其他地方也表示過同意，請到那裡一併停止。',
  stopAll: '停止 {business} 的所有訊息',
  stopAllMeans: '終止此頁面上的所有同意，以及您在這裡給予的其他任何同意。立即生效。',
  stoppedNow: '完成。已停止。',
  nothingHere: '這裡沒有您的同意記錄。',

  agreedHeading: '同意的內容',
  agreedExact: '以下是所記錄的原文。號碼只顯示末尾幾碼。',
  when: '時間',
  how: '方式',
  where: '地點',
  wording: '文字',
  wordingVersion: '{id}，版本 {version}',
  channels: {
    web: '在網頁上',
    email: '透過電子郵件',
    sms: '透過簡訊',
    app: '在應用程式中',
    ivr: '在電話中按鍵',
    agent: '口頭告知服務人員',
    paper: '書面',
    whatsapp: '在 WhatsApp 中',
    import: '取自以前的名單',
  },

  gradeHeading: '這能說明什麼，不能說明什麼',
  gradeScale: 'E0 至 E4 中的 {grade} 級',
  gradeShows: {
    E0: '商家從以前的名單中取得了這筆記錄。',
    E1: '商家稱您已同意。',
    E2: '文字已顯示或朗讀，有人勾選了方塊或按下了按鍵。',
    E3: '文字顯示在螢幕上，有人親自勾選了方塊，頁面為此與本帳本進行了一次新的交換。',
    E4: '與 E3 相同或透過其他方式，並且同意的人還證明了號碼屬於本人。',
  },
  gradeShowsNot: {
    E0: '不能說明曾詢問過任何人，或有人同意過。',
    E1: '不能說明螢幕上顯示了什麼，或是誰同意的。',
    E2: '不能說明那是誰。不誠實的頁面或系統可以這樣謊稱。',
    E3: '不能說明那是誰。頁面屬於商家，不誠實的頁面可以這樣謊稱。',
    E4: '不能說明號碼持有人的姓名。',
  },

  contactHeading: '聯絡專人',
  contactMeans: '{business} 在此回答有關這項同意的問題。',
  phone: '電話',
  email: '電子郵件',
  website: '網站',
  address: '地址',
  privacy: '您的號碼如何被使用',

  proofHeading: '證明',
  proofMeans:
    '這筆記錄在公開日誌中有固定的位置。任何人都無法在不被察覺的情況下更改它或倒填日期。日誌本身不顯示任何號碼或姓名。',
  leafIndex: '項目',
  treeSize: '當時日誌中的項目數',
  checkpoint: '經簽署的日誌狀態',
  recordId: '記錄',
  download: '下載證據檔案',
  downloadMeans: '檔案包含在沒有本網站的情況下核對記錄所需的一切，也包含您的號碼：勿交給他人。',
  downloadSealedMeans: '檔案包含證明，但不含記錄本身，因此沒有您的號碼。完整檔案請向商家索取。',

  verifyHeading: '自行核對',
  verifyMeans: '您的瀏覽器可以根據證據檔案重新計算整個證明。沒有任何內容會離開您的裝置：只會取得公開金鑰。',
  verifyButton: '在此瀏覽器中核對',
  verifyFile: '或核對您手中的證據檔案',
  verifyWorking: '正在核對',
  verifyTrue: '證據屬實',
  verifyTrueMeans:
    '這筆記錄是 {size} 個項目的日誌中的第 {index} 號項目，未被更改；日誌和憑證均由本帳本公布的金鑰簽署。',
  verifyFalse: '證據不屬實',
  verifyFalseMeans: '檔案中有內容不符。不符之處已在下方標出。',
  verifyNotEvidence: '這不是證據檔案。',
  verifyUnreachable: '無法取得證據或金鑰。再試一次。',
  verifyUnable: '此瀏覽器無法核對這類簽章。改用較新的瀏覽器，或下載檔案。',
  steps: {
    opening: '記錄及其秘密數得出公開項目',
    leaf: '項目得出其雜湊值',
    path: '雜湊值與相鄰雜湊值得出日誌的根',
    checkpoint: '日誌已簽署此根',
    receipt: '憑證已簽署且內容一致',
    keys: '金鑰與本帳本公布的相同',
  },
  stepGood: '相符',
  stepBad: '不符',

  goneTitle: '此連結不顯示任何內容',
  goneMeans: '連結可能不完整或已過時，或者它所顯示的內容已被刪除。',
  goneWhatToDo:
    '從收到連結的那則訊息中重新開啟。若仍然無效，聯絡傳送連結的商家；商家可以傳送新的連結，並且必須在您提出時停止傳送。',
  busyTitle: '要求過多',
  busyMeans: '您的網路發出了很多要求。等候一分鐘後重新開啟連結。',
};
