// Chinese, simplified.

import type { AccessStrings } from '../access-strings.ts';

export const zh: AccessStrings = {
  title: '{business}所记录的关于您的全部内容',
  names: '您的名称和号码',
  records: '您同意了什么，停止了什么',
  messages: '发给您的消息',
  brief: '短期保存的内容',
  sent: '已发送',
  heldBack: '未发送',
  erased: '已删除',
  corrected: '已于{date}更正',
  recordedAs: '原记录为{was}',
  language: '语言',
  customerNumber: '客户编号',
  code: '验证码',
  kinds: {
    opt_in: '您已同意',
    opt_out: '您已停止',
    declined: '您已拒绝',
    objected: '您已提出反对',
    confirmed: '您已证明该号码属于您',
    resumed: '您要求重新接收消息',
    linked: 'WhatsApp 表示两个名称都属于您',
    identifier_changed: 'WhatsApp 表示号码或名称已变更',
    suspended: '已暂停：该号码可能已属于他人',
    corrected: '一条记录已更正',
  },
};
