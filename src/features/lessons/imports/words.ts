import type { Locale } from '#core/languages.ts';
import { lessonsCopy } from '../copy.ts';

/** What stands in a lesson whose author is known by name alone: "By Ann Lee". */
export const byName =
  (locale: Locale) =>
  (name: string): string =>
    lessonsCopy.in(locale, 'UTC').plain('import.by', { name });
