// Chinese in traditional characters, with the words of Taiwan and Hong Kong.

import type { FlowStrings } from '../flow-strings.ts';

export const zhHant: FlowStrings = {
  language: '使用中文請按 {key}。',
  ask: '若要透過您末碼為 {ending} 的 WhatsApp 號碼接收 {business} 傳送的{what}，請按 {yes}。{stop}若不同意，請按 {no}。',
  stop: '您可以隨時停止接收：在 WhatsApp 中傳送 STOP 即可。',
  ask_other: '若要使用其他號碼，請按 {other}。',
  ask_repeat: '若要重聽，請按 {repeat}。',
  ask_withdraw: '若要停止接收 {business} 的所有 WhatsApp 訊息，請按 {withdraw}。',
  number: '請從零零和國碼開始，依序輸入您的 WhatsApp 號碼，然後按井字鍵。',
  number_wrong: '該號碼不完整，或有數字錯誤。',
  wrong_key: '該按鍵無效。',
  silence: '我們沒有收到按鍵。',
  recorded:
    '您的選擇已記錄：您同意在 WhatsApp 上接收 {business} 傳送的{what}。若您曾在 WhatsApp 中停止接收 {business} 的訊息，請在那裡傳送 START。再見。',
  declined: '您的選擇已記錄：您沒有同意。再見。',
  withdrawn: '已記錄：{business} 必須停止向您傳送 WhatsApp 訊息。再見。',
  not_recorded: '未能記錄您的選擇。請稍後再撥。再見。',
  gave_up: '我們沒有收到答覆，因此沒有記錄任何內容。再見。',
  firstPerson: /我/u,
  reviewed: false,
};
