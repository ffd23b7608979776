import type { historyEn } from './history.en.ts';

export const historyDe: Record<keyof typeof historyEn, string> = {
  'help.history':
    '`/retro history` zeigt die Retrospektiven dieses Kanals, jede zum Lesen, und `/retro numbers`, was daraus wurde.',
  'history.title': 'Retrospektiven',
  'history.none':
    'Von diesem Kanal ist keine Retrospektive da, die du lesen kannst. `/retro Website-Relaunch` beginnt eine.',
  'history.all': 'Alle Retrospektiven hier',
  'history.open': '{about}: läuft, bis {at}.',
  'history.closed': '{about}: abgeschlossen am {at}.',
  'history.cancelled': '{about}: abgebrochen am {at}.',
  'history.read': 'Lesen',
  'history.readLabel': '{about} lesen',
  'page.title': 'Retrospektive',
  'page.open': 'Sie läuft noch; dieser Schritt endet am {at}.',
  'page.channel': 'In {channel}.',
  'page.topics': 'Themen',
  'page.topic': 'Thema {number, number}',
  'page.topicVotes':
    'Thema {number, number}: {votes, plural, =0 {keine Stimmen} one {eine Stimme} other {# Stimmen}}',
  'page.outcome': 'Was dabei herauskam:',
  'page.actions': 'Maßnahmen',
  'page.helped.yes': 'Erledigt, und es hat geholfen',
  'page.helped.partly': 'Erledigt, und es hat teilweise geholfen',
  'page.helped.no': 'Erledigt, und es hat nicht geholfen',
  'page.lessons': 'Lektionen',
  'page.useWhen': 'Hilft, wenn:',
  'page.send': 'Als Datei an mich schicken',
  'page.sendHint':
    'Eine Markdown-Datei, in deinen Nachrichten mit Lore, mit dem, was du hier lesen kannst. Sie gehört dann dir: Was andere später löschen, bleibt darin.',
  'page.sent': 'Die Datei ist unterwegs: Du findest sie in deinen Nachrichten mit Lore.',
  'file.text':
    'Hier ist die Retrospektive „{about}“, wie von dir gewünscht, mit dem, was du lesen konntest. Andere haben ihre Worte denen anvertraut, die dabei waren: Behalte die Datei für dich, und lösche sie hier, wenn du sie nicht mehr brauchst.',
  'numbers.title': 'Zahlen',
  'numbers.intro':
    'Was aus den Retrospektiven in {channel} in den letzten zwölf Monaten wurde. Nichts davon handelt von einer Person.',
  'numbers.held': '*Projekte mit einer Retrospektive zur rechten Zeit*',
  'numbers.held.means':
    'Von den Projekten, die hier mit `/retro plan` geplant wurden und deren Ende mehr als {days, number} Tage her ist: die, deren Retrospektive bis dahin abgeschlossen war.',
  'numbers.done': '*Maßnahmen, die erledigt wurden*',
  'numbers.done.means':
    'Von den Maßnahmen, die jemand angenommen hat und deren Datum mehr als {days, number} Tage her ist: die, die früher oder später erledigt wurden. Mit Grund gestrichene zählen nicht.',
  'numbers.helped': '*Maßnahmen, die geholfen haben*',
  'numbers.helped.means':
    'Von den erledigten davon, zu denen „Hat es geholfen?“ einen Monat später beantwortet wurde: die mit der Antwort Ja.',
  'numbers.none': 'Noch keine.',
  'numbers.few':
    '{hits, number} von {all, number}. Das ist zu wenig, um mehr zu sagen: Ein Anteil steht hier ab {enough, number}.',
  'numbers.share':
    '{hits, number} von {all, number}: {share, number} %, das heißt irgendwo zwischen {low, number} % und {high, number} %.',
  'numbers.dropped':
    '{count, plural, one {Eine weitere wurde gestrichen.} other {# weitere wurden gestrichen.}}',
  'numbers.partly':
    '{count, plural, one {Eine weitere hat teilweise geholfen.} other {# weitere haben teilweise geholfen.}}',
  'numbers.between':
    '„Irgendwo zwischen“ ist das 95-%-Intervall nach Wilson: Bei wenigen Fällen bewegt schon der Zufall den Anteil so weit.',
  'numbers.yours': 'Gezählt ist, was du in diesem Kanal sehen kannst.',
};
