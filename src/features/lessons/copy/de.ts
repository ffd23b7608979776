/** Every sentence of lessons, in German. */
import { dataDe } from './data.de.ts';
import type { LessonsKey } from './en.ts';

export const de: Record<LessonsKey, string> = {
  ...dataDe,
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  back: 'Seite zurück',
  next: 'Nächste Seite',
  page: 'Seite {page, number} von {pages, number}',

  'proposal.intro':
    'Lektionen: Was die meisten Stimmen hatte, könnte auch anderen Teams helfen. {writer} kann bis {until} {count, plural, one {eine Lektion} other {bis zu # Lektionen}} aufschreiben; wer die Karten schrieb, entscheidet, ob eine weiter geht als zu denen, die sie sahen.',
  'proposal.nobody':
    'Lektionen: Was die meisten Stimmen hatte, könnte auch anderen Teams helfen. Wer moderiert hat, ist nicht mehr hier, also wird keine aufgeschrieben.',
  'proposal.written': 'Lektionen von hier, soweit sie für alle in diesem Kanal sind:',
  'proposal.none': 'Keine Lektion von hier ist für alle in diesem Kanal.',
  'proposal.write': 'Lektionen aufschreiben',
  'proposal.more': 'Noch eine aufschreiben',

  'seeds.title': 'Lektionen',
  'seeds.intro':
    'Aus „{called}“, was die meisten Stimmen hatte. Eine Lektion sagt, was geschah und wann sie anderen hilft: was und wie, nicht wer. Wer die Karten schrieb, wird allein gefragt, bevor sie weiter geht als zu denen, die sie sahen.',
  'seeds.number': 'Thema {number, number}',
  'seeds.write': 'Diese Lektion aufschreiben',
  'seeds.done': 'Daraus wurde eine Lektion.',
  'seeds.more': '{count, plural, one {Und eine weitere Karte.} other {Und # weitere Karten.}}',

  'form.title': 'Eine Lektion',
  'form.keeps':
    'Was du schreibst, wird beim Schreiben behalten, nur für dich, auch wenn du das hier schließt; nach zwei Wochen geht es weg.',
  'form.draft': 'Was du geschrieben hattest, steht unten und ist noch nicht gespeichert.',
  'form.discard': 'Geschriebenes verwerfen',
  'form.name': 'Die Lektion in einer Zeile',
  'form.nameExample': 'Einen Umzug mit den echten Daten proben',
  'form.context': 'Zusammenhang',
  'form.contextExample': 'Sechs Leute, ein Shop mit einer Million Bestellungen, vier Wochen',
  'form.happened': 'Was geschah?',
  'form.happenedHint':
    'Was und wie, nicht wer. Es beginnt mit dem, was auf den Karten steht; sag es mit eigenen Worten.',
  'form.useWhen': 'Hilft, wenn',
  'form.useWhenExample': 'Vor einem Umzug auf einen neuen Server',
  'form.topics': 'Themen',
  'form.topicsHint': 'Mit Kommas dazwischen',
  'form.topicsExample': 'Tests, Datenbanken',
  'form.reach': 'Für wen ist sie?',
  'form.reachHint': 'Bis alle zustimmen, die die Karten schrieben, ist sie nur für die, die sie sahen',
  'form.onlyHere': 'Sie ist für alle, die in {channel} sind.',
  'form.widerMeans':
    'Für den Workspace heißt: Andere können sie außerhalb von {channel} lesen. Der Name des Kanals wird nicht genannt.',
  'form.asks.shown':
    'Ich frage alle, die die Karten schrieben, jeweils allein; wenn sie zustimmen, stehen ihre Namen dabei. Bis dahin, und wenn sie es nicht tun, ist sie für die, die die Karten sahen.',
  'form.asks.hidden':
    'Ich frage alle, die die Karten schrieben, jeweils allein; niemand erfährt, wer oder wie viele das sind, auch du nicht. Wenn alle zustimmen, geht sie am Ende eines Tages weiter, frühestens morgen, auch wenn du die Karten selbst geschrieben hast. Bis {until} können sie sich entscheiden; danach weiß niemand mehr, wer was schrieb, und sie bleibt bei denen, die die Karten sahen.',
  'form.asksNobody':
    'Für alle in diesem Kanal muss niemand gefragt werden, denn sie alle können die Karten lesen. Für den Workspace frage ich die, die sie schrieben.',
  'form.changed':
    'War sie für mehr Leute als die, die die Karten sahen, so werden andere, die welche schrieben, zu den neuen Worten wieder gefragt.',
  'ask.here': 'Nur wer in diesem Kanal ist',
  'ask.more': 'Mehr Leute zur Wahl stellen',
  'reach.conversation': 'Wer in diesem Kanal ist',
  'reach.workspace': 'Alle Vollmitglieder des Workspaces',

  'field.empty.title':
    'Sag die Lektion in einer Zeile, zum Beispiel: Einen Umzug mit den echten Daten proben',
  'field.empty.happened':
    'Sag, was geschah, zum Beispiel: Wir zogen ohne Probe um, und der Import brauchte neun Stunden statt einer',
  'field.empty.useWhen': 'Sag, wann sie anderen hilft, zum Beispiel: Vor einem Umzug auf einen neuen Server',
  'field.long': 'Das sind {length, number} Zeichen; {most, number} passen.',
  'field.topicLong': 'Ein Thema hat höchstens {most, number} Zeichen. Zum Beispiel: Tests, Datenbanken',
  'field.manyTopics':
    'Höchstens {most, number} Themen, mit Kommas dazwischen. Zum Beispiel: Tests, Datenbanken',

  'refused.gone':
    'Diese Lektion wurde herausgenommen, oder du kannst sie nicht mehr sehen. Du musst nichts tun.',
  'refused.notWriter':
    'Wer moderiert hat, schreibt die Lektionen auf. Sag im Thread, was in einer stehen sollte.',
  'refused.over':
    'Lektionen können bis zwei Wochen nach dem Ende entstehen, solange die gefragt werden können, die die Karten schrieben. Was ihr gelernt habt, kann man mit `/learned` immer noch teilen.',
  'refused.noChannel':
    'Du oder ich sind nicht mehr in diesem Kanal, also kann niemand sagen, wen eine Lektion von dort erreichen würde. Komm in den Kanal zurück, schreib `/invite @Lore` und drück den Knopf noch einmal.',
  'refused.taken': 'Daraus wurde schon eine Lektion. Du findest sie im Thread oder im App-Home.',
  'refused.seedGone': 'Diese Karten sind nicht mehr da, also kann daraus keine Lektion werden.',
  'refused.notYours':
    'Nur wer die Karten dieser Lektion schrieb, kann über sie entscheiden; wer sie aufschrieb, kann sie ändern, bis alle zugestimmt haben.',
  'refused.otherWords':
    'Die Worte wurden geändert, seit du sie gelesen hast, also hast du noch nicht zugestimmt. Lies sie, wie sie jetzt sind, im App-Home oder in meiner Nachricht an dich, und wähl noch einmal.',
  'refused.tooLate':
    'Die Zeit zum Zustimmen ist vorbei, also bleibt diese Lektion bei denen, die die Karten sahen. Das ist in Ordnung; du musst nichts tun.',
  'refused.yours': 'Nichts ist verloren. Das hast du geschrieben:',

  'lesson.useWhen': 'Hilft, wenn:',
  'lesson.useWhenLine': 'Hilft, wenn: {useWhen}',
  'lesson.topics': 'Themen: {topics}',
  'lesson.by': 'Gelernt von {people}',
  'lesson.from': 'Aus {channel}',
  'state.asked': 'Für die, die die Karten sahen; wer sie schrieb, ist gefragt, ob sie weiter gehen darf',
  'state.here': 'Für die, die die Karten sahen, und dabei bleibt es: Das braucht keinen Grund',
  'state.kept.conversation': 'Für alle, die in diesem Kanal sind',
  'state.kept.workspace': 'Für alle Vollmitglieder des Workspaces',

  'ask.intro':
    'Aus einer Retrospektive in {channel} wurde eine Lektion aufgeschrieben, und eine Karte von dir steht darin. Dürfen andere daraus lernen?',
  'ask.introBy':
    '{writer} hat eine Lektion aus einer Retrospektive in {channel} aufgeschrieben, und eine Karte von dir steht darin. Dürfen andere daraus lernen?',
  'ask.for.conversation':
    'Wenn alle zustimmen, die ihre Karten schrieben, ist sie für alle, die in {channel} sind.',
  'ask.for.workspace':
    'Wenn alle zustimmen, die ihre Karten schrieben, ist sie für alle Vollmitglieder des Workspaces.',
  'ask.shown': 'Dann steht dein Name dabei. Du kannst das jederzeit zurücknehmen, im App-Home.',
  'ask.hidden':
    'Niemand erfährt, dass eine Karte von dir darin steht, was immer du wählst. Du kannst das bis {until} zurücknehmen; danach weiß auch ich nicht mehr, wer die Karten schrieb.',
  'ask.until':
    'Du kannst bis {until} wählen. Wenn du nichts wählst, bleibt sie bei denen, die die Karten sahen, und niemand erfährt, warum.',
  'ask.yes': 'Ich stimme zu',
  'ask.keepHere': 'Nur wer sie sah',
  'ask.out': 'Nicht behalten',
  'ask.change': 'Die Worte ändern',
  'ask.agreed':
    'Du hast zugestimmt. Sie geht weiter, sobald alle es getan haben, die ihre Karten schrieben; im App-Home kannst du das zurücknehmen.',
  'ask.agreedHidden':
    'Du hast zugestimmt. Wenn alle es tun, die ihre Karten schrieben, geht sie am Ende eines Tages weiter, damit niemand erfährt, wann du gewählt hast; im App-Home kannst du das zurücknehmen.',
  'ask.stays':
    'Sie bleibt bei denen, die die Karten sahen, wie du es gewählt hast. Niemand erfährt, wer das gewählt hat.',
  'ask.kept.conversation':
    'Alle, die ihre Karten schrieben, haben zugestimmt: Sie ist für alle, die in {channel} sind.',
  'ask.kept.workspace':
    'Alle, die ihre Karten schrieben, haben zugestimmt: Sie ist für alle Vollmitglieder des Workspaces.',
  'ask.over':
    'Die Zeit zum Wählen ist vorbei, also bleibt diese Lektion bei denen, die die Karten sahen. Du wirst nichts mehr gefragt.',
  'ask.gone': 'Diese Lektion wurde herausgenommen; kein Wort davon ist übrig. Du musst nichts tun.',

  'out.title': 'Herausnehmen',
  'out.means':
    'Ihre Worte gehen aus dem Thread, aus dem App-Home, aus Übersichten und von überall, wo ein Team mit ihr begann, für immer. Die Karten bleiben.',
  'out.submit': 'Herausnehmen',

  'home.title': 'Lektionen',
  'home.proposal':
    '„{called}“ ist zu Ende. Was die meisten Stimmen hatte, könnte {count, plural, one {eine Lektion} other {# Lektionen}} werden, die du bis {until} aufschreiben kannst.',
  'home.moreAsked':
    '{count, plural, one {Eine weitere Lektion wartet} other {# weitere Lektionen warten}} unter „Deine Lektionen“ auf dich.',
  'home.all': 'Deine Lektionen ({count, number})',
  'list.title': 'Deine Lektionen',
  'list.none': 'Es gibt keine Lektion, in der eine Karte von dir steht oder die du aufgeschrieben hast.',
  'list.keepHere': 'Nur wer die Karten sah',
  'list.change': 'Ändern',
  'list.out': 'Herausnehmen',
  'list.review': 'Wieder ansehen bis {day}',
  'list.waits': 'Sie wartet bis {until} auf deine Wahl.',

  'use.used': 'Verwendet',
  'use.useful': 'Nützlich',
  'said.used':
    'Notiert: du hast sie verwendet. Das wird nur gezählt und niemandem gezeigt; derselbe Knopf nimmt es zurück.',
  'said.useful':
    'Notiert: du findest sie nützlich. Das wird nur gezählt und niemandem gezeigt; derselbe Knopf nimmt es zurück.',
  'said.back': 'Zurückgenommen: Es zählt nicht mehr.',
  'refused.ownUse': 'In dieser Lektion steht eine Karte von dir. Diese Knöpfe sind für die, die sie lesen.',

  'digest.elsewhere': 'Eine Lektion aus {channel}, für den ganzen Workspace',
  'digest.elsewhereUnnamed': 'Eine Lektion aus einem anderen Kanal, für den ganzen Workspace',
  'digest.recalled':
    'Eine Lektion von hier, {day}: gilt sie noch? Ich frage nach 7, 30, 90 und 270 Tagen wieder, bis jemand sagt, dass sie nicht mehr stimmt',
};
