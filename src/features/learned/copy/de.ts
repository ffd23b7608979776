/** Jeder Satz von „Was ich gelernt habe“, auf Deutsch. */
import { dataDe } from './data.de.ts';
import type { LearnedKey } from './en.ts';

export const de: Record<LearnedKey, string> = {
  ...dataDe,
  'command.summary': 'etwas teilen, das du gelernt hast: mit diesem Kanal oder mit dem Workspace',
  'command.usage': '[was du gelernt hast] | help',
  'shortcut.name': 'Als Beitrag behalten',
  'shortcut.summary': 'Eine Nachricht als etwas Gelerntes behalten',

  'ritual.title': 'Wöchentliche Beiträge',
  'ritual.what':
    'Einmal in der Woche frage ich, was ihr gelernt habt, jedes Mal mit anderen Worten. Wer mag, teilt ein, zwei Zeilen.',

  'help.what':
    '`/learned` öffnet ein kurzes Formular: was du gelernt hast, und wann andere es brauchen können. `/learned Ein Probelauf spart eine Nacht` füllt die erste Zeile aus.',
  'help.reach':
    'Das Formular zeigt, wer es sehen kann, bevor etwas gespeichert wird. Ändern oder zurücknehmen kannst du es später, in der Nachricht oder im App-Home.',
  'help.shortcut':
    'In Threads gehen Befehle nicht. Öffne dort das Menü einer Nachricht und wähle „Als Beitrag behalten“. Alles geht auch als `/lore learned`.',

  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  back: 'Seite davor',
  next: 'Nächste Seite',
  page: 'Seite {page, number} von {pages, number}',

  'refused.noChannel':
    'Ich sehe diese Unterhaltung nicht, also kann ich hier keinen Beitrag behalten. Geh in einen Kanal, schreib dort `/invite @Lore` und dann `/learned`.',
  'refused.direct':
    'Eine Nachricht aus einem direkten Gespräch bleibt dort: Ich behalte anderswo keinen Link darauf. Schreib in einem Kanal mit `/learned`, was du gelernt hast.',
  'refused.archived':
    'Dieser Kanal ist archiviert. Teile es in einem Kanal, in dem noch Leute sind: `/learned`.',
  'refused.withoutLore':
    'Ich bin noch nicht in diesem Kanal. Schreib hier `/invite @Lore` und dann noch einmal `/learned`.',
  'refused.yours': 'Es ist nichts verloren. Das hast du geschrieben:',
  'refused.long':
    'Das sind {length, number} Zeichen, und ein Beitrag hat höchstens {most, number}. Was ist das eine, das andere wissen sollten? Noch ist nichts gespeichert.',
  'refused.gone': 'Dieser Beitrag wurde zurückgenommen, oder du kannst ihn nicht mehr sehen.',
  'refused.notYours': 'Ändern oder zurücknehmen kann das nur, wer es geteilt hat.',
  'refused.ownUse':
    'Dieser Beitrag ist von dir. Diese Knöpfe sind für die, die ihn lesen; wenn jemand ihn verwendet, sage ich es dir.',
  'refused.promptGone': 'Diese Frage gibt es nicht mehr. Mit `/learned` kannst du jederzeit etwas teilen.',
  'refused.decided': 'Das ist schon entschieden. `/lore settings` im Kanal ändert es.',
  'refused.not_here':
    'Du oder ich sind nicht mehr in diesem Kanal, oder die wöchentliche Frage wurde dort nie eingerichtet. `/lore settings` im Kanal zeigt, wie es steht.',
  'refused.guest':
    'Wie oft ich frage, entscheiden Mitglieder des Workspaces. Ein Mitglied des Kanals kann es mit `/lore settings` ändern.',
  'refused.locked':
    'Die Einstellungen dieses Kanals hält ein Admin fest. Bitte jemanden von ihnen, es mit `/lore settings` zu ändern.',
  'refused.notTheirs': 'Darüber entscheidet nur, wer die verlinkte Nachricht geschrieben hat.',
  'refused.notThere':
    'Du bist nicht mehr in diesem Kanal, also steht dort kein Wort von dir. „Link herausnehmen“ geht weiterhin.',

  'field.empty':
    'Schreib, was du gelernt hast, zum Beispiel: Ein Probelauf mit echten Daten spart eine Nacht',
  'field.noWord':
    'Schreib ein, zwei Worte dazu, damit andere es wiederfinden. Zum Beispiel: Die Vorführung lief gut 🎉, weil wir zweimal geprobt haben',
  'field.whatLong':
    'Das sind {length, number} Zeichen; {most, number} passen. Was ist das eine, das andere wissen sollten?',
  'field.whenLong':
    'Das sind {length, number} Zeichen; {most, number} passen. Zum Beispiel: Wenn wir einen Shop umziehen',
  'field.notALink': 'Das ist keine Webadresse. Zum Beispiel: https://example.com/guide',
  'field.linkUnseen':
    'Dieser Link führt in eine Unterhaltung, in der ich dich nicht sehe; darum weiß ich nicht, wer davon erfahren darf. Lass ihn weg, oder verlinke einen Kanal, in dem wir beide sind.',
  'field.topicLong': 'Ein Thema hat höchstens {most, number} Zeichen. Zum Beispiel: Tests, Datenbanken',
  'field.manyTopics':
    'Höchstens {most, number} Themen, mit Kommas dazwischen. Zum Beispiel: Tests, Datenbanken',
  'field.wordsEmpty':
    'Füge die Worte ein, die behalten werden dürfen, zum Beispiel den einen Satz, der anderen hilft',
  'field.wordsLong':
    'Das sind {length, number} Zeichen; {most, number} passen. Welcher Satz hilft anderen am meisten?',
  'field.howLong': 'Das sind {length, number} Zeichen; {most, number} passen. Eine Zeile genügt.',

  'form.title': 'Was ich gelernt habe',
  'form.editTitle': 'Beitrag ändern',
  'form.share': 'Teilen',
  'form.what': 'Was hast du gelernt?',
  'form.whatExample': 'Ein Probelauf mit echten Daten spart eine Nacht',
  'form.useWhen': 'Hilft, wenn',
  'form.useWhenExample': 'Vor einem Umzug auf einen neuen Server',
  'form.link': 'Link',
  'form.linkExample': 'https://example.com/guide',
  'form.topics': 'Themen',
  'form.topicsHint': 'Mit Kommas dazwischen',
  'form.topicsExample': 'Tests, Datenbanken',
  'form.reach': 'Wer kann es sehen?',
  'form.reachHint': 'Andere treffen es vielleicht in einer Übersicht oder finden es später',
  'reach.conversation': 'Wer in diesem Kanal ist',
  'reach.workspace': 'Alle Vollmitglieder des Workspaces',
  'form.goesThread': 'Ich schreibe es mit deinem Namen in {channel}, in den Thread der wöchentlichen Frage.',
  'form.goesChannel': 'Ich schreibe es mit deinem Namen in {channel}.',
  'form.onlyHere': 'Nur wer in {channel} ist, kann es sehen.',
  'form.stays.conversation':
    'Nur wer in dem Kanal ist, in dem du es geteilt hast, kann es sehen, wie bisher.',
  'form.stays.workspace': 'Alle Vollmitglieder des Workspaces können es sehen, wie bisher.',
  'ask.here': 'Nur wer in diesem Kanal ist',
  'ask.more': 'Mehr Leute zur Wahl stellen',
  'form.widerMeans':
    'Wenn du den Workspace wählst, können andere deine Worte außerhalb von {channel} lesen. Der Name des Kanals wird nicht genannt.',
  'where.how':
    'Ein Beitrag braucht Leute, die ihn lesen, und in einer Direktnachricht kenne ich keine. Für welchen Kanal ist er? Danach siehst du, wer ihn sehen kann; geteilt ist noch nichts.',
  'where.channel': 'Kanal',
  'where.next': 'Weiter',
  'where.unseen':
    'In diesem Kanal bin ich nicht, oder du bist es nicht. Wähle einen, in dem wir beide sind, oder schreib dort erst /invite @Lore.',
  'where.archived': 'Dieser Kanal ist archiviert. Wähle einen, in dem noch Leute sind.',
  'form.keeps':
    'Was du schreibst, wird beim Schreiben behalten, nur für dich, auch wenn du das hier schließt; nach zwei Wochen geht es weg.',
  'form.draft': 'Was du geschrieben hattest, steht unten und ist noch nicht gespeichert.',
  'form.discard': 'Geschriebenes verwerfen',
  'form.linkedUnasked':
    'Es verlinkt eine Nachricht, deren Worte ich nicht kopiere. Sag mit eigenen Worten, was du gelernt hast. Wer sie schrieb, ist nicht (mehr) in diesem Workspace, also kann ich nicht danach fragen.',
  'form.linked':
    'Es verlinkt eine Nachricht von {person}, deren Worte ich nicht kopiere. Sag mit eigenen Worten, was du gelernt hast. Ich frage {person}, ob einige Worte daraus neben deinen stehen dürfen; auch der Link lässt sich dann herausnehmen.',
  'form.long': 'Du hast {length, number} Zeichen geschrieben; {most, number} passen.',

  'prompt.header': 'Was haben wir gelernt?',
  'prompt.0': 'Was hat dich diese Woche überrascht?',
  'prompt.1': 'Was würdest du dir selbst am letzten Montag sagen?',
  'prompt.2': 'Was glaubst du seit dieser Woche nicht mehr?',
  'prompt.3': 'Was hat länger gedauert als gedacht, und was würde es beim nächsten Mal kürzer machen?',
  'prompt.4': 'Was hat dir jemand gezeigt, das auch andere brauchen können?',
  'prompt.5': 'Was ist gut gelaufen, und was hat dazu geführt?',
  'prompt.6': 'Welche Frage hast du gestellt, die etwas bewegt hat?',
  'prompt.7': 'Was hast du zum ersten Mal versucht, und was hat es dir gezeigt?',
  'prompt.how':
    'Ein, zwei Zeilen sind genug. Antworten hier sind nur Gespräch; „Als Beitrag behalten“ im Menü einer Nachricht behält sie.',
  'prompt.count': '{count, plural, one {Bisher ein Beitrag.} other {Bisher # Beiträge.}}',
  'prompt.owner': '{owner} kümmert sich darum. `/lore settings` ändert oder beendet es.',
  'prompt.nobody': '`/lore settings` ändert oder beendet es.',
  'prompt.answer': 'Teilen, was du gelernt hast',

  'share.line': '{author} hat gelernt: {what}',
  'share.recall': 'Gilt das noch? {author} hat gelernt: {what}',
  'share.useWhen': 'Hilft, wenn:',
  'share.useWhenLine': 'Hilft, wenn: {useWhen}',
  'share.topics': 'Themen: {topics}',
  'share.linked': 'Verlinkt eine Nachricht von {person}',
  'share.quote': '{person} hat geschrieben: „{words}“',
  'share.edited': 'geändert',
  'share.reach.conversation': 'Für alle in diesem Kanal',
  'share.reach.workspace': 'Für alle Vollmitglieder des Workspaces',
  'share.used': '{count, plural, one {Eine Person hat es verwendet} other {# Leute haben es verwendet}}',
  'share.useful': '{count, plural, one {Eine Person findet es nützlich} other {# finden es nützlich}}',
  'share.use': 'Verwendet',
  'share.findUseful': 'Nützlich',
  'share.change': 'Ändern',
  'share.takeBack': 'Zurücknehmen',
  'share.gone': 'Dieser Beitrag wurde zurückgenommen oder ist nicht mehr für alle hier.',
  'share.somebody': 'Jemand',
  'use.line': '{person} hat es verwendet: {how}',
  'use.bare': '{person} hat es verwendet.',

  'use.title': 'Verwendet',
  'use.how': 'Wie hast du es verwendet?',
  'use.howExample': 'Wir haben den Umzug am Dienstag geprobt',
  'use.means':
    'Eine Zeile genügt, oder keine. Wer den Beitrag lesen kann, kann sie lesen, mit deinem Namen; {author} erfährt es.',

  'back.title': 'Beitrag zurücknehmen',
  'back.means': 'Die Worte verschwinden für immer aus der Nachricht, aus dem App-Home und aus Übersichten.',
  'back.submit': 'Zurücknehmen',

  'home.title': 'Was du geteilt hast',
  'home.all': 'Alle {count, number} Beiträge',
  'home.none': 'Du hast noch nichts geteilt. `/learned` in einem Kanal teilt etwas.',
  'home.asked': 'Dürfen deine Worte bleiben?',
  'home.askedLine':
    '{person} hat in {channel} eine Nachricht von dir verlinkt. Dürfen einige deiner Worte neben dem Gelernten stehen?',
  'home.line': '{what} · {channel}',

  'thanks.intro': 'Dein Beitrag hat jemandem geholfen: „{what}“',
  'thanks.why': 'Das schreibe ich zu jedem Beitrag einmal; was danach kommt, steht im App-Home.',
  'thanks.gone': 'Dieser Beitrag wurde zurückgenommen.',

  'quiet.ask':
    'In {channel} blieben die letzten drei wöchentlichen Fragen ohne Antwort, also habe ich diese Woche nichts gefragt. Das ist in Ordnung; Wochen sind voll. Wie machen wir weiter?',
  'quiet.why':
    'Du kümmerst dich dort um die wöchentlichen Beiträge. Wenn du bis zum nächsten Mal nichts wählst, pausiere ich sie vier Wochen.',
  'quiet.rarer.fortnight': 'Alle zwei Wochen',
  'quiet.rarer.month': 'Einmal im Monat',
  'quiet.pause': 'Vier Wochen Pause',
  'quiet.end': 'Beenden',
  'quiet.rarer': '{by} hat gewählt: Ich frage in {channel} seltener.',
  'quiet.paused': '{by} hat gewählt: Ich pausiere die wöchentlichen Beiträge in {channel} vier Wochen.',
  'quiet.pausedAlone':
    'Niemand hat gewählt, also pausiere ich die wöchentlichen Beiträge in {channel} vier Wochen.',
  'quiet.ended':
    '{by} hat gewählt: Die wöchentlichen Beiträge in {channel} sind zu Ende. `/learned` geht jederzeit.',
  'quiet.settings': '`/lore settings` im Kanal ändert es.',

  'source.asked':
    '{person} hat in {channel} etwas Gelerntes behalten und eine Nachricht von dir verlinkt. Dürfen einige deiner Worte daneben stehen, für alle in {channel}? Kopiert habe ich keine.',
  'source.given':
    'Du hast zugestimmt: Neben dem, was {person} in {channel} gelernt hat, stehen diese Worte von dir, bis du sie zurücknimmst oder gehst.',
  'source.declined':
    'Du hast abgelehnt: Neben dem, was {person} in {channel} gelernt hat, steht kein Wort von dir. Deine Nachricht ist verlinkt.',
  'source.share': 'Das Gelernte: {what}',
  'source.give': 'Zustimmen',
  'source.decline': 'Ablehnen',
  'source.takeBack': 'Meine Worte zurücknehmen',
  'source.dropped': 'Was {person} in {channel} behalten hat, verlinkt deine Nachricht nicht mehr.',
  'source.gone': 'Was deine Nachricht verlinkt hat, gibt es nicht mehr.',
  'source.drop': 'Link herausnehmen',

  'words.title': 'Deine Worte',
  'words.submit': 'Behalten',
  'words.how':
    'Ich lese keine Nachrichten. Öffne deine, kopiere, was behalten werden darf, und füge es hier ein: Wer in {channel} ist, kann es neben dem Beitrag lesen, mit deinem Namen.',
  'words.label': 'Deine Worte',

  'digest.here': 'Diese Woche in diesem Kanal gelernt',
  'digest.thread': 'Im Thread',
  'digest.recalled':
    'Hier gelernt, {day}. Ich frage nach 7, 30, 90 und 270 Tagen wieder, bis jemand sagt, dass es nicht mehr stimmt',
  'digest.elsewhere': 'In {channel} gelernt, für den ganzen Workspace',
  'digest.elsewhereUnnamed': 'In einem anderen Kanal gelernt, für den ganzen Workspace',
};
