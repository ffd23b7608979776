/** How this feature speaks to one reader. */
import type { JourneySentences } from '../../../../locales/journey.ts';
import type { Say } from '../../../core/sentence.ts';
import type { Locale } from '../../../core/languages.ts';
import type { Person } from '../../../core/people.ts';
import type { Drawing } from '../../../core/post.ts';
import { journeyCopy } from '../copy.ts';
import { subjects, type Subject } from '../domain.ts';

export interface Words {
  readonly say: Say<JourneySentences>;
}

/** For somebody who acted. */
export const wordsFor = (person: Pick<Person, 'tz'>, locale: Locale): Words => ({
  say: journeyCopy.in(locale, person.tz),
});

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz }: Pick<Drawing, 'locale' | 'tz'>): Words => ({
  say: journeyCopy.in(locale, tz),
});

/** What one can choose to tell of. */
export function subjectChoices({ say }: Words): Readonly<Record<Subject, string>> {
  const named = subjects.map((subject) => [subject, say.plain(`question.${subject}`)] as const);
  return Object.fromEntries(named) as Record<Subject, string>;
}
