/** Jeder Satz des Wochenrückblicks, auf Deutsch. */
import { dataDe } from './data.de.ts';
import type { DigestKey } from './en.ts';

export const de: Record<DigestKey, string> = {
  ...dataDe,
  'ritual.title': 'Wöchentlicher Überblick',
  'ritual.what':
    'Einmal in der Woche zeige ich höchstens sechs Dinge, die es wert sind: was andere gelernt haben, wer als Nächstes vorträgt. Gibt es nichts, bleibe ich still.',

  'digest.title': 'Wissenswertes dieser Woche',
  'digest.gone': 'Was hier stand, wurde zurückgenommen oder ist nicht mehr für alle hier. Zu tun ist nichts.',
  'digest.how': 'Höchstens sechs Dinge in der Woche. `/lore settings` ändert oder beendet das.',
  'digest.howOwner':
    '{owner} kümmert sich darum. Höchstens sechs Dinge in der Woche; `/lore settings` ändert oder beendet es.',
  'digest.notForMe': 'Nichts für mich',

  'recall.noLonger': 'Stimmt nicht mehr',
  'recall.holds': 'Es gilt noch',
  'recall.untrue': '{by} sagt, dass das nicht mehr stimmt, also erinnere ich nicht mehr daran.',
  'recall.somebody': 'Jemand',

  'told.noted':
    'Notiert: Wenn ich für andere auswähle, zähle ich mit, dass es nichts für dich war. Niemand sieht, wer das gesagt hat. Noch ein Druck nimmt es zurück.',
  'told.back': 'Zurückgenommen.',
  'refused.gone': 'Das gibt es nicht mehr, oder du bist nicht mehr in dem Kanal.',
};
