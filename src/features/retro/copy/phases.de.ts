/** Was über die Phasen nach dem Sammeln und über Entscheidungen zu Maßnahmen gesagt wird. */
import type { phasesEn } from './phases.en.ts';

export const phasesDe: Readonly<Record<keyof typeof phasesEn, string>> = {
  'length.minutes5': '5 Minuten, für Leute, die gerade da sind',
  'length.minutes7': '7 Minuten, für Leute, die gerade da sind',
  'length.minutes10': '10 Minuten, für Leute, die gerade da sind',
  'length.halfDay': 'Ein halber Arbeitstag',

  'refused.groupingOver':
    'Das Gruppieren ist vorbei. Wo die Retrospektive gerade steht, zeigt die Nachricht.',
  'refused.votingOver':
    'Die Abstimmung ist vorbei, deshalb lassen sich keine Stimmen mehr geben oder ändern.',
  'refused.handedOutside': 'Wähle jemanden, der an dieser Retrospektive teilnimmt.',
  'refused.untilWrong': 'Wähle einen Zeitpunkt ab jetzt, in den nächsten 30 Tagen.',
  'refused.nothingBefore': 'Davor gibt es keine Phase, die sich wieder öffnen ließe.',
  'refused.whyLong': 'Das ist länger, als hier passt. Ein oder zwei Sätze reichen.',

  'main.collectAgain': 'Bis {until} können wieder Karten dazukommen.',
  'main.group':
    'Bis {until} lassen sich Karten, die dasselbe sagen, zusammenlegen; was nicht zusammengelegt ist, bleibt getrennt. Themen: {count, number}.',
  'main.vote':
    'Stimmt bis {until} ab, worüber ihr redet: Alle haben {budget, number} Stimmen für {count, number} Themen, höchstens {each, number} für eines.',
  'main.choose':
    '{count, plural, one {Es gibt ein Thema, also nichts abzustimmen. Lest es} other {Lest die Karten, stimmt ab, was am wichtigsten ist,}} und vereinbart bis {until} bis zu drei Maßnahmen: was, wer sich kümmert, ein Datum in den nächsten 30 Tagen.',
  'main.discuss':
    '{count, plural, one {Es gibt ein Thema, also war nichts abzustimmen. Redet bis {until} darüber. Es hat in diesem Kanal eine eigene Nachricht mit einem Thread dafür.} other {Redet bis {until} über die Themen mit den meisten Stimmen. Jedes hat in diesem Kanal eine eigene Nachricht mit einem Thread dafür.}}',
  'main.voted':
    '{answered, number} von {asked, number} haben abgestimmt. Wenn alle es haben, geht es gleich weiter.',
  'main.ready':
    '{answered, number} von {asked, number} sind fertig. Wenn alle es sind, geht es gleich weiter.',
  'main.goOn': 'Weiter zur Abstimmung',
  'main.readyButton': 'Ich bin fertig',
  'manage.endGroup': 'Weiter zur Abstimmung (Moderation)',
  'manage.endVote': 'Abstimmung beenden (Moderation)',
  'manage.endDiscuss': 'Weiter zu Maßnahmen (Moderation)',
  'ready.noted': 'Notiert: Du bist mit dieser Phase fertig. Bis sie endet, kannst du weiter mitmachen.',

  'past.by': '{by} hat die Phase davor abgeschlossen.',
  'past.time': 'Die Zeit der Phase davor war um.',
  'past.everybody': 'Alle hatten geantwortet, deshalb ging es gleich weiter.',
  past: 'Die Phase davor ist vorbei.',
  reopened: 'Diese Phase wurde wieder geöffnet.',
  'reopened.by': '{by} hat diese Phase wieder geöffnet.',
  'thread.collect': 'Bis {until} können wieder Karten dazukommen.',
  'thread.group': 'Bis {until} wird zusammengelegt, was dasselbe sagt.',
  'thread.vote': 'Bis {until}: stimmt ab, worüber ihr redet.',
  'thread.choose':
    'Bis {until}: {count, plural, one {lest das eine Thema, das es gibt; abzustimmen ist nichts. Vereinbart bis zu drei Maßnahmen.} other {lest die Karten, stimmt ab und vereinbart bis zu drei Maßnahmen.}}',
  'thread.discuss':
    'Bis {until}: {count, plural, one {redet über das eine Thema, das es gibt, in seinem eigenen Thread. Abzustimmen war nichts.} other {redet über die Themen, jedes in seinem eigenen Thread.}}',

  'topic.text':
    '„{about}“, Thema {place, number} von {of, number}: {votes, plural, =0 {keine Stimmen} one {eine Stimme} other {# Stimmen}}.',
  'topic.which': '„{about}“, Thema {place, number} von {of, number}.',
  'topic.outcome': 'Was dabei herauskam: {outcome}',
  'topic.read': 'Thema lesen',

  'confirm.goOnTitle': 'Weitergehen?',
  'confirm.goOn':
    'Diese Phase endet für alle, und die nächste beginnt. Was bisher gesagt, zusammengelegt oder gewählt wurde, bleibt.',

  'home.group': '{about} in {channel}: bis {until} werden die Karten gruppiert.',
  'home.vote':
    '{about} in {channel}: Abstimmung bis {until}. {mine, plural, =0 {Du hast noch nicht abgestimmt.} other {Du hast abgestimmt.}}',
  'home.discuss': '{about} in {channel}: bis {until} wird über die Themen geredet.',
  'home.accept': 'Ich mache es',
  'home.acceptLabel': 'Ich mache es: {what}',
  'home.decline': 'Nicht ich',
  'home.declineLabel': 'Nicht ich: {what}',

  'data.votes': 'Stimmen',
  'data.ratings': 'Ob es die Zeit wert war',
  'data.worth': 'Von 1 bis 5',
  'data.lessonsUsed': 'Was du über gezeigte Lektionen gesagt hast',
  'data.use': 'Nutzen',
  'data.use.applied': 'Angewendet',
  'data.use.adapted': 'Angepasst',
  'data.use.unfit': 'Passt nicht',
  'data.discussed': 'Themen, über die geredet wurde',
  'data.place': 'Platz',
  'data.voters': 'Personen, die dafür stimmten',
  'data.outcome': 'Was dabei herauskam',
  'data.topic': 'Thema',
  'data.phase.group': 'Karten werden gruppiert',
  'data.phase.vote': 'Abstimmung',
  'data.phase.choose': 'Abstimmung und Maßnahmen',
  'data.phase.discuss': 'Über Themen wird geredet',
  'data.answer.votes': 'Stimmen',
  'data.answer.ready': 'Fertig mit der Phase',
  'data.state.proposed': 'Vorgeschlagen, noch nicht angenommen',
  'data.reason': 'Warum sie gestrichen wurde',
  'data.helped': 'Ob sie geholfen hat',
  'data.helped.yes': 'Ja',
  'data.helped.partly': 'Teilweise',
  'data.helped.no': 'Nein',
  'data.helpedHow': 'Wie sie geholfen hat',
};
