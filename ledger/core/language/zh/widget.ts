// Chinese in simplified characters.

import type { Strings } from '../widget-strings.ts';

export const zh: Strings = {
  lang: 'zh',

  numberLabel: 'WhatsApp 号码',
  hintWithCode: '如果号码不属于 +{code}，以 + 和国家或地区代码开头',
  hintInternational: '以 + 和国家或地区代码开头',
  numberGap: '（以此处填写的为准）',

  otherLines: '可随时停止 · 隐私 · 与工作人员联系',

  errorPrefix: '错误：',
  ending: '尾号为 {digits} 的号码',
  newTab: '在新标签页中打开',

  saving: '正在保存…',
  saved: '已保存',
  receipt: '凭证',
  undoing: '正在撤销…',
  undone: '已撤销',
  notNow: '目前无法更改此选项',
  numberChanged: '请重新勾选',
  numberMoved: '号码已更改，请重新勾选',

  numberIncomplete: '输入您的 WhatsApp 号码，包括国家或地区代码',
  numberNotPossible: '检查号码：少了一位、多了一位或输错了一位',
  didYouMean: '您指的是 {number} 吗？',
  numberRefused: '检查您的 WhatsApp 号码和国家或地区代码，然后重新勾选',
  noticeChanged: '文字内容已更改。阅读后重新勾选',
  unreachable: '连接失败，您的选择未保存。勾选方框即可重试',
  unreachableCarried: '连接失败。您的选择将随表单一起发送',
  refused: '无法保存您的选择。您可以跳过并继续',
  tooMany: '尝试次数过多。等待一小时后重新勾选。您也可以跳过并继续',
  undoFailed: '连接失败，您的选择仍处于保存状态。如需撤销，重试或使用下方链接',
  byHand: '亲自勾选：点击、轻触或按空格键',

  yourConsent: '您的同意',
  agreedOn: '您同意的时间：{date}',
  howToStop: '如需停止，取消勾选或使用您的同意凭证',
  openReceipt: '您的同意凭证：查看、保存或停止',

  confirmHeading: '确认这是您的号码',
  confirmWhy: '这样记录就能表明这是您的号码',
  confirmByMessage: '通过 WhatsApp 发送验证码',
  confirmWaiting: '正在等待您的消息…',
  confirmByCode: '获取验证码',
  codeLabel: '验证码',
  codeHint: '{count} 位数字，见我们发送给您的消息',
  codeSend: '确认',
  codeWrong: '检查验证码并重新输入',
  codeExpired: '验证码已过期。重新获取一个',
  confirmed: '已确认：这是您的号码',
  confirmUnavailable: '目前无法确认。您的选择仍已保存',
};
