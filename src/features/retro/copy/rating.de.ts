import type { ratingEn } from './rating.en.ts';

export const ratingDe: Record<keyof typeof ratingEn, string> = {
  'rating.ask': 'War es die Zeit wert?',
  'rating.1': '1: gar nicht',
  'rating.2': '2: kaum',
  'rating.3': '3: teilweise',
  'rating.4': '4: weitgehend',
  'rating.5': '5: ganz und gar',
  'rating.noted': 'Notiert: {worth, number} von 5. Bis {until} kannst du es ändern.',
  'rating.over': 'Das wurde bis {until} gefragt und zählt nicht mehr.',
  'rating.told': 'War es die Zeit wert? Im Durchschnitt {mean, number} von 5, aus {count, number} Antworten.',
};
