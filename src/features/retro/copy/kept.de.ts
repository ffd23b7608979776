import type { keptEn } from './kept.en.ts';

export const keptDe: Record<keyof typeof keptEn, string> = {
  'practice.title': 'Retrospektiven',
  'kept.retrospectives': 'Retrospektiven mit ihren Karten und Maßnahmen, ab ihrem Ende',
};
