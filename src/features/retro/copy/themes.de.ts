import type { themesEn } from './themes.en.ts';

export const themesDe: Record<keyof typeof themesEn, string> = {
  'themes.name': '„{about}“',
  'themes.topic': 'Das kehrt wieder: Ganz Ähnliches war auch unter den ersten Themen von {retros}.',
  'themes.summary':
    'Thema {place, number} kehrt wieder: Ganz Ähnliches war auch unter den ersten Themen von {retros}.',
};
