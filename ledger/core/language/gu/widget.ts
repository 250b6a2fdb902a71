// Gujarati.

import type { Strings } from '../widget-strings.ts';

export const gu: Strings = {
  lang: 'gu',

  numberLabel: 'WhatsApp નંબર',
  hintWithCode: '+{code} સિવાયના નંબર માટે, + અને દેશના કોડથી શરૂ કરો',
  hintInternational: '+ અને દેશના કોડથી શરૂ કરો',
  numberGap: '(અહીં દાખલ કર્યા મુજબ)',

  otherLines: 'ગમે ત્યારે બંધ કરો · ગોપનીયતા · વ્યક્તિ સાથે વાત કરો',

  errorPrefix: 'ભૂલ: ',
  ending: 'નંબરના છેલ્લા અંક {digits}',
  newTab: 'નવી ટૅબમાં ખૂલે છે',

  saving: 'સચવાય છે…',
  saved: 'સચવાયું',
  receipt: 'રસીદ',
  undoing: 'રદ થાય છે…',
  undone: 'રદ થયું',
  notNow: 'હાલમાં આ બદલી શકાતું નથી',
  numberChanged: 'ફરી ટિક કરો',
  numberMoved: 'ફરી ટિક કરો: નંબર બદલાયો છે',

  numberIncomplete: 'દેશના કોડ સાથે તમારો WhatsApp નંબર લખો',
  numberNotPossible: 'નંબર તપાસો: કોઈ અંક ઓછો છે, વધારે છે કે ખોટો લખાયો છે',
  didYouMean: 'શું તમે {number} કહેવા માંગતા હતા?',
  numberRefused: 'તમારો WhatsApp નંબર અને તેનો દેશ કોડ તપાસો, પછી ફરી ટિક કરો',
  noticeChanged: 'લખાણ બદલાયું છે. તે વાંચો અને ફરી ટિક કરો',
  unreachable: 'કનેક્શન ન થવાથી તમારી પસંદગી સચવાઈ નથી. ફરી પ્રયાસ કરવા માટે બૉક્સ પર ટિક કરો',
  unreachableCarried: 'કનેક્શન થયું નહીં. તમારી પસંદગી ફોર્મ સાથે મોકલાશે',
  refused: 'તમારી પસંદગી સાચવી શકાઈ નથી. તેના વિના પણ આગળ વધી શકાય છે',
  tooMany: 'ઘણા બધા પ્રયાસ થયા છે. એક કલાક રાહ જુઓ, પછી ફરી ટિક કરો. તેના વિના પણ આગળ વધી શકાય છે',
  undoFailed: 'કનેક્શન ન થવાથી તમારી પસંદગી હજુ સચવાયેલી છે. તેને રદ કરવા ફરી પ્રયાસ કરો અથવા નીચેની લિંક વાપરો',
  byHand: 'બૉક્સમાં જાતે ટિક કરો: ક્લિક કરો, ટૅપ કરો અથવા સ્પેસ બાર દબાવો',

  yourConsent: 'તમારી સંમતિ',
  agreedOn: 'તમે સંમતિ આપી: {date}',
  howToStop: 'બંધ કરવા માટે બૉક્સમાંથી ટિક હટાવો અથવા તમારી રસીદ વાપરો',
  openReceipt: 'તમારી રસીદ: તપાસો, સાચવી રાખો અથવા બંધ કરો',

  confirmHeading: 'આ નંબર તમારો છે તેની ખાતરી કરો',
  confirmWhy: 'પછી રેકોર્ડ બતાવે છે કે આ નંબર તમારો છે',
  confirmByMessage: 'WhatsApp વડે કોડ મોકલો',
  confirmWaiting: 'તમારા સંદેશની રાહ જોવાય છે…',
  confirmByCode: 'કોડ મેળવો',
  codeLabel: 'કોડ',
  codeHint: '{count} અંક, અમે તમને મોકલેલા સંદેશમાં છે',
  codeSend: 'ખાતરી કરો',
  codeWrong: 'કોડ તપાસો અને ફરી લખો',
  codeExpired: 'કોડની સમયમર્યાદા પૂરી થઈ છે. નવો કોડ મેળવો',
  confirmed: 'ખાતરી થઈ: આ નંબર તમારો છે',
  confirmUnavailable: 'અત્યારે ખાતરી થઈ શકતી નથી. તેમ છતાં તમારી પસંદગી સચવાયેલી છે',
};
