/** How this feature speaks to one reader, and the pieces that several of its surfaces share. */

import type { RetroSentences } from '../../../../locales/retro.ts';
import type { KnownBlock } from '@slack/types';
import { mention, onDay, type Say } from '../../../core/sentence.ts';
import { userText, type Piece } from '../../../core/kit/blocks.ts';
import type { Locale } from '../../../core/languages.ts';
import type { Person } from '../../../core/people.ts';
import type { Drawing } from '../../../core/post.ts';
import type { Instant } from '../../../core/clock.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { instantOf } from '../../../core/time/zone.ts';
import { escape, join, type Mrkdwn } from '../../../core/text.ts';
import { retroCopy } from '../copy.ts';
import type { ActionItem } from '../domain/actions.ts';
import type { Column } from '../formats.ts';

export interface Words {
  readonly say: Say<RetroSentences>;
  readonly locale: Locale;
  /** Zone in which plain text tells dates. */
  readonly tz: string;
  /** When it is said: who can answer changes. */
  readonly now: Instant;
}

/** For somebody who acted. */
export const wordsFor = (person: Pick<Person, 'tz'>, locale: Locale, now: Instant): Words =>
  wordsOf({ locale, tz: person.tz, now });

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz, now }: Pick<Drawing, 'locale' | 'tz' | 'now'>): Words => ({
  say: retroCopy.in(locale, tz),
  locale,
  tz,
  now,
});

/** What stands over a column: words of ours, or of whoever wrote it. Plain text. */
export function columnName({ say }: Words, column: Column): string {
  return 'own' in column ? column.own : say.plain(column.label);
}

/** Noon of a day: the same day in every zone near the reader's. */
export const noonOf = (date: LocalDate, tz: string): Instant => instantOf(date, 12 * 60, tz);
const dueAt = (action: Pick<ActionItem, 'dueOn'>, tz: string) => noonOf(action.dueOn, tz);

/** One action as the team sees it: what, who, until when, and the plan. */
export function actionBlock({ say, tz }: Words, action: ActionItem): KnownBlock {
  const owner: Piece = action.owner === null ? say.plain('action.nobody') : { person: action.owner };
  const due = say.plain('action.due', { date: onDay(dueAt(action, tz)) });
  const plan = action.whenThen === '' ? '' : `\n${action.whenThen}`;
  return userText({ bold: action.what }, ' · ', owner, ` · ${due}${plan}`);
}

/** The same for notifications and screen readers. */
export function actionLine({ say, tz }: Words, action: ActionItem): Mrkdwn {
  const due = onDay(dueAt(action, tz));
  const line =
    action.owner === null
      ? say.mrkdwn('action.lineNobody', { what: action.what, due })
      : say.mrkdwn('action.line', { what: action.what, owner: mention(action.owner), due });
  return action.whenThen === '' ? line : join([line, escape(action.whenThen)], ' ');
}

/** The day on which an action is due, as a value for a sentence. */
export const dueOf = (words: Words, action: Pick<ActionItem, 'dueOn'>) => onDay(dueAt(action, words.tz));
