/** What admins read of the settings of their workspace, and what everybody reads where a practice is switched off. */
import { defineCopy } from '../../core/copy.ts';

const en = {
  heading: 'Workspace',
  on: 'Switched on: {practices}.',
  off: 'Switched off: {practices}.',
  onlyAdmins: 'Only admins of this workspace see this. Each change is put on record.',
  'uncleaned.planned':
    'What was erased here is no longer in any table. Old copies leave the database’s files when these are next cleaned: {at}.',
  'uncleaned.reader':
    'What was erased here is no longer in any table. The database’s file is cleaned as soon as another program, such as a backup or a shell, stops reading it. Next try: {at}.',
  'uncleaned.writer':
    'What was erased here is no longer in any table. The database’s file is cleaned as soon as another program stops writing to it. Next try: {at}.',
  'uncleaned.disk':
    'What was erased here is no longer in any table. The database’s file is cleaned as soon as there is room: {needed, number} MB are needed beside it, {free, number} MB are free. Next try: {at}.',
  'uncleaned.session':
    'What was erased here is no longer in any table. The database’s files are cleaned as soon as the database session {name}, which began earlier, no longer needs them. Next try: {at}.',
  'uncleaned.prepared':
    'What was erased here is no longer in any table. The database’s files are cleaned as soon as the prepared transaction {name}, which began earlier, has ended. Next try: {at}.',
  'uncleaned.slot':
    'What was erased here is no longer in any table. The database’s files are cleaned as soon as the replication slot {name} has moved on. Next try: {at}.',
  'uncleaned.table':
    'What was erased here is no longer in any table. The database’s files are cleaned as soon as the table {name} is no longer in use. Next try: {at}.',
  'uncleaned.owner':
    'What was erased here is no longer in any table. The database’s files are cleaned as soon as the role that Lore logs in with owns the table {name}, or the whole database. The people who run Lore can see to that. Next try: {at}.',
  'uncleaned.failed':
    'What was erased here is no longer in any table. The database’s files could not be cleaned ({code}). The people who run Lore find more in the log. Next try: {at}.',
  change: 'Workspace Settings',
  title: 'Workspace',
  save: 'Save',
  close: 'Cancel',
  practices:
    'A practice that is switched off rests for everybody here: no commands, no buttons, no reminders. What is there stays as it is, and goes on when it is switched on again.',
  'groups.none': 'No user group',
  'groups.noneLabel': 'Nobody by a group',
  'groups.stretch': '@{first} to @{last}',
  'groups.unknown':
    '{label}: I cannot read the user groups of this workspace. To allow it, add the scope `usergroups:read` to the app and install it again.',
  'groups.gone':
    '{label}: the user group that was named is empty, switched off or gone. Choose another one, or none.',
  'error.group': 'This user group is empty, switched off or gone by now. Choose another one, or none.',
  'practice.on': 'On',
  'practice.off': 'Off',
  kept: 'What is older than you say here is erased within a day, out of Slack too. This cannot be undone. A time can be shortened, and never be longer than usual.',
  days: '{what}: days',
  usual: 'Usual, and at most: {days}.',
  'kept.lore.events': 'Events that could not be worked off, from their arrival',
  'kept.lore.missed': 'Prompts that were missed and messages that Slack refused, from their time',
  'kept.lore.messages': 'Messages about nothing that is still kept, from their posting',
  'kept.lore.rituals': 'What became of each prompt and digest, from its time',
  'kept.lore.audit': 'The record of exports, erasures and changes, from their time',
  'error.number': 'Write a whole number of days, 1 or more, for example 90.',
  'error.long': 'At most {days}: a time can only be shortened.',
  'error.choice': 'Choose On or Off.',
  notAdmin: 'Only an admin of this workspace can see or change this.',
  switchedOff:
    '“{practice}” is switched off in this workspace. An admin of this workspace can switch it on again, under “Workspace” in Lore’s App Home.',
  typedOff:
    '“{practice}” is switched off in this workspace, so nothing was saved. What you typed still stands in the window beneath this one. An admin of this workspace can switch it on again, under “Workspace” in Lore’s App Home.',
} as const;

export type WorkspaceKey = keyof typeof en;

const de: Record<WorkspaceKey, string> = {
  heading: 'Workspace',
  on: 'Eingeschaltet: {practices}.',
  off: 'Ausgeschaltet: {practices}.',
  onlyAdmins: 'Das sehen nur Admins dieses Workspaces. Jede Änderung wird festgehalten.',
  'uncleaned.planned':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Alte Kopien verschwinden aus den Dateien der Datenbank, wenn diese das nächste Mal bereinigt werden: {at}.',
  'uncleaned.reader':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Datei der Datenbank wird bereinigt, sobald ein anderes Programm, etwa ein Backup oder eine Shell, sie nicht mehr liest. Nächster Versuch: {at}.',
  'uncleaned.writer':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Datei der Datenbank wird bereinigt, sobald ein anderes Programm nicht mehr hineinschreibt. Nächster Versuch: {at}.',
  'uncleaned.disk':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Datei der Datenbank wird bereinigt, sobald Platz ist: Neben ihr braucht es {needed, number} MB, frei sind {free, number} MB. Nächster Versuch: {at}.',
  'uncleaned.session':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank werden bereinigt, sobald die Datenbanksitzung {name}, die schon vorher lief, sie nicht mehr braucht. Nächster Versuch: {at}.',
  'uncleaned.prepared':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank werden bereinigt, sobald die vorbereitete Transaktion {name}, die schon vorher lief, beendet ist. Nächster Versuch: {at}.',
  'uncleaned.slot':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank werden bereinigt, sobald der Replikations-Slot {name} weitergerückt ist. Nächster Versuch: {at}.',
  'uncleaned.table':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank werden bereinigt, sobald die Tabelle {name} nicht mehr benutzt wird. Nächster Versuch: {at}.',
  'uncleaned.owner':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank werden bereinigt, sobald die Tabelle {name} oder die ganze Datenbank der Rolle gehört, mit der Lore sich anmeldet. Darum kümmert sich, wer Lore betreibt. Nächster Versuch: {at}.',
  'uncleaned.failed':
    'Was hier gelöscht wurde, steht in keiner Tabelle mehr. Die Dateien der Datenbank konnten nicht bereinigt werden ({code}); wer Lore betreibt, findet mehr im Log. Nächster Versuch: {at}.',
  change: 'Workspace einstellen',
  title: 'Workspace',
  save: 'Speichern',
  close: 'Abbrechen',
  practices:
    'Was ausgeschaltet ist, ruht hier für alle: keine Befehle, keine Knöpfe, keine Erinnerungen. Was da ist, bleibt, wie es ist, und geht weiter, wenn es wieder eingeschaltet wird.',
  'groups.none': 'Keine Nutzergruppe',
  'groups.noneLabel': 'Niemand über eine Gruppe',
  'groups.stretch': '@{first} bis @{last}',
  'groups.unknown':
    '{label}: Ich kann die Nutzergruppen dieses Workspaces nicht lesen. Um es zu erlauben, gib der App den Scope `usergroups:read` und installiere sie neu.',
  'groups.gone':
    '{label}: Die Nutzergruppe, die benannt war, ist leer, ausgeschaltet oder gelöscht. Wähle eine andere oder keine.',
  'error.group':
    'Diese Nutzergruppe ist inzwischen leer, ausgeschaltet oder gelöscht. Wähle eine andere oder keine.',
  'practice.on': 'Ein',
  'practice.off': 'Aus',
  kept: 'Was älter ist, als du hier sagst, wird innerhalb eines Tages gelöscht, auch aus Slack. Das lässt sich nicht rückgängig machen. Eine Zeit kann verkürzt werden und ist nie länger als üblich.',
  days: '{what}: Tage',
  usual: 'Üblich und höchstens: {days}.',
  'kept.lore.events': 'Ereignisse, die nicht verarbeitet werden konnten, ab ihrer Ankunft',
  'kept.lore.missed': 'Verpasste Erinnerungen und Nachrichten, die Slack nicht annahm, ab ihrer Zeit',
  'kept.lore.messages': 'Nachrichten über nichts, was noch aufbewahrt wird, ab ihrem Posten',
  'kept.lore.rituals': 'Was aus jeder Erinnerung und jedem Überblick wurde, ab dem Zeitpunkt',
  'kept.lore.audit': 'Wer exportiert, gelöscht oder geändert hat, ab dem Zeitpunkt',
  'error.number': 'Schreib eine ganze Zahl von Tagen, 1 oder mehr, zum Beispiel 90.',
  'error.long': 'Höchstens {days}: Eine Zeit kann nur verkürzt werden.',
  'error.choice': 'Wähle Ein oder Aus.',
  notAdmin: 'Das kann nur ein Admin dieses Workspaces sehen oder ändern.',
  switchedOff:
    '„{practice}“ ist in diesem Workspace ausgeschaltet. Ein Admin dieses Workspaces kann es wieder einschalten, unter „Workspace“ in Lores App-Home.',
  typedOff:
    '„{practice}“ ist in diesem Workspace ausgeschaltet, darum wurde nichts gespeichert. Was du geschrieben hast, steht noch im Fenster unter diesem. Ein Admin dieses Workspaces kann es wieder einschalten, unter „Workspace“ in Lores App-Home.',
};

export const workspaceCopy = defineCopy<WorkspaceKey>({ en, de });
