// Every language there is, by BCP 47 tag; with a script where one language is written in two. Another
// language is a folder with nine files, and its lines here:
//
//   consent   the prescribed wording: evidence, so a word of it is changed only by a new version of a notice
//   person    the person's own page
//   flow      what a caller hears
//   form      the words around a notice on paper, or in the mouth of staff
//   hosted    the opt-in page that the ledger itself shows
//   access    the file of everything recorded about a person (access-languages.ts has its lines)
//   erasure   in which words a person asks to be erased (erasure-languages.ts has its lines)
//   sms       what a person reads in a text message (sms-languages.ts has its lines)
//   widget    the widget's own words; the widget loads one tag, and its build reads the folders

import { ar } from './ar/consent.ts';
import { ar as arFlow } from './ar/flow.ts';
import { ar as arForm } from './ar/form.ts';
import { ar as arHosted } from './ar/hosted.ts';
import { ar as arPerson } from './ar/person.ts';
import { bn } from './bn/consent.ts';
import { bn as bnFlow } from './bn/flow.ts';
import { bn as bnForm } from './bn/form.ts';
import { bn as bnHosted } from './bn/hosted.ts';
import { bn as bnPerson } from './bn/person.ts';
import { de } from './de/consent.ts';
import { de as deFlow } from './de/flow.ts';
import { de as deForm } from './de/form.ts';
import { de as deHosted } from './de/hosted.ts';
import { de as dePerson } from './de/person.ts';
import { en } from './en/consent.ts';
import { en as enFlow } from './en/flow.ts';
import { en as enForm } from './en/form.ts';
import { en as enHosted } from './en/hosted.ts';
import { en as enPerson } from './en/person.ts';
import { es } from './es/consent.ts';
import { es as esFlow } from './es/flow.ts';
import { es as esForm } from './es/form.ts';
import { es as esHosted } from './es/hosted.ts';
import { es as esPerson } from './es/person.ts';
import { fa } from './fa/consent.ts';
import { fa as faFlow } from './fa/flow.ts';
import { fa as faForm } from './fa/form.ts';
import { fa as faHosted } from './fa/hosted.ts';
import { fa as faPerson } from './fa/person.ts';
import type { FlowStrings } from './flow-strings.ts';
import type { FormStrings } from './form-strings.ts';
import { fr } from './fr/consent.ts';
import { fr as frFlow } from './fr/flow.ts';
import { fr as frForm } from './fr/form.ts';
import { fr as frHosted } from './fr/hosted.ts';
import { fr as frPerson } from './fr/person.ts';
import { gu } from './gu/consent.ts';
import { gu as guFlow } from './gu/flow.ts';
import { gu as guForm } from './gu/form.ts';
import { gu as guHosted } from './gu/hosted.ts';
import { gu as guPerson } from './gu/person.ts';
import { he } from './he/consent.ts';
import { he as heFlow } from './he/flow.ts';
import { he as heForm } from './he/form.ts';
import { he as heHosted } from './he/hosted.ts';
import { he as hePerson } from './he/person.ts';
import { hi } from './hi/consent.ts';
import { hi as hiFlow } from './hi/flow.ts';
import { hi as hiForm } from './hi/form.ts';
import { hi as hiHosted } from './hi/hosted.ts';
import { hi as hiPerson } from './hi/person.ts';
import type { HostedStrings } from './hosted-strings.ts';
import { id } from './id/consent.ts';
import { id as idFlow } from './id/flow.ts';
import { id as idForm } from './id/form.ts';
import { id as idHosted } from './id/hosted.ts';
import { id as idPerson } from './id/person.ts';
import { it } from './it/consent.ts';
import { it as itFlow } from './it/flow.ts';
import { it as itForm } from './it/form.ts';
import { it as itHosted } from './it/hosted.ts';
import { it as itPerson } from './it/person.ts';
import { ja } from './ja/consent.ts';
import { ja as jaFlow } from './ja/flow.ts';
import { ja as jaForm } from './ja/form.ts';
import { ja as jaHosted } from './ja/hosted.ts';
import { ja as jaPerson } from './ja/person.ts';
import { kn } from './kn/consent.ts';
import { kn as knFlow } from './kn/flow.ts';
import { kn as knForm } from './kn/form.ts';
import { kn as knHosted } from './kn/hosted.ts';
import { kn as knPerson } from './kn/person.ts';
import { ko } from './ko/consent.ts';
import { ko as koFlow } from './ko/flow.ts';
import { ko as koForm } from './ko/form.ts';
import { ko as koHosted } from './ko/hosted.ts';
import { ko as koPerson } from './ko/person.ts';
import { ml } from './ml/consent.ts';
import { ml as mlFlow } from './ml/flow.ts';
import { ml as mlForm } from './ml/form.ts';
import { ml as mlHosted } from './ml/hosted.ts';
import { ml as mlPerson } from './ml/person.ts';
import { mr } from './mr/consent.ts';
import { mr as mrFlow } from './mr/flow.ts';
import { mr as mrForm } from './mr/form.ts';
import { mr as mrHosted } from './mr/hosted.ts';
import { mr as mrPerson } from './mr/person.ts';
import { nl } from './nl/consent.ts';
import { nl as nlFlow } from './nl/flow.ts';
import { nl as nlForm } from './nl/form.ts';
import { nl as nlHosted } from './nl/hosted.ts';
import { nl as nlPerson } from './nl/person.ts';
import { pa } from './pa/consent.ts';
import { pa as paFlow } from './pa/flow.ts';
import { pa as paForm } from './pa/form.ts';
import { pa as paHosted } from './pa/hosted.ts';
import { pa as paPerson } from './pa/person.ts';
import type { PersonStrings } from './person-strings.ts';
import { pl } from './pl/consent.ts';
import { pl as plFlow } from './pl/flow.ts';
import { pl as plForm } from './pl/form.ts';
import { pl as plHosted } from './pl/hosted.ts';
import { pl as plPerson } from './pl/person.ts';
import type { Prescribed } from './prescribed.ts';
import { pt } from './pt/consent.ts';
import { pt as ptFlow } from './pt/flow.ts';
import { pt as ptForm } from './pt/form.ts';
import { pt as ptHosted } from './pt/hosted.ts';
import { pt as ptPerson } from './pt/person.ts';
import { ru } from './ru/consent.ts';
import { ru as ruFlow } from './ru/flow.ts';
import { ru as ruForm } from './ru/form.ts';
import { ru as ruHosted } from './ru/hosted.ts';
import { ru as ruPerson } from './ru/person.ts';
import { sw } from './sw/consent.ts';
import { sw as swFlow } from './sw/flow.ts';
import { sw as swForm } from './sw/form.ts';
import { sw as swHosted } from './sw/hosted.ts';
import { sw as swPerson } from './sw/person.ts';
import { ta } from './ta/consent.ts';
import { ta as taFlow } from './ta/flow.ts';
import { ta as taForm } from './ta/form.ts';
import { ta as taHosted } from './ta/hosted.ts';
import { ta as taPerson } from './ta/person.ts';
import { te } from './te/consent.ts';
import { te as teFlow } from './te/flow.ts';
import { te as teForm } from './te/form.ts';
import { te as teHosted } from './te/hosted.ts';
import { te as tePerson } from './te/person.ts';
import { th } from './th/consent.ts';
import { th as thFlow } from './th/flow.ts';
import { th as thForm } from './th/form.ts';
import { th as thHosted } from './th/hosted.ts';
import { th as thPerson } from './th/person.ts';
import { tr } from './tr/consent.ts';
import { tr as trFlow } from './tr/flow.ts';
import { tr as trForm } from './tr/form.ts';
import { tr as trHosted } from './tr/hosted.ts';
import { tr as trPerson } from './tr/person.ts';
import { uk } from './uk/consent.ts';
import { uk as ukFlow } from './uk/flow.ts';
import { uk as ukForm } from './uk/form.ts';
import { uk as ukHosted } from './uk/hosted.ts';
import { uk as ukPerson } from './uk/person.ts';
import { ur } from './ur/consent.ts';
import { ur as urFlow } from './ur/flow.ts';
import { ur as urForm } from './ur/form.ts';
import { ur as urHosted } from './ur/hosted.ts';
import { ur as urPerson } from './ur/person.ts';
import { vi } from './vi/consent.ts';
import { vi as viFlow } from './vi/flow.ts';
import { vi as viForm } from './vi/form.ts';
import { vi as viHosted } from './vi/hosted.ts';
import { vi as viPerson } from './vi/person.ts';
import { zh } from './zh/consent.ts';
import { zh as zhFlow } from './zh/flow.ts';
import { zh as zhForm } from './zh/form.ts';
import { zh as zhHosted } from './zh/hosted.ts';
import { zh as zhPerson } from './zh/person.ts';
import { zhHant } from './zh-hant/consent.ts';
import { zhHant as zhHantFlow } from './zh-hant/flow.ts';
import { zhHant as zhHantForm } from './zh-hant/form.ts';
import { zhHant as zhHantHosted } from './zh-hant/hosted.ts';
import { zhHant as zhHantPerson } from './zh-hant/person.ts';

export const consentWords: Record<string, Prescribed> = {
  ar,
  bn,
  de,
  en,
  es,
  fa,
  fr,
  gu,
  he,
  hi,
  id,
  it,
  ja,
  kn,
  ko,
  ml,
  mr,
  nl,
  pa,
  pl,
  pt,
  ru,
  sw,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  zh,
  'zh-Hant': zhHant,
};

export const flowWords: Record<string, FlowStrings> = {
  ar: arFlow,
  bn: bnFlow,
  de: deFlow,
  en: enFlow,
  es: esFlow,
  fa: faFlow,
  fr: frFlow,
  gu: guFlow,
  he: heFlow,
  hi: hiFlow,
  id: idFlow,
  it: itFlow,
  ja: jaFlow,
  kn: knFlow,
  ko: koFlow,
  ml: mlFlow,
  mr: mrFlow,
  nl: nlFlow,
  pa: paFlow,
  pl: plFlow,
  pt: ptFlow,
  ru: ruFlow,
  sw: swFlow,
  ta: taFlow,
  te: teFlow,
  th: thFlow,
  tr: trFlow,
  uk: ukFlow,
  ur: urFlow,
  vi: viFlow,
  zh: zhFlow,
  'zh-Hant': zhHantFlow,
};

export const personWords: Record<string, PersonStrings> = {
  ar: arPerson,
  bn: bnPerson,
  de: dePerson,
  en: enPerson,
  es: esPerson,
  fa: faPerson,
  fr: frPerson,
  gu: guPerson,
  he: hePerson,
  hi: hiPerson,
  id: idPerson,
  it: itPerson,
  ja: jaPerson,
  kn: knPerson,
  ko: koPerson,
  ml: mlPerson,
  mr: mrPerson,
  nl: nlPerson,
  pa: paPerson,
  pl: plPerson,
  pt: ptPerson,
  ru: ruPerson,
  sw: swPerson,
  ta: taPerson,
  te: tePerson,
  th: thPerson,
  tr: trPerson,
  uk: ukPerson,
  ur: urPerson,
  vi: viPerson,
  zh: zhPerson,
  'zh-Hant': zhHantPerson,
};

export const hostedWords: Record<string, HostedStrings> = {
  ar: arHosted,
  bn: bnHosted,
  de: deHosted,
  en: enHosted,
  es: esHosted,
  fa: faHosted,
  fr: frHosted,
  gu: guHosted,
  he: heHosted,
  hi: hiHosted,
  id: idHosted,
  it: itHosted,
  ja: jaHosted,
  kn: knHosted,
  ko: koHosted,
  ml: mlHosted,
  mr: mrHosted,
  nl: nlHosted,
  pa: paHosted,
  pl: plHosted,
  pt: ptHosted,
  ru: ruHosted,
  sw: swHosted,
  ta: taHosted,
  te: teHosted,
  th: thHosted,
  tr: trHosted,
  uk: ukHosted,
  ur: urHosted,
  vi: viHosted,
  zh: zhHosted,
  'zh-Hant': zhHantHosted,
};

export const formWords: Record<string, FormStrings> = {
  ar: arForm,
  bn: bnForm,
  de: deForm,
  en: enForm,
  es: esForm,
  fa: faForm,
  fr: frForm,
  gu: guForm,
  he: heForm,
  hi: hiForm,
  id: idForm,
  it: itForm,
  ja: jaForm,
  kn: knForm,
  ko: koForm,
  ml: mlForm,
  mr: mrForm,
  nl: nlForm,
  pa: paForm,
  pl: plForm,
  pt: ptForm,
  ru: ruForm,
  sw: swForm,
  ta: taForm,
  te: teForm,
  th: thForm,
  tr: trForm,
  uk: ukForm,
  ur: urForm,
  vi: viForm,
  zh: zhForm,
  'zh-Hant': zhHantForm,
};
