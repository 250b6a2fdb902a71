// English.

import type { HostedStrings } from '../hosted-strings.ts';

export const en: HostedStrings = {
  title: 'WhatsApp messages from {business}',
  intro: 'You decide here. Opening this page changes nothing.',
  save: 'Save',
  tickFirst: 'Nothing has been saved yet. Tick the box first.',
  done: 'Saved. You can close this page.',
  noScript: 'This page needs JavaScript to record your choice. Nothing has been recorded.',
  closedTitle: 'This page cannot be used',
  closedMeans: 'Its address may be incomplete, or the business has ended it. Nothing was recorded.',
  linkTitle: 'Your choice about WhatsApp messages',
  linkOverTitle: 'This link cannot be used',
  linkOverMeans:
    'It may be incomplete or too old, or the business has taken it back. Nothing was recorded. Open it again from the message it came with, or ask the business for a new one.',
  usedTitle: 'This link was used on {date}',
  usedMeans:
    'A choice for the number {number} was saved with it. To stop the messages, send STOP to {business} on WhatsApp or use the contact below. If you have already stopped them, that holds.',
  takenBackTitle: 'The consent given with this link was taken back',
  takenBackAgain: 'It was for the number {number}. To agree again, ask {business} for a new link.',
  otherNumber: 'Use another number',
  waiting: 'One moment…',
  unreachable: 'The connection failed. Load the page again.',
  printTitle: 'Get {what} from {business} on WhatsApp',
  printScan: 'Scan the code with your phone’s camera, or open this address:',
  printDecide: 'You decide on the page. Scanning alone changes nothing.',
};
