import type { groupEn } from './group.en.ts';

export const groupDe: Readonly<Record<keyof typeof groupEn, string>> = {
  'main.groupButton': 'Karten gruppieren',
  'main.voteButton': 'Abstimmen',

  'group.title': 'Karten gruppieren',
  'group.goVote': 'Weiter zur Abstimmung',
  'group.goOn': 'Weiter',
  'group.intro':
    '{cards, plural, one {Eine Karte} other {# Karten}}, {topics, plural, one {ein Thema} other {# Themen}}. Über das, was zusammengelegt ist, wird gemeinsam abgestimmt und gesprochen; keine Karte wird dadurch geändert oder geht verloren. All das lässt sich ändern, bis du weitergehst. Was dann nur vorgeschlagen ist, bleibt getrennt.',
  'group.suggested': '*Als ein Thema vorgeschlagen*',
  'group.joined': '*Zusammengelegt*',
  'group.apart': '*Getrennt gelassen*',
  'group.none':
    'Keine Karten sagen so sehr dasselbe, dass sich das Zusammenlegen anbietet. Du kannst Themen von Hand zusammenlegen.',
  'group.acceptAll': 'Alle Vorschläge annehmen ({count, number})',
  'group.join': 'Zusammenlegen',
  'group.joinLabel': 'Zusammenlegen: {text}',
  'group.keep': 'Getrennt lassen',
  'group.keepLabel': 'Getrennt lassen: {text}',
  'group.undo': 'Wieder trennen',
  'group.undoLabel': 'Wieder trennen: {text}',
  'group.again': 'Doch zusammenlegen',
  'group.againLabel': 'Doch zusammenlegen: {text}',
  'group.more': '{count, plural, one {Und eine weitere Karte.} other {Und # weitere Karten.}}',
  'group.byHand': 'Von Hand zusammenlegen',
  'group.read': 'Themen lesen',
  'group.back': 'Zurück zu den Gruppen',
  'joining.title': 'Themen zusammenlegen',
  'joining.which': 'Welche Themen sind eines?',
  'joining.hint': 'Wähle zwei oder mehr.',
  'joining.range': 'Themen {from, number} bis {to, number}',
  'joining.few': 'Wähle zwei Themen oder mehr: Diese sind schon eines, oder ihre Karten wurden gelöscht.',

  'topics.title': 'Die Themen',
  'topics.none': 'Hier ist keine Karte mehr.',
  'topics.number': '{number, number}. ',
  'topics.several': '*{number, number}. {count, plural, one {Eine Karte} other {# Karten}}, ein Thema*',

  'vote.title': 'Deine Stimmen',
  'vote.submit': 'Ich habe abgestimmt',
  'vote.intro':
    'Du hast {budget, number} Stimmen, höchstens zwei für ein Thema. Was du wählst, ist sofort gespeichert, auch wenn du das hier schließt, und lässt sich bis {until} ändern.',
  'vote.left':
    '{left, plural, =0 {Alle deine Stimmen sind vergeben.} one {Eine Stimme ist übrig.} other {# Stimmen sind übrig.}}',
  'vote.last': 'Alle anderen haben abgestimmt: „Ich habe abgestimmt“ beendet die Abstimmung.',
  'vote.overBudget':
    'Das wären mehr Stimmen, als du hast; es wurde nicht gespeichert. Nimm zuerst anderswo eine zurück; unten steht, was du vergeben hast.',
  'vote.topicGone':
    'Eines dieser Themen gibt es nicht mehr; es wurde nicht gespeichert. Unten steht, was du vergeben hast.',
  'vote.manyOnOne': 'Ein Thema nimmt höchstens zwei deiner Stimmen; es wurde nicht gespeichert.',
  'vote.topic': '{number, number}. {text}',
  'vote.more':
    '{count, plural, one {Und eine weitere Karte} other {Und # weitere Karten}}: siehe „Themen lesen“.',
  'vote.long': 'Der ganze Text steht unter „Themen lesen“.',
  'vote.0': 'Keine Stimme',
  'vote.1': 'Eine Stimme',
  'vote.2': 'Zwei Stimmen',
};
