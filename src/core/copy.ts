/**
 * Sentences. A feature writes every sentence a person reads in its `copy`, as ICU MessageFormat, in every language we have:
 * a sentence missing in one does not compile. Values are escaped where Slack would parse them.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Instant } from './clock.ts';
import type { ChannelId, UserId } from './ids.ts';
import type { Locale } from './people.ts';
import type { Piece } from './kit/blocks.ts';
import { asTyped, escape, type Mrkdwn } from './text.ts';

/** A value that Slack shows in its own way: a mention, a channel's link, a time in each reader's zone. */
export type Token =
  | { readonly token: 'person'; readonly user: UserId }
  /** "Ann, Ben, and Cat". */
  | { readonly token: 'people'; readonly users: readonly UserId[] }
  | { readonly token: 'channel'; readonly channel: ChannelId }
  /** `day`: "26 November"; `moment`: "26 November at 17:30". */
  | { readonly token: 'day' | 'moment'; readonly at: Instant };

export const mention = (user: UserId): Token => ({ token: 'person', user });
export const mentions = (users: readonly UserId[]): Token => ({ token: 'people', users });
export const channelLink = (channel: ChannelId): Token => ({ token: 'channel', channel });
export const onDay = (at: Instant): Token => ({ token: 'day', at });
export const atMoment = (at: Instant): Token => ({ token: 'moment', at });

export type Values = Readonly<Record<string, string | number | Token>>;

/** The sentences of one feature in one language and zone. */
export interface Say<Key extends string> {
  /** For `plain_text`: titles, buttons, labels, options. Mentions cannot stand there and throw. */
  plain(key: Key, values?: Values): string;
  /** For mrkdwn and the `text` of a message; `*bold*` in the sentence is kept, values stay as they were typed. */
  mrkdwn(key: Key, values?: Values): Mrkdwn;
  /** For rich text, in which Slack parses nothing: a person's words look as they were typed, `*` and `_` too. */
  pieces(key: Key, values: Readonly<Record<string, Values[string] | Piece>>): Piece[];
}

export interface Copy<Key extends string> {
  readonly sentences: Readonly<Record<Locale, Readonly<Record<Key, string>>>>;
  /** @param tz IANA zone in which plain text tells times */
  in(locale: Locale, tz: string): Say<Key>;
}

/** @param sentences per language, the same keys in each; the ICU arguments must be the same too (a test compares) */
export function defineCopy<Key extends string>(sentences: Record<Locale, Record<Key, string>>): Copy<Key> {
  const parsed = new Map<string, IntlMessageFormat>();
  const parse = (locale: Locale, key: Key): IntlMessageFormat => {
    const id = `${locale} ${key}`;
    let message = parsed.get(id);
    if (message === undefined) {
      message = new IntlMessageFormat(sentences[locale][key], locale, undefined, { ignoreTag: true });
      parsed.set(id, message);
    }
    return message;
  };
  const format = (locale: Locale, key: Key, values: Record<string, string | number>): string =>
    String(parse(locale, key).format(values));
  return {
    sentences,
    in: (locale, tz) => ({
      plain: (key, values = {}) =>
        format(
          locale,
          key,
          mapValues(values, (value) => plainValue(value, locale, tz)),
        ),
      mrkdwn: (key, values = {}) =>
        format(
          locale,
          key,
          mapValues(values, (value) => mrkdwnValue(value, locale, tz)),
        ) as Mrkdwn,
      pieces: (key, values) => {
        const named = mapValues(values, (value) =>
          typeof value === 'object' && 'token' in value ? pieceOf(value, locale, tz) : value,
        );
        const parts = parse(locale, key).formatToParts<Piece>(named);
        return parts.map(({ value }) => value);
      },
    }),
  };
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function pieceOf(value: Token, locale: Locale, tz: string): Piece {
  if (value.token === 'person') return { person: value.user };
  if (value.token === 'channel') return { channel: value.channel };
  return String(plainValue(value, locale, tz));
}

function plainValue(value: string | number | Token, locale: Locale, tz: string): string | number {
  if (typeof value !== 'object') return value;
  if (value.token === 'day' || value.token === 'moment') return formatInstant(value, locale, tz);
  throw new Error('a mention cannot stand in plain text');
}

function mrkdwnValue(value: string | number | Token, locale: Locale, tz: string): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return asTyped(value);
  switch (value.token) {
    case 'person':
      return `<@${value.user}>`;
    case 'people':
      return new Intl.ListFormat(locale).format(value.users.map((user) => `<@${user}>`));
    case 'channel':
      return `<#${value.channel}>`;
    case 'day':
    case 'moment': {
      const shown = value.token === 'day' ? '{date_long}' : '{date_short} {time}';
      return `<!date^${Math.floor(value.at / 1000)}^${shown}|${escape(formatInstant(value, locale, tz))}>`;
    }
  }
}

function formatInstant(
  value: { readonly token: 'day' | 'moment'; readonly at: Instant },
  locale: Locale,
  tz: string,
): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: tz,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(value.token === 'moment' ? { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } : {}),
  }).format(value.at);
}
