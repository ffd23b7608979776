/** Jeder Satz über das Vortragen reihum, auf Deutsch. Niemand erfährt, wie oft jemand vorgetragen hat oder weg war. */
import { dataDe } from './data.de.ts';
import type { RotationKey } from './en.ts';

export const de: Record<RotationKey, string> = {
  ...dataDe,
  'meeting.title': 'Team-Treffen',
  'meeting.what':
    'Wann sich euer Team trifft. Ich schreibe dann nichts; wer vorträgt und die Tagesordnung richten sich danach.',
  'presenter.title': 'Reihum vortragen',
  'presenter.what':
    'Sieben Tage vor eurem Treffen bitte ich eine Person vorzutragen, alle der Reihe nach, und sage es im Kanal. Tauschen oder Warten ist möglich.',
  'agenda.title': 'Tagesordnung',
  'agenda.what':
    'Eine Stunde vor eurem Treffen sage ich, wer vorträgt, und liste auf, was seit dem letzten Mal geteilt wurde.',

  cancel: 'Abbrechen',
  somebody: 'Jemand',

  'slot.title': 'Wer als Nächstes vorträgt',
  'slot.one': '{presenter} trägt vor: {at}.',
  'slot.two': '{presenter} und {second} tragen vor: {at}.',
  'slot.asked': '{presenter} kann zusagen, tauschen oder auf später warten. Ich habe gefragt.',
  'slot.nobody':
    'Noch trägt niemand vor: {at}. Möchtest du? Zehn Minuten über etwas, das du gelernt hast, reichen völlig.',
  'slot.fellOut': 'Das Treffen findet nicht statt: {at}. Wer vortragen sollte, tut es beim nächsten Mal.',
  'slot.how':
    'Es geht der Reihe nach: wer für die Wochen, die er oder sie da war, am seltensten vorgetragen hat. Freie Tage und Abwesenheiten zählen für niemanden. Im App-Home kannst du aussetzen.',
  'slot.owner': '{owner} kümmert sich darum. `/lore settings` ändert oder beendet es.',
  'slot.nobodyLooks': '`/lore settings` ändert oder beendet es.',
  'slot.present': 'Ich trage vor',
  'slot.presentToo': 'Ich trage auch vor',

  'ask.question': 'Du bist an der Reihe, in {channel} vorzutragen: {at}. Passt dir das?',
  'ask.accepted': 'Du trägst in {channel} vor: {at}. Danke!',
  'ask.why':
    'Zehn Minuten über etwas, das du gelernt hast, reichen völlig; Folien braucht es nicht. „Später“ zählt gegen niemanden: Du wirst ein andermal gefragt. Im App-Home kannst du aussetzen.',
  'ask.passed': 'Du trägst in {channel} nicht mehr vor ({at}); jemand anderes tut es oder wird gefragt.',
  'ask.over': 'Das Treffen in {channel} ist vorbei: {at}.',
  'ask.fellOut':
    'Das Treffen in {channel} findet nicht statt: {at}. Wenn du kannst, trägst du beim nächsten Mal vor.',
  'ask.gone': 'Das gibt es nicht mehr.',
  'ask.accept': 'Zusagen',
  'ask.swap': 'Tauschen mit …',
  'ask.later': 'Später',
  'ask.swap.asked': 'Ich habe {person} gefragt, für dich vorzutragen. Bis zur Zusage bleibt es bei dir.',
  'ask.swap.no': '{person} kann diesmal nicht. Du kannst jemand anderen fragen.',

  'swap.title': 'Tauschen mit',
  'swap.with': 'Wer könnte für dich vortragen?',
  'swap.means': 'Ich frage die Person. Bis zur Zusage bleibt es bei dir. Sie muss in {channel} sein.',
  'swap.submit': 'Fragen',
  'swap.question':
    '{presenter} fragt, ob du in {channel} für sie oder ihn vorträgst: {at}. Dafür ist {presenter} später dran.',
  'swap.why': 'Nein ist in Ordnung: Dann bleibt es, wie es ist, und zählt gegen niemanden.',
  'swap.agree': 'Ich trage vor',
  'swap.decline': 'Diesmal nicht',
  'swap.taken': 'Du trägst in {channel} vor: {at}. Danke! Im App-Home kannst du tauschen oder warten.',
  'swap.declined': 'Du hast abgesagt; {presenter} weiß es. Das ist in Ordnung.',
  'swap.settled': 'Wer in {channel} vorträgt ({at}), ist geklärt. Für dich ist nichts zu tun.',
  'swap.over': 'Das Treffen in {channel} ({at}) ist vorbei oder ausgefallen.',

  'refused.gone': 'Dieses Treffen ist vorbei, oder du bist nicht mehr in seinem Kanal.',
  'refused.notYours': 'Jetzt ist jemand anderes an der Reihe.',
  'refused.notAsked': 'Das ist geklärt: Niemand bittet dich mehr um einen Tausch.',
  'refused.external':
    'Wer aus einer anderen Organisation kommt, ist hier zu Gast; die Reihe lasse ich deshalb ohne diese Personen laufen.',
  'refused.already': 'Diese Person trägt schon vor.',
  'refused.full': 'Es tragen schon zwei vor. Es gibt ein nächstes Mal.',
  'refused.noPerson': 'Wähle jemanden aus dem Kanal.',
  'refused.yourself': 'Das bist du. Wähle jemand anderen aus dem Kanal.',
  'refused.notHere':
    'Diese Person ist nicht im Kanal oder kann dort nicht vortragen. Wähle jemanden, der dort ist.',
  'refused.optedOut': 'Diese Person trägt zurzeit nicht vor. Wähle jemand anderen.',

  'agenda.header': 'Tagesordnung',
  'agenda.shared': 'Seit eurem letzten Treffen geteilt:',
  'agenda.empty': 'Seit eurem letzten Treffen wurde nichts geteilt. Was lief anders, als ihr erwartet habt?',
  'agenda.how': 'In einer Stunde trefft ihr euch. `/lore settings` ändert oder beendet das.',
  'agenda.howOwner':
    'In einer Stunde trefft ihr euch. {owner} kümmert sich darum; `/lore settings` ändert oder beendet es.',

  'home.title': 'Vortragen',
  'home.second': 'Du trägst in {channel} auch vor: {at}.',
  'home.stepBack': 'Ich kann nicht',
  'home.takesPart': 'Du bist in {channel} beim Vortragen dabei.',
  'home.leave': 'Aussetzen',
  'home.left': 'Du trägst in {channel} nicht vor. Du kannst jederzeit wieder mitmachen.',
  'home.comeBack': 'Wieder mitmachen',

  'digest.line': '{presenter} trägt vor: {day}.',
  'digest.reason': 'Wer in diesem Kanal als Nächstes vorträgt',
};
