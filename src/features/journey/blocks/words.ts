/** How this feature speaks to one reader. */
import type { JourneySentences } from '../../../../locales/journey.ts';
import type { Say } from '../../../core/sentence.ts';
import { section } from '../../../core/kit/blocks.ts';
import type { Locale } from '../../../core/languages.ts';
import type { Person } from '../../../core/people.ts';
import type { Drawing, Message } from '../../../core/post.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
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

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

/** What one can choose to tell of. */
export function subjectChoices({ say }: Words): Readonly<Record<Subject, string>> {
  const named = subjects.map((subject) => [subject, say.plain(`question.${subject}`)] as const);
  return Object.fromEntries(named) as Record<Subject, string>;
}
