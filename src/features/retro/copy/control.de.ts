/** Was darüber gesagt wird, wie eine Retrospektive gelenkt und eine gleiche noch einmal gehalten wird. */
import type { controlEn } from './control.en.ts';

export const controlDe: Readonly<Record<keyof typeof controlEn, string>> = {
  'manage.more': 'Mehr Zeit, wieder öffnen, übergeben … (Moderation)',
  'control.title': 'Lenken',
  'control.intro': '„{about}“ ist bis {until} offen. Wer was entschieden hat, steht im Thread.',
  'control.moreTime': '*Mehr Zeit*, für alle, die noch nicht dazu gekommen sind.',
  'control.moreTimeButton': 'Mehr Zeit',
  'control.reopen':
    '*Die letzte Phase wieder öffnen.* Was bisher gesagt, zusammengelegt oder vereinbart ist, bleibt.',
  'control.reopenButton': 'Wieder öffnen',
  'control.reopenTitle': 'Wieder öffnen?',
  'control.reopenText': 'Es geht für alle zurück, und im Thread steht, dass du es so entschieden hast.',
  'control.reopenNo': 'Zurück',
  'control.handOver': '*Übergeben* an ein anderes Mitglied des Workspaces, das teilnimmt.',
  'control.handOverButton': 'Übergeben',
  'control.reopened': 'Sie ist wieder offen.',
  'reminder.vote':
    'In der Retrospektive „{about}“ in {channel} wird bis {until} abgestimmt, worüber geredet wird, und du bist gefragt.',
  'reminder.choose':
    'In der Retrospektive „{about}“ in {channel} wird bis {until} abgestimmt, und Maßnahmen werden vorgeschlagen. Du bist gefragt, und „Ich bin fertig“ ist auch eine Antwort.',
  'moreTime.title': 'Mehr Zeit',
  'moreTime.intro':
    'Eingetragen ist die Hälfte der üblichen Zeit mehr. Tag und Uhrzeit gelten in deiner eigenen Zeitzone.',
  'moreTime.date': 'Offen bis zu welchem Tag?',
  'moreTime.time': 'Und bis wie viel Uhr?',
  'moreTime.submit': 'Zeit geben',
  'handOver.title': 'Übergeben',
  'handOver.to': 'Wer moderiert von jetzt an?',
  'handOver.toHint': 'Ein Mitglied des Workspaces, das teilnimmt.',
  'handOver.submit': 'Übergeben',
  'decided.until': '{by} hat das Ende dieser Phase festgelegt: Sie ist bis {until} offen.',
  'decided.handedOver': '{by} hat übergeben: {facilitator} moderiert von jetzt an.',
  'again.button': 'Noch einmal halten',
};
