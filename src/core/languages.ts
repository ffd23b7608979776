/**
 * Each language is a folder in `locales`, a line here, and one in `time/format.ts`, which the compiler asks for. English has every
 * sentence, and stands in wherever another language lacks one.
 */
export const languages = ['en', 'de', 'pt-BR'] as const;

/** A language as BCP 47 names it. */
export type Locale = (typeof languages)[number];

/** The languages in which no sentence is missing; the others are in progress. */
export const completeLanguages: readonly Locale[] = ['en', 'de'];

/** For languages in progress: the catalogues that are complete. */
export const completeCatalogues: Partial<Record<Locale, readonly string[]>> = {
  'pt-BR': ['shared', 'digest', 'install', 'rotation', 'schedules', 'settings'],
};

/** @param slackLocale as Slack gives it (`de-DE`), if it does @returns the nearest language that Lore speaks, else English */
export function localeOf(slackLocale: string | undefined): Locale {
  const of = (tag: string) => tag.slice(0, 2).toLowerCase();
  const wanted = slackLocale ?? 'en';
  return languages.find((one) => one === wanted) ?? languages.find((one) => of(one) === of(wanted)) ?? 'en';
}

/** The name of a language, in that language unless another is given: "Deutsch". */
export function languageName(language: Locale, inLanguage: Locale = language): string {
  const name = new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1);
}
