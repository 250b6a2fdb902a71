// Chinese in simplified characters.

import type { HostedStrings } from '../hosted-strings.ts';

export const zh: HostedStrings = {
  title: '{business} 的 WhatsApp 消息',
  intro: '由您在此决定。打开本页不会改变任何事。',
  save: '保存',
  tickFirst: '尚未保存。请先勾选方框。',
  done: '已保存。您可以关闭本页。',
  noScript: '本页需要 JavaScript 才能记录您的选择。尚未记录任何内容。',
  closedTitle: '无法使用此页面',
  closedMeans: '地址可能不完整，或者商家已将其关闭。没有记录任何内容。',
  linkTitle: '您对 WhatsApp 消息的选择',
  linkOverTitle: '无法使用此链接',
  linkOverMeans:
    '链接可能不完整或已过期，或者商家已将其收回。没有记录任何内容。请从收到的消息中重新打开，或向商家索取新链接。',
  usedTitle: '此链接已于 {date} 使用',
  usedMeans:
    '通过此链接保存了号码 {number} 的选择。要停止消息，请在 WhatsApp 上向 {business} 发送 STOP，或使用下方的联系方式。如果您已停止，则以停止为准。',
  takenBackTitle: '通过此链接给出的同意已撤回',
  takenBackAgain: '该同意针对号码 {number}。要重新同意，请向 {business} 索取新链接。',
  otherNumber: '使用其他号码',
  waiting: '请稍候…',
  unreachable: '连接失败。请重新加载本页。',
  printTitle: '通过 WhatsApp 接收 {business} 发送的{what}',
  printScan: '请用手机相机扫描二维码，或打开以下网址：',
  printDecide: '是否同意由您在页面上决定。仅仅扫码不会改变任何内容。',
};
