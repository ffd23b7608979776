/**
 * Words of software work that people use for one another: what one calls a folder, the other wrote about as a directory. In a search each stands in for
 * the others, for less than the word that was typed.
 */
import { stemsOf } from './language.ts';

const groups = [
  'directory folder dir Verzeichnis Ordner',
  'remove delete drop erase löschen entfernen',
  'show display list print view anzeigen',
  'stop kill terminate cancel abort beenden abbrechen',
  'run execute start launch ausführen starten',
  'copy clone duplicate kopieren',
  'text string',
  'size big large Größe',
  'undo revert rollback restore rückgängig',
  'change modify edit update alter ändern',
  'create generate make erstellen anlegen',
  'find search locate suchen finden',
  'fail failure error crash break Fehler',
  'fix repair solve resolve beheben',
  'exit quit leave',
  'rename move umbenennen',
  'join merge combine concatenate',
  'convert transform parse cast',
  'skip ignore exclude omit',
  'check verify validate prüfen',
  'fast speed performance slow langsam schnell',
  'argument parameter option flag param',
  'function method Funktion',
  'array list',
  'dictionary hash map',
  'loop iterate',
  'secret credential password token Passwort',
  'split divide',
  'next adjacent',
  'database db Datenbank',
  'repository repo',
  'environment env Umgebung',
  'configuration config setting Einstellung',
  'dependency deps',
  'documentation docs Dokumentation',
  'application app Anwendung',
  'authentication auth Anmeldung',
  'production prod Produktion',
  'development dev',
  'command cmd Befehl',
  'javascript js',
  'typescript ts',
  'postgresql postgres pg',
  'kubernetes k8s',
  'outage incident downtime Ausfall Störung',
  'deploy release rollout ausrollen',
  'meeting call Besprechung',
  'customer client user Kunde',
].map((words) => words.toLowerCase().split(' '));

const byWord = new Map<string, string[]>();
for (const group of groups)
  for (const word of group)
    for (const form of new Set([word, ...stems(word)]))
      byWord.set(form, [...(byWord.get(form) ?? []), ...group.filter((other) => other !== word)]);

/** @param word in lower case, in any of its forms */
export function wordsLike(word: string): readonly string[] {
  return [...new Set([word, ...stems(word)].flatMap((form) => byWord.get(form) ?? []))].filter(
    (one) => one !== word,
  );
}

function stems(word: string): string[] {
  return [...stemsOf(word, 'en'), ...stemsOf(word, 'de')];
}
