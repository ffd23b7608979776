/** Jeder Satz darüber, wer was sieht und wer nicht. Jeder ist ein Versprechen: Nur `promises.ts` sagt ihn, aus dem, was gespeichert ist. */
import type { SecretKey } from './secrecy.en.ts';

export const secrecyDe: Readonly<Record<SecretKey, string>> = {
  'secret.help': 'Alle schreiben Karten, die niemand sonst sieht, bis das Sammeln vorbei ist.',

  'secret.cards.sealed': 'Bis dahin sehen alle nur die eigenen Karten, auch die Moderation.',
  'secret.cards.added':
    'Was jetzt dazukommt, sieht bis dahin nur, wer es schreibt; auch die Moderation sieht es nicht. Die Karten von vorher können die Beteiligten lesen.',
  'secret.cards.open': 'Die Beteiligten können die Karten lesen.',
  'secret.cards.openToChannel': 'Alle in diesem Kanal können die Karten lesen.',
  'secret.cards.stay': 'Karten, die noch gesammelt wurden, bleiben bei denen, die sie schrieben.',
  'secret.cards.stayAdded':
    'Was zuletzt dazukam, bleibt bei denen, die es schrieben. Die anderen Karten können die Beteiligten weiter lesen.',

  'secret.own.sealed':
    'Niemand sonst sieht deine Karten, bevor das Sammeln vorbei ist, auch die Moderation nicht.',
  'secret.own.added':
    'Was du jetzt dazuschreibst, sieht niemand sonst, bevor das Sammeln wieder vorbei ist, auch die Moderation nicht. Was du vorher geschrieben hast, können andere schon lesen: Du kannst es löschen, aber nicht ändern.',
  'secret.own.draft':
    'Was du schreibst, bleibt als Entwurf erhalten, nur für dich, auch wenn du das hier schließt. Es zählt, sobald du speicherst.',
  'secret.own.deleted': 'Sie ist dann für alle weg und lässt sich nicht zurückholen.',
  'secret.own.deletedAtOnce':
    'Andere können sie lesen und sehen also auch, dass sie weg ist und wann. Sie lässt sich nicht zurückholen.',

  'secret.names.hidden': 'Namen sind verborgen.',
  'secret.names.few':
    'Namen sind verborgen, aber zurzeit können weniger als {few, plural, =4 {vier} other {#}} Personen antworten, und unter so wenigen verbirgt das wenig.',
  'secret.names.shown': 'Die Namen stehen neben den Karten.',
  'secret.mine.hidden':
    'Namen sind verborgen: Sie werden niemandem gezeigt, und die Verbindung zwischen dir und deinen Karten wird {days, number} Tage nach dem Ende gelöscht.',
  'secret.mine.few':
    'Namen sind verborgen, aber zurzeit können weniger als {few, plural, =4 {vier} other {#}} Personen antworten. Unter so wenigen verbirgt das wenig: Wer deine Karten liest, kann erraten, dass sie von dir sind.',
  'secret.mine.early':
    'Namen sind verborgen. Wenn das Sammeln aber gleich nach deiner Antwort endet, haben weniger als {few, plural, =4 {vier} other {#}} Personen geantwortet, und unter so wenigen verbirgt das wenig.',
  'secret.mine.shown': 'Dein Name wird neben deinen Karten stehen.',

  'secret.reach.participants': 'Die Karten sind für die Beteiligten.',
  'secret.reach.channel': 'Die Karten sind für die Beteiligten und nach dem Ende für diesen Kanal.',

  'secret.votes.first':
    'Wer wofür gestimmt hat, wird nie gezeigt. Wie viele Stimmen jedes Thema hat, wird am Ende der Abstimmung gezeigt, wenn mindestens {ballots, plural, =5 {fünf} other {#}} Personen abgestimmt haben; bei weniger nur, welche Themen vorn liegen.',
  'secret.votes.again':
    'Wer wofür gestimmt hat, wird nie gezeigt. Neue Zahlen gibt es am Ende nur, wenn mindestens {ballots, plural, =5 {fünf} other {#}} Personen ihre Stimmen geändert haben; bei weniger wird nur gezeigt, welche Themen vorn liegen. Bis dahin bleibt das bisherige Ergebnis stehen.',

  'secret.reopen.collect':
    '*Das Sammeln wieder öffnen.* Karten, die schon zu lesen sind, bleiben es. Was dann dazukommt, sieht nur, wer es schreibt, bis das Sammeln wieder vorbei ist; auch du siehst es nicht.',
  'secret.reopen.vote':
    '*Die Abstimmung wieder öffnen.* Alle können ihre Stimmen ändern. Wie es steht, sieht niemand, bis die Abstimmung wieder vorbei ist, auch du nicht. Bis dahin bleibt das bisherige Ergebnis stehen.',

  'secret.see.sealed': 'Die Karten lassen sich lesen, wenn das Sammeln vorbei ist.',
  'secret.see.notForYou':
    'Die Karten dieser Retrospektive sind für die Beteiligten: So wurde es zu Beginn gewählt, oder der Kanal wurde vor ihrem Ende archiviert.',
  'secret.page.forOthers': 'Die Karten sind für die Beteiligten und stehen deshalb nicht hier.',
  'secret.topic.open':
    'Die Beteiligten können die Karten dazu lesen. Was du in diesem Thread schreibst, lesen alle in diesem Kanal.',
  'secret.topic.openToChannel':
    'Alle in diesem Kanal können die Karten dazu lesen, und was du in diesem Thread schreibst.',

  'secret.end.cards': 'Danach können die Beteiligten die Karten lesen, und es kommen keine mehr dazu.',
  'secret.exposed.nobody':
    'Dadurch wird nichts gezeigt, was jemand im Vertrauen geschrieben oder gewählt hat.',
  'secret.exposed.few':
    '{count, plural, one {Das zeigt die Karten einer einzigen Person: Verborgene Namen verbergen dann nichts.} other {Das zeigt die Karten von # Personen: Unter so wenigen verbergen verborgene Namen wenig.}} Auf weitere Antworten zu warten, schützt besser.',
  'secret.exposed.cards':
    'Das zeigt Karten von {count, plural, one {einer Person} other {# Personen}}; die Namen bleiben verborgen.',
  'secret.exposed.named':
    'Das zeigt Karten von {count, plural, one {einer Person} other {# Personen}}, mit den Namen daneben.',
  'secret.exposed.order':
    '{count, plural, one {Hier macht nur ein Stimmzettel einen Unterschied: Welche Themen dann vorn liegen, zeigt, was diese Person gewählt hat.} other {Hier machen nur # Stimmzettel einen Unterschied. Das sind zu wenige, um Zahlen zu zeigen, aber welche Themen vorn liegen, lässt ahnen, was diese Personen gewählt haben.}} Auf weitere Stimmen zu warten, schützt besser.',
  'secret.exposed.counts':
    'Das zeigt, wie {count, plural, one {eine Person abgestimmt hat} other {# Personen zusammen abgestimmt haben}}, aber nicht, wer wofür gestimmt hat.',
  'secret.exposed.channel':
    'Danach können alle in diesem Kanal die Karten von {count, plural, one {einer Person} other {# Personen}} lesen.',

  'secret.cancel.sealed': 'Karten, die gerade gesammelt werden, bleiben bei denen, die sie schrieben.',
  'secret.cancel.added':
    'Was gerade dazukommt, bleibt bei denen, die es schrieben. Karten, die schon zu lesen sind, bleiben es für die Beteiligten.',
  'secret.cancel.open': 'Karten, die schon zu lesen sind, bleiben es für die Beteiligten.',

  'secret.rating':
    'Wer was gesagt hat, wird nie gezeigt; der Durchschnitt aller Antworten schon, einmal, wenn es mindestens {answers, plural, =5 {fünf} other {#}} sind.',
  'secret.lessonUse': 'Wer was sagte, sieht niemand.',
  'secret.lessonUse.mine': 'Zu sehen ist es für niemanden.',

  'secret.start.few':
    'Bei weniger als {few, plural, =4 {vier} other {#}} Personen verbergen verborgene Namen wenig: Man erkennt einander an den Worten.',
  'secret.start.names':
    'Verborgen: niemandem gezeigt, nur aufbewahrt, damit man die eigenen Karten ändern kann, und {days, number} Tage nach dem Ende gelöscht. Bei weniger als {few, plural, =4 {vier} other {#}} Personen verbergen verborgene Namen wenig.',
  'secret.start.facilitator':
    'Schließt die Phasen ab und sieht keine Karte früher als die anderen. Am besten jemand aus der Runde, der nicht geleitet hat.',
};
