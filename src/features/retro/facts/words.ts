/** Sentences about what happened, a catalogue of their own beside that of the retrospective. */
import { defineCopy } from '#core/copy.ts';
import type { Locale } from '#core/languages.ts';
import type { Recipient, TranslatorOf } from '#core/sentence.ts';
import { retroFacts, type RetroFactsSentences } from '#locales/retro.facts.ts';

const factsCopy = defineCopy(retroFacts);

/** The sentences in one reader's language, with what their dates depend on. */
export interface FactsTranslator extends TranslatorOf<RetroFactsSentences> {
  readonly locale: Locale;
  readonly tz: string;
}

/** @param to the reader, or the person who acted */
export function factsWordsFor(to: Recipient): FactsTranslator {
  const tz = 'tz' in to ? to.tz : to.person.tz;
  const words = factsCopy.in(to.locale, tz);
  return { ...words, locale: words.language, tz };
}
