import { defineCopy } from '../../../src/core/copy.ts';
import type { None } from '../../../src/core/sentence.ts';

export interface PebbleSentences extends Record<Plain, None> {
  saved: { words: string };
  found: { words: string };
}
type Plain =
  | 'empty'
  | 'title'
  | 'words'
  | 'save'
  | 'close'
  | 'heading'
  | 'drop'
  | 'gone'
  | 'notHere'
  | 'asked'
  | 'question'
  | 'why';

export const copy = defineCopy<PebbleSentences>({
  en: {
    saved: 'Saved: {words}',
    empty: 'Write a word.',
    title: 'New Pebble',
    words: 'Words',
    save: 'Save',
    close: 'Cancel',
    heading: 'Your Pebbles',
    drop: 'Drop',
    gone: 'That pebble is gone.',
    notHere: 'Pebbles need a channel that Lore is in.',
    asked: 'Did anybody find a pebble?',
    question: 'the question about pebbles',
    found: 'A pebble: {words}',
    why: 'It was found here',
    'kept.pebbles': 'Pebbles, from the day they were kept',
  },
  de: {
    saved: 'Gespeichert: {words}',
    empty: 'Schreibe ein Wort.',
    title: 'Neuer Kiesel',
    words: 'Worte',
    save: 'Speichern',
    close: 'Abbrechen',
    heading: 'Deine Kiesel',
    drop: 'Weglegen',
    gone: 'Diesen Kiesel gibt es nicht mehr.',
    notHere: 'Kiesel brauchen einen Kanal, in dem Lore ist.',
    asked: 'Hat jemand einen Kiesel gefunden?',
    question: 'die Frage nach Kieseln',
    found: 'Ein Kiesel: {words}',
    why: 'Er wurde hier gefunden',
    'kept.pebbles': 'Kiesel, ab dem Tag, an dem sie aufgehoben wurden',
  },
});
