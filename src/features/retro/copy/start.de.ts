import type { startEn } from './start.en.ts';

export const startDe: Record<keyof typeof startEn, string> = {
  'start.title': 'Retrospektive beginnen',
  'start.submit': 'Beginnen',
  'start.about': 'Worum geht es?',
  'start.aboutExample': 'Website-Relaunch',
  'start.kind': 'Welcher Art?',
  'kind.project': 'Ein Projekt, das endet',
  'kind.sprint': 'Ein Sprint oder die letzten Wochen',
  'kind.afterAction': 'Ein Ereignis: was gewollt war, was geschah',
  'kind.success': 'Etwas, das gut gelungen ist',
  'kind.reflection': 'Ein kurzer Rückblick, jetzt, in 15 Minuten',
  'kind.project.means':
    'Fragt, was gut ging, was nicht und was sich ändert: zwei Arbeitstage für Karten, ein halber, um sie zu gruppieren, dann je einer, um abzustimmen, zu reden und Maßnahmen zu vereinbaren.',
  'kind.sprint.means':
    'Fragt, was beginnen, aufhören und bleiben soll, in drei Schritten: ein Arbeitstag für Karten, dann einer, um abzustimmen und Maßnahmen zu vereinbaren.',
  'kind.afterAction.means':
    'Fragt, was gewollt war, was geschah, worauf es ankam und was beim nächsten Mal zu tun ist: zwei Arbeitstage für Karten, ein halber, um sie zu gruppieren, dann je einer, um abzustimmen, zu reden und Maßnahmen zu vereinbaren.',
  'kind.success.means':
    'Fragt, was gut tat, was gelernt wurde, was fehlte und was zu wünschen bleibt: zwei Arbeitstage für Karten, ein halber, um sie zu gruppieren, dann je einer, um abzustimmen, zu reden und Maßnahmen zu vereinbaren.',
  'kind.reflection.means':
    'Wenn alle jetzt da sind. Fragt, was gut ging, was nicht und was sich ändert: 10 Minuten für Karten, dann 5, um abzustimmen und Maßnahmen zu vereinbaren.',
  'start.defaults':
    'Gefragt: {count, plural, =0 {noch niemand, denn alle hier sind Gäste oder abwesend} one {# Person} other {# Personen}} in {channel}, ohne Gäste und Abwesende.',
  'start.change': 'Ändern',
  'start.format': 'Fragen',
  'start.ended': 'Wann war es zu Ende?',
  'start.endedHint': 'Der Tag, an dem das Projekt, der Sprint oder das Ereignis vorbei war oder sein wird.',
  'start.endedFar': 'Wähle einen Tag, der höchstens ein Jahr von heute entfernt ist, zum Beispiel {example}.',
  'start.collect': 'Wie lange können Karten geschrieben werden?',
  'start.pace': 'Sind gerade alle da?',
  'pace.live': 'Ja: Phasen dauern Minuten, und ein Thema folgt auf das andere',
  'pace.async': 'Nein: Alle machen mit, wann es ihnen passt, über einige Tage',
  'start.group': 'Wie lange werden die Karten gruppiert?',
  'start.vote': 'Wie lange wird abgestimmt?',
  'start.discuss': 'Wie lange wird geredet? Wenn alle da sind, gilt das je Thema.',
  'start.actions': 'Wie lange am Ende, um Maßnahmen zu vereinbaren?',
  usual: 'Wie es zur Art passt',
  'length.minutes15': '15 Minuten, wenn alle jetzt da sind',
  'length.hours1': 'Eine Stunde, wenn alle jetzt da sind',
  'length.days1': 'Ein Arbeitstag',
  'length.days2': 'Zwei Arbeitstage',
  'length.days3': 'Drei Arbeitstage',
  'length.days5': 'Fünf Arbeitstage',
  'start.names': 'Namen auf den Karten',
  'names.hidden': 'Verborgen',
  'names.shown': 'Neben jeder Karte',
  'start.cardsFor': 'Für wen sind die Karten nach dem Ende?',
  'cardsFor.participants': 'Für die Beteiligten',
  'cardsFor.channel': 'Für alle im Kanal',
  'start.who': 'Wer nimmt teil?',
  'who.people': 'Die Personen in dieser Liste',
  'who.channels': 'Wer in einem anderen Kanal ist',
  'who.groups': 'Wer in einer Nutzergruppe ist',
  'who.channelsLabel': 'Kanäle',
  'who.groupsLabel': 'Nutzergruppen',
  'who.stretch': '@{first} bis @{last}',
  'who.hint':
    'Es nimmt teil, wer davon auch im Kanal der Retrospektive ist, ohne Gäste und Abwesende. Wer hier fehlt, erfährst du, bevor sie beginnt.',
  'who.missing':
    '{people}{more, plural, =0 {} one { und # weitere Person} other { und # weitere}} {count, plural, one {ist} other {sind}} nicht in diesem Kanal und kann nicht teilnehmen. Lade zuerst ein, wer fehlt, oder drücke noch einmal auf „Beginnen“: Dann beginnt sie mit {left, plural, one {der einen Person, die hier ist} other {den # Personen, die hier sind}}.',
  'who.none': 'Wähle mindestens eins aus.',
  'who.channelUnseen':
    'Von einem dieser Kanäle weiß ich nicht, wer darin ist. Wähle Kanäle, in denen du und ich sind: Mit `/invite @Lore` komme ich dazu.',
  'who.groupsUnknown':
    'Ich kann die Nutzergruppen dieses Workspaces nicht lesen. Ein Admin kann es erlauben, indem er mich neu installiert. Wähle solange Personen oder einen Kanal.',
  'who.noGroups':
    'In diesem Workspace gibt es keine Nutzergruppe, in der jemand ist. Wähle Personen oder einen Kanal.',
  'who.groupGone':
    'Eine dieser Nutzergruppen ist inzwischen leer, ausgeschaltet oder gelöscht. Nimm sie heraus.',
  'who.nobody':
    'Niemand davon kann teilnehmen: Sie sind nicht in diesem Kanal, oder Gäste, oder abwesend. Lade sie zuerst in den Kanal ein, oder wähle andere.',
  'start.people': 'Personen',
  'start.peopleHint': 'Lass das leer, um alle im Kanal zu fragen, ohne Gäste und Abwesende.',
  'start.facilitator': 'Wer moderiert?',
  'start.aboutEmpty': 'Schreib, worum es geht, zum Beispiel: Website-Relaunch',
  'start.aboutLong':
    'Das sind {length, number} Zeichen, und ein Name hat höchstens {most, number}. Zum Beispiel: Website-Relaunch',
  'start.manyOpen':
    'In diesem Kanal sind {count, number} Retrospektiven offen, die dieselbe Person moderiert. Schließe zuerst eine davon in ihrer Nachricht ab oder brich sie ab, oder wähle unter „Ändern“ jemand anderen.',
  'start.peopleOutside':
    '{people} {count, plural, one {ist} other {sind}} nicht im Kanal oder kann nicht teilnehmen. Lade zuerst ein, wer fehlt, oder nimm die Namen aus der Liste.',
  'start.facilitatorOutside':
    'Wähle ein Mitglied des Workspaces, das im Kanal ist, zum Beispiel dich selbst.',
};
