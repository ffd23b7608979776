/** This practice's translator, and the phrases that several of its screens share. */

import type { Instant } from '#core/clock.ts';
import { defineCopy } from '#core/copy.ts';
import type { RowId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { Locale } from '#core/languages.ts';
import type { Title } from '#core/post.ts';
import type { Piece } from '#core/kit/blocks.ts';
import { nameOf, type Recipient, type TranslatorOf, type Value, type Values } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { formatWithYear } from '#core/time/format.ts';
import { instantOf } from '#core/time/zone.ts';
import { retro, type RetroKey, type RetroSentences } from '#locales/retro.ts';
import { type Column, columnsIn } from '../start/formats.ts';
import { phaseBefore, type Retro } from './phases.ts';
import { type RetroRow, retros } from './rows.ts';

export const retroCopy = defineCopy(retro);

/** The sentences in one reader's language, and what else their choice depends on. */
export interface Translator extends TranslatorOf<RetroSentences> {
  readonly locale: Locale;
  /** Zone for dates in plain text. */
  readonly tz: string;
  /** The time of rendering: who can answer changes. */
  readonly now: Instant;
}

/** @param to the reader, or the person who acted */
export function wordsFor(to: Recipient & { readonly now: Instant }): Translator {
  const tz = 'tz' in to ? to.tz : to.person.tz;
  return { ...retroCopy.in(to.locale, tz), locale: to.locale, tz, now: to.now };
}

/** The same sentences with the year in each date, for what may be read long after. */
export function withYears(t: Translator): Translator {
  const dated = (values: Readonly<Record<string, Value | Piece>> = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const isDate =
          typeof value === 'object' &&
          'token' in value &&
          (value.token === 'day' || value.token === 'moment');
        return [name, isDate ? formatWithYear(value, t.language, t.tz) : value];
      }),
    );
  return {
    ...t,
    plain: ((key: RetroKey, values?: Values) => t.plain(key, dated(values) as Values)) as Translator['plain'],
    pieces: ((key: RetroKey, values?: Values) => t.pieces(key, dated(values))) as Translator['pieces'],
  };
}

/** A column's heading: ours, or a person's. Plain text. */
export function columnName(t: Translator, column: Column): string {
  return 'own' in column ? column.own : t.plain(column.label);
}

/** A card after its column's heading. */
export function cardPieces(
  t: Translator,
  row: RetroRow,
  { column_id: id, text: written }: { readonly column_id: string; readonly text: string },
): Piece[] {
  const column = columnsIn(row).find((one) => one.id === id);
  return [...(column === undefined ? [] : [{ bold: `${columnName(t, column)}: ` }]), { written }];
}

/** Noon of a day: the same date in every zone near the reader's. */
export const noonOf = (date: LocalDate, tz: string): Instant => instantOf(date, 12 * 60, tz);

/** @param key a sentence with the name of the retrospective in it */
export function titled(key: Extract<RetroKey, `title.${string}`>): Title<{ readonly retro: RowId }> {
  return async (read, { retro }, renderContext) => {
    const t = wordsFor(renderContext);
    const row = await read.from(retros).select('it.about').where('it.id', '=', retro).executeTakeFirst();
    return row === undefined ? t.plain('title.unseen') : t.plain(key, { about: row.about });
  };
}

/** What something is called that has only its channel's name. */
export const nameOfChannel = ({ name }: Pick<Channel, 'name'>): string => name.replaceAll(/[-_]+/g, ' ');

export function facilitates(t: Translator, { facilitator }: Retro): Mrkdwn {
  return facilitator === null
    ? t.mrkdwn('main.nobodyFacilitates')
    : t.mrkdwn('main.facilitates', { facilitator: nameOf(facilitator) });
}

/** How this phase came about, and by whom or what. */
export function howHere(t: Translator, { kind, phase, topics, endedHow, endedBy }: Retro): Mrkdwn {
  const by = endedBy === null ? null : { by: nameOf(endedBy) };
  if (endedHow === 'reopened') return by === null ? t.mrkdwn('reopened') : t.mrkdwn('reopened.by', by);
  const before = { phase: phaseBefore(kind, phase, topics) ?? 'collect' };
  if (by !== null) return t.mrkdwn('over.by', { ...before, ...by });
  return t.mrkdwn(endedHow === 'everybody' || endedHow === 'time' ? `over.${endedHow}` : 'over', before);
}
