import { defineCopy } from '../../../src/core/copy.ts';

export const copy = defineCopy({
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
  },
});
