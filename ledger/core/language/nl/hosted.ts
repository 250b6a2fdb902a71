// Dutch, with the formal "u".

import type { HostedStrings } from '../hosted-strings.ts';

export const nl: HostedStrings = {
  title: 'WhatsApp-berichten van {business}',
  intro: 'U beslist hier. Het openen van deze pagina verandert niets.',
  save: 'Opslaan',
  tickFirst: 'Er is nog niets opgeslagen. Vink eerst het vakje aan.',
  done: 'Opgeslagen. U kunt deze pagina sluiten.',
  noScript: 'Deze pagina heeft JavaScript nodig om uw keuze vast te leggen. Er is niets vastgelegd.',
  closedTitle: 'Deze pagina kan niet worden gebruikt',
  closedMeans:
    'Het adres is misschien onvolledig, of het bedrijf heeft de pagina beëindigd. Er is niets vastgelegd.',
  linkTitle: 'Uw keuze over WhatsApp-berichten',
  linkOverTitle: 'Deze link kan niet worden gebruikt',
  linkOverMeans:
    'Hij is misschien onvolledig of te oud, of het bedrijf heeft hem ingetrokken. Er is niets vastgelegd. Open hem opnieuw vanuit het bericht waarin hij stond, of vraag het bedrijf om een nieuwe.',
  usedTitle: 'Deze link is gebruikt op {date}',
  usedMeans:
    'Daarmee is een keuze voor het nummer {number} opgeslagen. Om de berichten te stoppen, stuurt u STOP naar {business} op WhatsApp of gebruikt u het contact hieronder. Hebt u ze al gestopt, dan telt dat.',
  takenBackTitle: 'De toestemming via deze link is ingetrokken',
  takenBackAgain:
    'Ze gold voor het nummer {number}. Om opnieuw toestemming te geven, vraagt u {business} om een nieuwe link.',
  otherNumber: 'Een ander nummer gebruiken',
  waiting: 'Een moment…',
  unreachable: 'De verbinding is mislukt. Laad de pagina opnieuw.',
  printTitle: 'Ontvang {what} van {business} via WhatsApp',
  printScan: 'Scan de code met de camera van je telefoon, of open dit adres:',
  printDecide: 'Je beslist op de pagina. Alleen scannen verandert niets.',
};
