/** Was gesagt wird, während über Themen geredet wird. */
import type { discussEn } from './discuss.en.ts';

export const discussDe: Readonly<Record<keyof typeof discussEn, string>> = {
  'main.discussLive':
    'Redet über die Themen mit den meisten Stimmen, eines nach dem anderen, bis {until}, wenn keines länger dauert. Jedes hat in diesem Kanal eine eigene Nachricht, die sagt, bis wann es dran ist.',
  'topic.until': 'Dran bis {until}.',
  'topic.note': 'Ergebnis notieren (Moderation)',
  'topic.next': 'Nächstes Thema (Moderation)',
  'talk.ask': 'Die Zeit für dieses Thema ist um. Noch fünf Minuten? Ohne Antwort bis {until} endet es.',
  'talk.on': 'Noch fünf Minuten',
  'talk.wentOn': 'Die Zeit für dieses Thema war um, und es ging weiter.',
  'talk.over': 'Die Zeit für dieses Thema war um.',
  'talk.saidOn': '{by}: Es geht bis {until} weiter.',
  'talk.saidNext': '{by} hat dieses Thema beendet.',
  'talk.already': 'Es geht schon weiter: Jemand war schneller.',
  'note.title': 'Ergebnis notieren',
  'note.label': 'Was kam dabei heraus, in einer Zeile?',
  'note.hint': 'Alle in diesem Kanal lesen es.',
  'note.example': 'Fotos planen wir in der ersten Woche',
};
