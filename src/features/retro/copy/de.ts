/** Every sentence of retrospectives, in German: by first name and „du“, as teams speak. */
import { formatsDe } from './formats.de.ts';
import { phasesDe } from './phases.de.ts';
import { startDe } from './start.de.ts';
import { dataDe } from './data.de.ts';
import { groupDe } from './group.de.ts';
import { keptDe } from './kept.de.ts';
import { titlesDe } from './titles.de.ts';
import { planDe } from './plan.de.ts';
import { historyDe } from './history.de.ts';
import { discussDe } from './discuss.de.ts';
import { prepareDe } from './prepare.de.ts';
import { themesDe } from './themes.de.ts';
import { ratingDe } from './rating.de.ts';
import { followUpDe } from './follow-up.de.ts';
import { controlDe } from './control.de.ts';
import { secrecyDe } from './secrecy.de.ts';
import type { en } from './en.ts';

export const de: Record<keyof typeof en, string> = {
  'command.summary':
    'gemeinsam zurückblicken: Karten sammeln, nebeneinander lesen, bis zu drei Maßnahmen vereinbaren',
  'command.usage': '[worum es geht] | plan [Name] | history | numbers | actions | help',
  'command.guestSummary': 'teilnehmen, wo du gefragt bist, und deine Maßnahmen sehen',
  'command.guestUsage': 'history | numbers | actions | help',

  'shortcut.name': 'Retrospektive beginnen',
  'shortcut.summary': 'Gemeinsam zurückblicken, im Kanal dieser Nachricht',

  'help.start':
    '`/retro` beginnt eine Retrospektive in diesem Kanal. `/retro Website-Relaunch` gibt ihr gleich einen Namen.',
  'help.guest':
    'Ein Mitglied des Workspaces beginnt eine Retrospektive in einem Kanal und kann dich um deine Teilnahme bitten: Dann sind die Knöpfe ihrer Nachricht auch für dich.',
  'help.plan':
    '`/retro plan Website-Relaunch` plant eine voraus: Lore fragt hier, bevor das Projekt endet, solange alle noch da sind.',
  'help.path':
    'Dann lesen die Beteiligten die Karten nebeneinander, legen zusammen, was sich gleicht, stimmen ab, worüber sie reden, und vereinbaren bis zu drei Maßnahmen, jede mit jemandem, der sich kümmert, und einem Datum.',
  'help.actions': '`/retro actions` zeigt die Maßnahmen, um die du dich kümmerst.',
  'help.help': '`/retro help` zeigt das hier. Alles geht auch als `/lore retro`.',
  'help.guess': '„{word}“ kenne ich nicht. Meintest du `/retro {guess}`?',
  'help.quoted':
    'Wenn es in der Retrospektive um „{word}“ geht, setze es in Anführungszeichen: `/retro "{word}"`.',
  'help.longName':
    'Dieser Name hat {length, number} Zeichen; ein Name hat höchstens {most, number}. Zum Beispiel: `/retro Website-Relaunch`. Es wurde nichts begonnen.',

  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  back: 'Seite davor',
  next: 'Nächste Seite',
  page: 'Seite {page, number} von {pages, number}',

  'refused.external':
    'Retrospektiven beginnen Mitglieder des Workspaces, in dem Lore installiert ist. Bitte eines von ihnen, hier eine zu beginnen: Es kann dich als beteiligt auswählen.',
  'refused.guest':
    'Gäste können keine Retrospektive beginnen. Bitte ein Mitglied deines Teams, in dessen Kanal eine zu beginnen: Es kann dich als beteiligt auswählen.',
  'refused.noChannel':
    'Ich sehe dieses Gespräch nicht und kann hier keine Retrospektive halten. Geh in einen Kanal, schreib dort `/invite @Lore` und dann `/retro Website-Relaunch`.',
  'refused.direct':
    'Eine Retrospektive braucht ein Team, und das hier ist eine Direktnachricht. Geh in den Kanal deines Teams und schreib dort: `/retro Website-Relaunch`.',
  'refused.archived':
    'Dieser Kanal ist archiviert. Beginne die Retrospektive in einem Kanal, in dem die Leute noch sind: `/retro Website-Relaunch`.',
  'refused.withoutLore':
    'Ich bin noch nicht in diesem Kanal. Schreib hier `/invite @Lore` und dann noch einmal `/retro Website-Relaunch`.',

  'refused.collectingOver':
    'Das Sammeln ist vorbei, deshalb lassen sich keine Karten mehr hinzufügen oder ändern. Bring es stattdessen im Thread der Nachricht ein.',
  'refused.notYet':
    'Das geht noch nicht: Wo die Retrospektive steht, zeigt die Nachricht, und das kommt später.',
  'refused.alreadyEnded':
    'Diese Phase ist schon zu Ende. Die Nachricht zeigt, wo die Retrospektive jetzt steht.',
  'refused.closed':
    'Diese Retrospektive ist abgeschlossen. Du kannst im Thread der Nachricht weiterreden oder mit `/retro` eine neue beginnen.',
  'refused.cancelled': 'Diese Retrospektive wurde abgebrochen. Mit `/retro` kannst du eine neue beginnen.',
  'refused.unreachable':
    'Der Kanal ist archiviert, oder Lore ist nicht mehr darin; deshalb ruht diese Retrospektive. Ein Mitglied kann Lore mit `/invite @Lore` zurückholen.',
  'refused.notParticipant':
    'Diese Retrospektive ist für die Personen, die zu Beginn gewählt wurden und noch im Kanal sind. Wenn du bei der nächsten dabei sein möchtest, sag es der Moderation.',
  'refused.notFacilitator': 'Das kann nur die Moderation. Wer das ist, steht in der Nachricht.',
  'refused.facilitatorIsThere':
    'Diese Retrospektive hat eine Moderation. Wenn sie einen Tag lang nichts tut oder geht, kannst du übernehmen.',
  'refused.isFacilitator': 'Du moderierst diese Retrospektive schon.',
  'refused.guestFacilitates':
    'Retrospektiven moderieren Mitglieder des Workspaces. Bitte eines, das teilnimmt, die Moderation zu übernehmen.',
  'refused.threeActions':
    'Es gibt schon drei Maßnahmen, und mehr werden selten getan. Welche soll weichen? Streichen kann sie, wer sie vorschlug, oder die Moderation; was du geschrieben hast, bleibt hier stehen.',
  'refused.ownerOutside':
    'Wähle eine Person, die an dieser Retrospektive teilnimmt, zum Beispiel dich selbst.',
  'refused.dueWrong': 'Wähle ein Datum, zum Beispiel {example}.',
  'refused.duePast': 'Dieser Tag ist vorbei. Wähle einen ab heute, zum Beispiel {example}.',
  'refused.dueFar':
    'Wähle einen Tag in den nächsten 30 Tagen, zum Beispiel {example}. Was länger dauert, beginnt besser mit einem ersten Schritt.',
  'refused.whatEmpty': 'Schreib, was getan wird, zum Beispiel: Eine Checkliste für den Start schreiben',
  'refused.whatLong':
    'Das sind {length, number} Zeichen; {most, number} passen. Zum Beispiel: Eine Checkliste für den Start schreiben',
  'refused.whenLong':
    'Das sind {length, number} Zeichen; {most, number} passen. Zum Beispiel: Wenn ein Start geplant wird, dann öffne ich die Checkliste',
  'refused.noSuchAction': 'Diese Maßnahme ist schon erledigt oder gestrichen.',
  'refused.notYourAction':
    'Über eine Maßnahme entscheidet nur, wer sich um sie kümmert; streichen kann sie auch, wer sie vorschlug, oder die Moderation.',
  'refused.gone':
    'Ich finde diese Retrospektive für dich nicht: Sie wurde gelöscht, oder du bist nicht in ihrem Kanal. Mit `/retro` kannst du eine neue beginnen.',
  'refused.cardGone':
    'Diese Karte lässt sich nicht mehr ändern: Sie wurde gelöscht, oder die Verbindung zu ihr ist erloschen.',

  'refused.cardRead':
    'Diese Karte hast du geschrieben, bevor das Sammeln wieder geöffnet wurde. Sie lässt sich nicht mehr ändern, aber du kannst sie löschen und eine neue schreiben.',

  'main.title': 'Retrospektive: {about}',
  'main.facilitates': '{facilitator} moderiert.',
  'main.nobodyFacilitates': 'Zurzeit moderiert niemand: Wer teilnimmt, kann es im Menü übernehmen.',
  'main.collect': 'Schreib auf, was dir einfällt, eine Karte je Zeile, bis {until}.',
  'main.asked': '{count, plural, =0 {Von den Gefragten ist niemand mehr hier.} other {Gefragt: {people}.}}',
  'main.askedMany': '{count, number} Personen in diesem Kanal sind gefragt.',
  'main.looksBack': 'Rückblick vom {date} aus.',
  'main.answered':
    '{answered, number} von {asked, number} haben geantwortet. Wenn alle es haben, geht es gleich weiter.',
  'main.actions':
    'Lest die Karten und vereinbart bis {until} bis zu drei Maßnahmen: was, wer sich kümmert, ein Datum in den nächsten 30 Tagen.',
  'main.noActions': 'Noch keine Maßnahme.',
  'main.closedBy': 'Abgeschlossen von {by} am {at}.',
  'main.closed': 'Abgeschlossen am {at}.',
  'because.time': 'Die Zeit war um.',
  'because.everybody': 'Alle haben geantwortet.',
  'because.archived': 'Der Kanal wurde archiviert.',
  'over.by': 'Das Sammeln ist vorbei: {by} hat es abgeschlossen.',
  'over.time': 'Das Sammeln ist vorbei: Die Zeit war um.',
  'over.everybody': 'Das Sammeln ist vorbei: Alle haben geantwortet.',
  over: 'Das Sammeln ist vorbei.',
  'main.answeredEnd': '{answered, number} von {asked, number} haben geantwortet.',
  'main.moreActions': '{count, plural, one {Und eine weitere.} other {Und # weitere.}}',
  'main.agreed':
    '{count, plural, one {Eine Maßnahme wurde vereinbart.} other {# Maßnahmen wurden vereinbart.}}',
  'main.noneAgreed': 'Es wurde keine Maßnahme vereinbart.',
  'main.cancelledBy': 'Abgebrochen von {by} am {at}.',
  'main.cancelled': 'Abgebrochen am {at}.',
  'main.add': 'Karten hinzufügen',
  'main.nothing': 'Nichts hinzuzufügen',
  'main.see': 'Karten ansehen',
  'main.propose': 'Maßnahme vorschlagen',
  'manage.endCollect': 'Sammeln abschließen (Moderation)',
  'manage.endActions': 'Retrospektive abschließen (Moderation)',
  'manage.drop': 'Eine Maßnahme streichen',
  'manage.cancel': 'Retrospektive abbrechen (Moderation)',
  'manage.takeOver': 'Moderation übernehmen',

  'thread.actions': 'Bis {until}: vereinbart bis zu drei Maßnahmen.',
  'thread.closed': 'Die Retrospektive ist abgeschlossen. Die Zusammenfassung steht in der Nachricht darüber.',
  'thread.empty':
    'Das Sammeln ist vorbei, und niemand hatte etwas hinzuzufügen. Die Retrospektive ist abgeschlossen.',
  'thread.cancelled': 'Die Retrospektive wurde abgebrochen.',
  'thread.takenOver': '{facilitator} moderiert von jetzt an.',

  'aside.name': 'Die Retrospektive „{about}“ in {channel} geht weiter.',
  'aside.collect': 'Bis {until} werden Karten gesammelt.',
  'aside.closed': 'Sie ist abgeschlossen.',
  'aside.why':
    'Den Kanal lesen jetzt mehr Leute als zu Beginn, deshalb wird dort nichts mehr von ihr gezeigt: Ihre Nachricht bleibt stehen, und die Knöpfe darin gehen weiter für alle, die gefragt wurden.',

  'reminder.text':
    'Die Retrospektive „{about}“ in {channel} sammelt Karten bis {until}, und du bist gefragt. Auch „Nichts hinzuzufügen“ ist eine Antwort.',
  'reminder.stop':
    'Das ist die einzige Erinnerung in dieser Phase. Wann Lore dir schreiben darf, bestimmst du im App-Home.',

  'action.due': 'bis {date}',
  'action.nobody': 'noch niemand',
  'action.line': '{what}: {owner}, bis {due}.',
  'action.lineNobody': '{what}: noch niemand, bis {due}.',

  'cards.title': 'Deine Karten',
  'cards.intro': 'Eine Karte je Zeile.',
  'cards.draft': 'Was du geschrieben hattest, steht unten und ist noch nicht gespeichert.',
  'cards.discard': 'Geschriebenes verwerfen',
  'cards.more':
    'Du hast hier schon {count, plural, one {eine Karte} other {# Karten}}. Was du jetzt schreibst, kommt dazu.',
  'cards.shown': 'Deine Karten stehen unten. Ändere oder entferne eine Zeile, und das Speichern macht es so.',
  'cards.last': 'Alle anderen haben geantwortet: Mit dem Speichern deiner Karten ist das Sammeln vorbei.',
  'cards.own': 'Meine Karten',
  'cards.empty':
    'Schreib mindestens eine Karte, zum Beispiel: Die Checkliste hat uns eine Stunde gespart. Wenn du nichts hinzuzufügen hast, schließe das hier und wähle „Nichts hinzuzufügen“.',
  'cards.long':
    'Eine Zeile hat {length, number} Zeichen; eine Karte hat höchstens {most, number}. Mach zwei Zeilen daraus.',
  'cards.many':
    'Das wären {count, number} Karten; eine Person kann {most, number} schreiben. Behalte die wichtigsten.',
  'cards.nothingNoted': 'Notiert: nichts hinzuzufügen. Bis {until} kannst du noch Karten schreiben.',
  'cards.nothingLast': 'Notiert: nichts hinzuzufügen. Alle haben geantwortet, also ist das Sammeln vorbei.',
  'cards.haveCards': 'Du hast hier schon Karten, also hast du geantwortet. „Karten hinzufügen“ zeigt sie.',

  'own.title': 'Meine Karten',
  'own.none': 'Du hast hier keine Karten.',
  'own.edit': 'Ändern',
  'own.delete': 'Löschen',
  'own.deleteLabel': 'Karte löschen: {text}',
  'own.editLabel': 'Karte ändern: {text}',
  'own.deleteTitle': 'Diese Karte löschen?',
  'own.deleteNo': 'Behalten',
  'edit.title': 'Karte ändern',
  'edit.label': 'Deine Karte',
  'edit.lines':
    'Eine Karte ist eine Zeile. Fasse sie in eine zusammen, oder schreib mehr mit „Karten hinzufügen“.',
  'edit.empty':
    'Schreib die Karte, zum Beispiel: Die Checkliste hat uns eine Stunde gespart. Um sie zu entfernen, schließe das hier und wähle „Löschen“.',

  'see.title': 'Die Karten',
  'see.column': '*{label}*',
  'see.none': 'Es wurden keine Karten geschrieben.',

  'propose.title': 'Maßnahme vorschlagen',
  'propose.submit': 'Vorschlagen',
  'propose.intro': 'Alle in {channel} sehen die Maßnahmen. Höchstens drei, denn mehr werden selten getan.',
  'propose.what': 'Was wird getan?',
  'propose.whatExample': 'Eine Checkliste für den Start schreiben',
  'propose.owner': 'Wer kümmert sich?',
  'propose.ownerHint': 'Eine Person, die teilnimmt.',
  'propose.due': 'Bis wann?',
  'propose.dueHint': 'In den nächsten 30 Tagen.',
  'propose.whenThen': 'Wenn X, dann werde ich Y',
  'propose.whenThenHint':
    'Ein Plan in dieser Form wird öfter ausgeführt. Zum Beispiel: Wenn ein Start geplant wird, dann öffne ich die Checkliste.',

  'drop.title': 'Maßnahmen',
  'drop.which':
    'Es gibt drei Maßnahmen, und mehr werden selten getan. Welche soll weichen, damit eine andere Platz hat?',
  'drop.how': 'Streichen kann eine Maßnahme, wer sie vorschlug, oder die Moderation.',
  'drop.none': 'Es ist keine Maßnahme offen.',
  'drop.allDone':
    'Hier wurden drei Maßnahmen vereinbart, und sie sind schon erledigt: gut gemacht. Was es noch gibt, passt in die nächste Retrospektive oder in den Thread der Nachricht.',
  'drop.button': 'Streichen',
  'drop.label': 'Maßnahme streichen: {what}',

  'confirm.endCollectTitle': 'Sammeln abschließen?',
  'confirm.endCollect':
    '{answered, plural, =0 {Von {asked, number} hat noch niemand geantwortet: Damit ist die ganze Retrospektive abgeschlossen.} other {{answered, number} von {asked, number} haben geantwortet.}}',
  'confirm.endActionsTitle': 'Abschließen?',
  'confirm.endActions':
    '{count, plural, =0 {Bisher ist keine Maßnahme vereinbart.} one {Eine Maßnahme ist vereinbart.} other {# Maßnahmen sind vereinbart.}} Die Zusammenfassung geht in den Kanal, und es kommen keine Maßnahmen mehr dazu.',
  'confirm.cancelTitle': 'Abbrechen?',
  'confirm.cancel': 'Es kommt nichts mehr dazu.',
  'confirm.yesEnd': 'Abschließen',
  'confirm.yesCancel': 'Retro abbrechen',
  'confirm.no': 'Zurück',

  'home.title': 'Retrospektiven',
  'home.collect':
    '{about} in {channel}: Karten bis {until}. {mine, plural, =0 {Du hast noch nicht geantwortet.} other {Du hast geantwortet.}}',
  'home.act': '{about} in {channel}: Maßnahmen vereinbaren bis {until}.',
  'home.actions': 'Meine Maßnahmen',
  'home.action': '{what} (bis {due}, {channel})',
  'home.done': 'Erledigt',
  'home.doneLabel': 'Erledigt: {what}',
  'home.allActions': 'Alle meine Maßnahmen ({count, number})',
  'home.allRetros': 'Alle meine Retrospektiven ({count, number})',

  'list.actions': 'Meine Maßnahmen',
  'list.retros': 'Meine Retrospektiven',
  'list.noActions':
    'Du hast keine offene Maßnahme. Maßnahmen entstehen in einer Retrospektive: `/retro Website-Relaunch` beginnt eine.',
  'list.noRetros': 'Für dich ist keine Retrospektive offen.',

  ...startDe,
  ...phasesDe,
  ...groupDe,
  ...formatsDe,
  ...dataDe,
  ...keptDe,
  ...titlesDe,
  ...planDe,
  ...historyDe,
  ...controlDe,
  ...followUpDe,
  ...prepareDe,
  ...ratingDe,
  ...themesDe,
  ...discussDe,
  ...secrecyDe,
};
