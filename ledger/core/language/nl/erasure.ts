// Dutch.

import type { ErasureStrings } from '../erasure-strings.ts';

export const nl: ErasureStrings = {
  heading: 'Alles over u wissen',
  means: '{business} vernietigt alles wat hier over u is vastgelegd. Dit kan niet ongedaan worden gemaakt.',
  stays:
    'Wat blijft: een merkteken dat uw nummer terugvindt, zodat niemand u schrijft zolang u niet opnieuw instemt, en regels in het openbare logboek die niets over u zeggen.',
  only: 'Alles wissen; misschien stem ik later weer in',
  never: 'Alles wissen en mij vanaf nu nooit meer een bericht sturen',
  ask: 'Vragen om te wissen',
  askMeans:
    '{business} bekijkt dit eerst. Tot het gedaan is, kunnen er nog berichten komen; hierboven kunt u ze stoppen.',
  asked: 'U hebt {business} op {date} gevraagd alles over u te wissen. Het is nog niet gedaan.',
  refused:
    '{business} heeft hier op {date} niet mee ingestemd. Vraag waarom, op het adres hieronder. U kunt ook een klacht indienen bij een toezichthouder voor gegevensbescherming.',
  linkOnly: 'Deze link alleen laat niet zien dat het nummer van u is: hij kan zijn doorgestuurd.',
  byMessage: 'Stuur {business} om dit te vragen dit bericht via WhatsApp, vanaf dat nummer en ongewijzigd:',
  byContact: 'Schrijf {business} om dit te vragen op het adres hieronder.',
  atOnce: 'Alles wordt gewist zodra het bericht aankomt.',
  open: 'WhatsApp openen',
  message: 'Wis alstublieft alles wat u over mij hebt vastgelegd. Dit nummer is van mij.',
};
