/** Every sentence that the house itself says; the practices have their own. */
import { defineCopy } from '../core/copy.ts';

const en = {
  failed:
    'Something went wrong on our side, and nothing was changed. Please try again; if it happens again, give your admin this reference: {reference}',
  slackDown:
    'Slack did not answer us, and nothing was changed. Please try again in a minute. Reference: {reference}',
  busy: 'Lore could not reach its data in time, and nothing was changed. Please try again in a minute. Reference: {reference}',
  tooMuch:
    'That was a lot at once, and your last step was not taken. So that everybody gets a turn, please go on in {seconds, plural, one {a second} other {# seconds}}.',
  halfDone:
    'Something went wrong on our side after part of this was done. Please check before you try again, for example in App Home. Reference: {reference}',
  diskFull:
    'I could not store this, and nothing was changed: the disk that I keep everything on is full. Please tell your admin, and try again once there is room. Reference: {reference}',
  noScope:
    'Slack does not let me do this, and nothing was changed: a permission is missing. Please ask an admin to add `{scopes}` and to install Lore again. Reference: {reference}',
  slackBusy:
    'Slack answers Lore only so many questions a minute, and those are used up just now. Nothing was changed. Please try again in {seconds, plural, one {a second} other {# seconds}}.',
  stillReading:
    'Lore is still reading who is in this channel, since it has so many members. Nothing was changed. Please try again in a minute.',
  unknownWorkspace:
    'Lore is still getting to know this workspace. People and channels that it has not come to yet may be missing here.',
  unknownChannels:
    'Lore is still getting to know this workspace: it has looked at about {share, number, percent} of its channels. What is in the others may be missing here.',
  unknownPeople:
    'Lore is still getting to know the people in this channel: {count, plural, one {one of them is} other {# of them are}} missing here. It asks Slack about them bit by bit.',
  notShown:
    'Slack did not take our answer. What you did may be done: please look, for example in App Home. Reference: {reference}',
  closedMeanwhile:
    'The window was closed before Lore could show you the result. What was to be saved is saved; if you still want to see it, please open the window again.',
  notShownTitle: 'Not Shown',
  notShownHome:
    'You did something at {at}, and Slack did not let us show you the result. It may have worked: please check, and try again if it did not. If this happens again, give your admin this reference: {reference}',
  seen: 'Understood',
  stale:
    'This button is from an earlier version of the message. Please open it anew, for example with `/lore help`.',
  incomplete: 'Something was missing from what Slack sent us, so nothing was changed. Please try again.',
  staleModal: 'This window is from an earlier version of Lore. Please close it and open it again.',
  notInstalled: 'Lore is no longer installed in this workspace. An admin can install it again.',
  external:
    'Lore’s commands are for members of the workspace that it is installed in. You can still answer where its messages invite you to.',
  notAPerson: 'This account is deactivated, or belongs to an app. Nothing was done.',
  unknownCommand: 'I do not know “{word}”.',
  unknownCommandGuess: 'I do not know “{word}”. Did you mean `{guess}`?',
  helpIntro: 'Lore helps this team to learn from its daily work. This is what you can type:',
  helpLine: '`{usage}`: {summary}',
  helpSelf: 'this list. Every command also works behind `/lore`, for example `{example}`.',
  helpSelfPlain: 'this list',
  helpSettings: 'what Lore does in this channel again and again, and when',
  helpShortcuts: 'In the menu of a message or behind the “+” beside the message field: {names}.',
  helpHome: 'What is yours, and what Lore stores about you, is in App Home. Only you can see this message.',
  workingTitle: 'One Moment',
  working: 'Working on it…',
  doneTitle: 'Done',
  done: 'Done. You can close this.',
  savingTitle: 'Saving',
  saving: 'Saving what you wrote…',
  saved: 'Saved. You can close this.',
  notSaved: 'Not saved yet. Close this to go back to what you typed.',
  notSavedForm: 'Not saved yet. What you typed is still here; please check this, and save it again.',
  messageTitle: 'Lore',
  close: 'Close',
  homeEmpty: 'Nothing waits for you. Type `/lore help` in a channel to see what Lore can do.',
  homeNext: 'Show More',
  homePart: 'This part could not be drawn just now. Reference: {reference}',
  gone: 'This is settled already, or not yours to settle.',
} as const;

type Key = keyof typeof en;

const de: Record<Key, string> = {
  failed:
    'Bei uns ist etwas schiefgegangen, und nichts wurde geändert. Bitte versuche es noch einmal; wenn es wieder passiert, nenne deiner Administration dieses Zeichen: {reference}',
  slackDown:
    'Slack hat uns nicht geantwortet, und nichts wurde geändert. Bitte versuche es in einer Minute noch einmal. Zeichen: {reference}',
  busy: 'Lore kam nicht rechtzeitig an seine Daten, und nichts wurde geändert. Bitte versuche es in einer Minute noch einmal. Zeichen: {reference}',
  tooMuch:
    'Das war gerade sehr viel auf einmal, und dein letzter Schritt wurde nicht ausgeführt. Damit alle drankommen, mach bitte in {seconds, plural, one {einer Sekunde} other {# Sekunden}} weiter.',
  halfDone:
    'Bei uns ist etwas schiefgegangen, nachdem ein Teil davon schon erledigt war. Bitte sieh nach, bevor du es noch einmal versuchst, zum Beispiel im App-Home. Zeichen: {reference}',
  diskFull:
    'Ich konnte das nicht speichern, und nichts wurde geändert: Der Datenträger, auf dem ich alles ablege, ist voll. Bitte sag deiner Administration Bescheid, und versuche es noch einmal, sobald wieder Platz ist. Zeichen: {reference}',
  noScope:
    'Slack lässt mich das nicht tun, und nichts wurde geändert: Mir fehlt eine Berechtigung. Bitte deine Administration, `{scopes}` zu ergänzen und Lore neu zu installieren. Zeichen: {reference}',
  slackBusy:
    'Slack beantwortet Lore nur eine bestimmte Zahl von Fragen pro Minute, und die ist gerade aufgebraucht. Geändert wurde nichts. Bitte versuche es in {seconds, plural, one {einer Sekunde} other {# Sekunden}} noch einmal.',
  stillReading:
    'Lore liest noch ein, wer in diesem Kanal ist, denn es sind sehr viele. Geändert wurde nichts. Bitte versuche es in einer Minute noch einmal.',
  unknownWorkspace:
    'Lore lernt diesen Workspace gerade erst kennen. Menschen und Kanäle, zu denen es noch nicht gekommen ist, fehlen hier vielleicht.',
  unknownChannels:
    'Lore lernt diesen Workspace gerade erst kennen: etwa {share, number, percent} seiner Kanäle hat es sich angesehen. Was in den anderen steht, fehlt hier vielleicht noch.',
  unknownPeople:
    'Lore lernt die Menschen in diesem Kanal gerade erst kennen: {count, plural, one {Eine Person fehlt} other {# fehlen}} hier noch. Nach und nach fragt es Slack nach ihnen.',
  notShown:
    'Slack hat unsere Antwort nicht angenommen. Was du getan hast, ist vielleicht geschehen: Bitte sieh nach, zum Beispiel im App-Home. Zeichen: {reference}',
  closedMeanwhile:
    'Das Fenster wurde geschlossen, bevor Lore dir das Ergebnis zeigen konnte. Was zu speichern war, ist gespeichert; wenn du es noch sehen willst, öffne das Fenster bitte noch einmal.',
  notShownTitle: 'Nicht gezeigt',
  notShownHome:
    'Du hast am {at} etwas getan, und Slack hat uns dir das Ergebnis nicht zeigen lassen. Vielleicht hat es geklappt: Bitte sieh nach, und versuche es sonst noch einmal. Wenn das wieder passiert, nenne deiner Administration dieses Zeichen: {reference}',
  seen: 'Verstanden',
  stale:
    'Dieser Knopf stammt von einer früheren Fassung der Nachricht. Bitte öffne sie neu, zum Beispiel mit `/lore help`.',
  incomplete:
    'In dem, was Slack uns geschickt hat, fehlte etwas. Deshalb wurde nichts geändert. Bitte versuche es noch einmal.',
  staleModal:
    'Dieses Fenster stammt von einer früheren Fassung von Lore. Bitte schließe es und öffne es neu.',
  notInstalled:
    'Lore ist in diesem Workspace nicht mehr installiert. Die Administration kann es wieder installieren.',
  external:
    'Lores Befehle sind für Mitglieder des Workspaces, in dem es installiert ist. Antworten kannst du trotzdem, wo seine Nachrichten dich einladen.',
  notAPerson: 'Dieses Konto ist deaktiviert oder gehört zu einer App. Es wurde nichts geändert.',
  unknownCommand: '„{word}“ kenne ich nicht.',
  unknownCommandGuess: '„{word}“ kenne ich nicht. Meintest du `{guess}`?',
  helpIntro: 'Lore hilft diesem Team, aus seiner täglichen Arbeit zu lernen. Das kannst du eingeben:',
  helpLine: '`{usage}`: {summary}',
  helpSelf: 'diese Liste. Jeder Befehl geht auch hinter `/lore`, zum Beispiel `{example}`.',
  helpSelfPlain: 'diese Liste',
  helpSettings: 'was Lore in diesem Kanal immer wieder tut und wann',
  helpShortcuts: 'Im Menü einer Nachricht oder hinter dem „+“ neben dem Nachrichtenfeld: {names}.',
  helpHome:
    'Was dir gehört und was Lore über dich speichert, steht im App-Home. Diese Nachricht siehst nur du.',
  workingTitle: 'Einen Moment',
  working: 'Ich arbeite daran …',
  doneTitle: 'Fertig',
  done: 'Fertig. Du kannst das schließen.',
  savingTitle: 'Speichern',
  saving: 'Was du geschrieben hast, wird gespeichert …',
  saved: 'Gespeichert. Du kannst das schließen.',
  notSaved: 'Noch nicht gespeichert. Schließe das hier, um zu deinem Text zurückzukehren.',
  notSavedForm:
    'Noch nicht gespeichert. Dein Text steht noch hier; bitte sieh dir das an, und speichere ihn noch einmal.',
  messageTitle: 'Lore',
  close: 'Schließen',
  homeEmpty: 'Nichts wartet auf dich. Gib in einem Kanal `/lore help` ein, um zu sehen, was Lore kann.',
  homeNext: 'Mehr zeigen',
  homePart: 'Dieser Teil ließ sich gerade nicht zeichnen. Zeichen: {reference}',
  gone: 'Das ist schon geklärt oder nicht deine Entscheidung.',
};

export type HouseKey = Key;
export const houseCopy = defineCopy<Key>({ en, de });
