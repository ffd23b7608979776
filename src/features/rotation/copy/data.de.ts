/** Was vor jedem Wert eines Exports steht, und wie Nachrichten und Aufgaben im App-Home heißen. */
import type { dataEn } from './data.en.ts';

export const dataDe: Record<keyof typeof dataEn, string> = {
  'data.slots': 'Treffen, bei denen du vorträgst oder um die du dich kümmerst',
  'data.turns': 'Dein Teil an Reihenfolgen',
  'data.channel': 'Kanal',
  'data.day': 'Tag nach dem Rhythmus',
  'data.meetsAt': 'Treffen',
  'data.state': 'Was daraus wurde',
  'data.state.coming': 'Steht bevor',
  'data.state.over': 'Vorbei',
  'data.state.fell_out': 'Fand nicht statt',
  'data.presenter': 'Trägt vor',
  'data.second': 'Trägt auch vor',
  'data.swapWith': 'Um Tausch gebeten',
  'data.owner': 'Kümmert sich',
  'data.presented': 'Treffen, bei denen du vorträgst',
  'data.available': 'Treffen, bei denen du es gekonnt hättest',
  'data.lastAt': 'Zuletzt',
  'data.part': 'Macht mit',
  'data.part.yes': 'Ja',
  'data.part.no': 'Nein',

  'title.slot': 'die Nachricht, wer als Nächstes vorträgt',
  'title.ask': 'die Frage, ob du vorträgst',
  'title.swap': 'die Frage, ob du für jemanden vorträgst',
  'title.agenda': 'die Tagesordnung des Team-Treffens',
  'title.meets': 'die Notiz, wer vorgetragen hat',

  'practice.title': 'Reihum vortragen',
  'kept.slots': 'Wer wann vorgetragen hat, ab dem Treffen',
  'kept.turns':
    'Wie oft jede Person vorgetragen hat, als Zahlen, ab dem letzten Treffen, bei dem sie es gekonnt hätte',
};
