// Chinese, simplified.

import type { ErasureStrings } from '../erasure-strings.ts';

export const zh: ErasureStrings = {
  heading: '删除关于您的一切',
  means: '{business}将销毁此处记录的关于您的一切。此操作无法撤销。',
  stays:
    '保留的内容：一个识别您号码的标记，以免在您再次同意之前有人给您发消息；以及公开日志中不透露您任何信息的条目。',
  only: '删除一切；我以后可能再次同意',
  never: '删除一切，并且从现在起永远不要再给我发消息',
  ask: '申请删除',
  askMeans: '{business}会先审查。完成之前仍可能收到消息；您可以在上方停止。',
  asked: '您于{date}要求{business}删除关于您的一切。尚未完成。',
  refused: '{business}于{date}没有同意此要求。请通过下方联系方式询问原因。您也可以向数据保护机构投诉。',
  linkOnly: '仅凭此链接不能表明该号码属于您：它可能是别人转发的。',
  byMessage: '如要申请，请用该号码通过 WhatsApp 向{business}原样发送以下消息：',
  byContact: '如要申请，请通过下方联系方式写信给{business}。',
  atOnce: '消息一到达，一切即被删除。',
  open: '打开 WhatsApp',
  message: '请删除你们记录的关于我的一切。此号码归我本人所有。',
};
