/** Was vor jedem Wert eines Exports steht, und wie Nachrichten im App-Home heißen. */
import type { dataEn } from './data.en.ts';

export const dataDe: Record<keyof typeof dataEn, string> = {
  'data.items': 'Was Überblicke von dir zeigten',
  'data.issues': 'Überblicke',
  'data.seen': 'Was Überblicke dir von anderswo zeigten',
  'data.notForMe': 'Was nichts für dich ist',
  'data.verdicts': 'Was du zu dem gesagt hast, woran Überblicke erinnerten',
  'data.holds': 'Es gilt noch',
  'data.about': 'Worum es geht',
  'data.channel': 'Kanal',
  'data.toldAt': 'Erzählt',
  'data.seenAt': 'Gezeigt',
  'data.saidAt': 'Gesagt',
  'data.reason': 'Warum es da stand',
  'data.reason.journey': 'Ein Lernweg',
  'data.reason.elsewhere': 'In einem anderen Kanal gelernt',
  'data.reason.here': 'Im Kanal gelernt',
  'data.reason.unowned': 'Niemand kümmert sich darum',
  'data.reason.recall': 'Gut, daran zu denken',
  'data.reason.presenter': 'Wer als Nächstes vorträgt',
  'data.author': 'Von wem',

  'title.digest': 'der wöchentliche Überblick',

  'practice.title': 'Wöchentlicher Überblick',
  'kept.issues': 'Was jeder Überblick zeigte, ab dem Tag, an dem er kam',
  'kept.seen': 'Wem etwas gezeigt wurde, ab dem Tag',
  'kept.verdicts': 'Ob noch gilt, woran erinnert wurde, ab dem Tag der Antwort',
  'kept.notForMe': 'Was Leute als nichts für sie bezeichnet haben, ab dem Tag',
};
