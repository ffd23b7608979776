import type { followUpEn } from './follow-up.en.ts';

export const followUpDe: Record<keyof typeof followUpEn, string> = {
  'follow.accept':
    'Das Team schlägt dir eine Maßnahme vor, aus der Retrospektive „{about}“ in {channel}: {what}, bis {due}. Kümmerst du dich darum?',
  'follow.acceptAside':
    '„Nicht ich“ gibt sie dem Team zurück und braucht keinen Grund. Gefragt wirst du einmal; sie wartet auch im App-Home.',
  'follow.remind':
    'Bis {due}: {what}. Du kümmerst dich darum, seit der Retrospektive „{about}“ in {channel}. Was ist der nächste Schritt?',
  'follow.remindAside':
    'Das ist die einzige Erinnerung daran. Wann Lore dir schreiben darf, bestimmst du im App-Home.',
  'follow.late':
    '{what} war bis {due} geplant, aus der Retrospektive „{about}“ in {channel}. Was passt jetzt am besten: ein anderer Tag, zwei kleinere Schritte, oder sie streichen?',
  'follow.lateAside':
    'Gefragt wirst nur du, und nur einmal. Sie mit einem Grund zu streichen ist auch eine gute Antwort.',
  'follow.helped':
    '{what} ist seit einem Monat erledigt, aus der Retrospektive „{about}“ in {channel}. Hat es geholfen?',
  'follow.helpedAside':
    'Deine Antwort steht bei der Maßnahme, für alle im Kanal, und zählt in `/retro numbers`. Gefragt wirst du einmal.',

  'follow.accepted': 'Du kümmerst dich darum: {what}, bis {due}.',
  'follow.free': 'Wieder beim Team: {what}.',
  'follow.given': 'Jemand anderes wurde gefragt oder kümmert sich darum: {what}.',
  'follow.done': 'Erledigt: {what}.',
  'follow.dropped': 'Gestrichen: {what}.',
  'follow.said.yes': '{what}: Du hast gesagt, dass es geholfen hat.',
  'follow.said.partly': '{what}: Du hast gesagt, dass es teilweise geholfen hat.',
  'follow.said.no': '{what}: Du hast gesagt, dass es nicht geholfen hat.',

  'follow.nobody': '{what} (noch niemand, bis {due}, {channel})',
  'follow.isLate': '{what} ({channel}) war bis {due} geplant. Was passt jetzt am besten?',
  'follow.askHelped': '{what} ({channel}) ist seit einem Monat erledigt. Hat es geholfen?',
  'follow.digestFree':
    'In diesem Kanal vereinbart, und noch kümmert sich niemand: Wer dabei war, kann es tun.',
  'follow.digestOwned': 'In diesem Kanal vereinbart; jetzt kümmert sich jemand',
  'follow.dayOff': 'An diesem Tag arbeitest du nicht.',
  'follow.pass': 'Weitergeben',
  'follow.passLabel': 'Weitergeben: {what}',
  'follow.move': 'Verschieben',
  'follow.moveLabel': 'Verschieben: {what}',
  'follow.moveTo': 'Verschieben auf {day}',
  'follow.split': 'In zwei teilen',
  'follow.splitLabel': 'In zwei teilen: {what}',
  'follow.drop': 'Streichen',
  'follow.dropLabel': 'Streichen: {what}',
  'follow.yes': 'Ja',
  'follow.partly': 'Teilweise',
  'follow.no': 'Nein',

  'pass.title': 'Weitergeben',
  'pass.submit': 'Anfragen',
  'pass.to': 'Wer könnte sich darum kümmern?',
  'pass.toHint': 'Wer an der Retrospektive teilnahm. Die Person wird gefragt und kann ablehnen.',
  'moveDue.title': 'Verschieben',
  'moveDue.due': 'Bis wann?',
  'split.title': 'In zwei teilen',
  'split.submit': 'Teilen',
  'split.first': 'Was ist der erste Schritt?',
  'split.second': 'Und was kommt dann?',
  'giveUp.title': 'Maßnahme streichen',
  'giveUp.submit': 'Streichen',
  'giveUp.reason': 'Was spricht dafür?',
  'giveUp.reasonHint':
    'Eine Zeile, die alle im Kanal lesen können. Zum Beispiel: Das macht jetzt das Werkzeug',
  'refused.whyEmpty': 'Schreib eine Zeile, zum Beispiel: Das macht jetzt das Werkzeug',
  'helped.title': 'Hat es geholfen?',
  'helped.noted': 'Deine Antwort ist notiert. Wenn du magst, sag in einer Zeile, woran man es merkt.',
  'helped.how': 'Woran merkt man es?',
  'helped.howHint':
    'Alle im Kanal können es lesen. Zum Beispiel: Seither kein Start ohne Plan für den Rückweg',

  'title.action': 'die Frage zur Maßnahme „{what}“',
  'title.actionUnseen': 'die Frage zu einer für dich nicht sichtbaren Maßnahme',
};
