// Chinese in simplified characters.

import type { PersonStrings } from '../person-strings.ts';

export const zh: PersonStrings = {
  titleOne: '您对 {business} 的 WhatsApp 消息的同意',
  titleAll: '您在 {business} 的 WhatsApp 选择',
  intro: '这个页面属于您。您可以在这里查看所记录的内容和当前状态，并随时停止。',
  skip: '跳到您的同意',

  standingOn: '有效',
  standingOnMeans: '{business} 可以向您发送这些消息。',
  standingStopped: '已停止',
  standingStoppedMeans: '停止时间：{date}。{business} 不得再向您发送这些消息。',
  standingTakenBackMeans:
    '此项同意已于 {date} 撤回。如果您在其他地方也表示过同意，那项同意在您到那里停止之前仍然有效。',
  standingExpired: '已到期',
  standingExpiredMeans: '这项同意的到期时间：{date}。不得再据此发送消息。',
  standingTooWeak: '已停止',
  standingTooWeakMeans: '您已停止。之后的记录不足以重新开始。',
  standingThisOnly: '未在此处停止',
  standingThisOnlyMeans:
    '没有人在此页面停止这项同意。为了保护号码的持有人，此链接不显示其他内容：如果您已通过其他方式停止，那同样有效。',

  stop: '停止这些消息',
  stopMeans: '立即生效，无需其他操作。',
  takeBack: '撤回此项同意',
  takeBackMeans: '立即生效，仅针对这一项同意。如果您在其他地方也表示过同意，请到那里一并停止。',
  stopAll: '停止 {business} 的所有消息',
  stopAllMeans: '终止此页面上的所有同意，以及您在这里给出的其他任何同意。立即生效。',
  stoppedNow: '完成。已停止。',
  nothingHere: '这里没有您的同意记录。',

  agreedHeading: '同意的内容',
  agreedExact: '以下是所记录的原文。号码只显示末尾几位。',
  when: '时间',
  how: '方式',
  where: '地点',
  wording: '文字',
  wordingVersion: '{id}，版本 {version}',
  channels: {
    web: '在网页上',
    email: '通过电子邮件',
    sms: '通过短信',
    app: '在应用中',
    ivr: '在电话中按键',
    agent: '口头告知工作人员',
    paper: '书面',
    whatsapp: '在 WhatsApp 中',
    import: '取自以前的名单',
  },

  gradeHeading: '这能说明什么，不能说明什么',
  gradeScale: 'E0 至 E4 中的 {grade} 级',
  gradeShows: {
    E0: '商家从以前的名单中取得了这条记录。',
    E1: '商家称您已同意。',
    E2: '文字已显示或朗读，有人勾选了方框或按下了按键。',
    E3: '文字显示在屏幕上，有人亲自勾选了方框，页面为此与本账本进行了一次新的交互。',
    E4: '与 E3 相同或通过其他方式，并且同意的人还证明了号码属于本人。',
  },
  gradeShowsNot: {
    E0: '不能说明曾询问过任何人，或有人同意过。',
    E1: '不能说明屏幕上显示了什么，或是谁同意的。',
    E2: '不能说明那是谁。不诚实的页面或系统可以这样谎称。',
    E3: '不能说明那是谁。页面属于商家，不诚实的页面可以这样谎称。',
    E4: '不能说明号码持有人的姓名。',
  },

  contactHeading: '联系工作人员',
  contactMeans: '{business} 在此回答有关这项同意的问题。',
  phone: '电话',
  email: '电子邮件',
  website: '网站',
  address: '地址',
  privacy: '您的号码如何被使用',

  proofHeading: '证明',
  proofMeans:
    '这条记录在公开日志中有固定的位置。任何人都无法在不被察觉的情况下更改它或倒填日期。日志本身不显示任何号码或姓名。',
  leafIndex: '条目',
  treeSize: '当时日志中的条目数',
  checkpoint: '经签名的日志状态',
  recordId: '记录',
  download: '下载证据文件',
  downloadMeans: '文件包含在没有本网站的情况下核对记录所需的一切，也包含您的号码：勿交给他人。',
  downloadSealedMeans: '文件包含证明，但不含记录本身，因此没有您的号码。完整文件请向商家索取。',

  verifyHeading: '自行核对',
  verifyMeans: '您的浏览器可以根据证据文件重新计算整个证明。没有任何内容会离开您的设备：只会获取公钥。',
  verifyButton: '在此浏览器中核对',
  verifyFile: '或核对您手中的证据文件',
  verifyWorking: '正在核对',
  verifyTrue: '证据属实',
  verifyTrueMeans:
    '这条记录是 {size} 个条目的日志中的第 {index} 号条目，未被更改；日志和凭证均由本账本公布的密钥签名。',
  verifyFalse: '证据不属实',
  verifyFalseMeans: '文件中有内容不符。不符之处已在下方标出。',
  verifyNotEvidence: '这不是证据文件。',
  verifyUnreachable: '无法获取证据或密钥。重试一次。',
  verifyUnable: '此浏览器无法核对这类签名。换用更新的浏览器，或下载文件。',
  steps: {
    opening: '记录及其秘密数得出公开条目',
    leaf: '条目得出其哈希值',
    path: '哈希值与相邻哈希值得出日志的根',
    checkpoint: '日志已对此根签名',
    receipt: '凭证已签名且内容一致',
    keys: '密钥与本账本公布的相同',
  },
  stepGood: '相符',
  stepBad: '不符',

  goneTitle: '此链接不显示任何内容',
  goneMeans: '链接可能不完整或已过时，或者它所显示的内容已被删除。',
  goneWhatToDo:
    '从收到链接的那条消息中重新打开。如果仍然无效，联系发送链接的商家；商家可以发送新的链接，并且必须在您提出时停止发送。',
  busyTitle: '请求过多',
  busyMeans: '您的网络发出了很多请求。等待一分钟后重新打开链接。',
};
