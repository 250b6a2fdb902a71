// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { HostedStrings } from '../hosted-strings.ts';

export const zhHant: HostedStrings = {
  title: '{business} 的 WhatsApp 訊息',
  intro: '由您在此決定。開啟本頁不會改變任何事。',
  save: '儲存',
  tickFirst: '尚未儲存。請先勾選方框。',
  done: '已儲存。您可以關閉本頁。',
  noScript: '本頁需要 JavaScript 才能記錄您的選擇。尚未記錄任何內容。',
  closedTitle: '無法使用此頁面',
  closedMeans: '網址可能不完整，或商家已將其關閉。沒有記錄任何內容。',
  linkTitle: '您對 WhatsApp 訊息的選擇',
  linkOverTitle: '無法使用此連結',
  linkOverMeans:
    '連結可能不完整或已過期，或商家已將其收回。沒有記錄任何內容。請從收到的訊息中重新開啟，或向商家索取新連結。',
  usedTitle: '此連結已於 {date} 使用',
  usedMeans:
    '透過此連結儲存了號碼 {number} 的選擇。要停止訊息，請在 WhatsApp 上傳送 STOP 給 {business}，或使用下方的聯絡方式。若您已停止，則以停止為準。',
  takenBackTitle: '透過此連結給予的同意已撤回',
  takenBackAgain: '該同意針對號碼 {number}。若要重新同意，請向 {business} 索取新連結。',
  otherNumber: '使用其他號碼',
  waiting: '請稍候…',
  unreachable: '連線失敗。請重新載入本頁。',
  printTitle: '透過 WhatsApp 接收 {business} 傳送的{what}',
  printScan: '請用手機相機掃描條碼，或開啟以下網址：',
  printDecide: '是否同意由您在頁面上決定。僅僅掃描不會改變任何內容。',
};
