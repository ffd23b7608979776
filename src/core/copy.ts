/**
 * Formats the sentences of one catalogue (ICU MessageFormat). Values are escaped where Slack would parse them. The shared sentences
 * (save, cancel, page n of m) are in every catalogue.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { shared } from '../../locales/shared.ts';
import type { Piece } from './kit/blocks.ts';
import type { Locale } from './languages.ts';
import { nameMark } from './name-mark.ts';
import type { Catalogues, Copy, None, Recipient, TranslatorOf, Token, Value } from './sentence.ts';
import { asTyped, escape, type Mrkdwn } from './text.ts';
import { formatDay, formatInstant } from './time/format.ts';

/** How mrkdwn sets off a command or a heading. Plain text would show these signs. */
const marks = /[*`]/g;

/** @throws when a key is in no catalogue */
export function defineCopy<Sentences = Readonly<Record<string, None>>>(
  sentences: Catalogues<Sentences>,
): Copy<Sentences> {
  const parsed = new Map<string, IntlMessageFormat>();
  const parse = (locale: Locale, key: string, isPlain = false): IntlMessageFormat => {
    const id = `${isPlain ? 'plain ' : ''}${locale} ${key}`;
    let message = parsed.get(id);
    if (message === undefined) {
      const found = findSentence(sentences, locale, key) ?? findSentence(shared, locale, key);
      if (found === undefined) throw new Error(`no catalogue has the sentence ${key}`);
      const text = isPlain ? found.text.replaceAll(marks, '') : found.text;
      message = new IntlMessageFormat(text, found.locale, undefined, { ignoreTag: true });
      parsed.set(id, message);
    }
    return message;
  };
  const sayPlain = (locale: Locale, tz: string, key: string, values: Given = {}) =>
    String(
      parse(locale, key, true).format(mapValues(values, (value) => plainValue(value as Value, locale, tz))),
    );
  const say = (locale: Locale, tz: string) => ({
    language: locale,
    plain: (key: string, values: Given = {}) => sayPlain(locale, tz, key, values),
    modal: (title: string, submit?: string, close?: string) => ({
      title: sayPlain(locale, tz, title),
      ...(submit === undefined ? {} : { submit: sayPlain(locale, tz, submit) }),
      close: sayPlain(locale, tz, close ?? (submit === undefined ? 'close' : 'cancel')),
    }),
    labels: (label: string, more: Readonly<Record<string, string>> = {}) => ({
      label: sayPlain(locale, tz, label),
      ...mapValues(more, (key) => sayPlain(locale, tz, key)),
    }),
    confirm: (title: string, text: string, confirm: string, deny = 'cancel') => ({
      title: sayPlain(locale, tz, title),
      text: sayPlain(locale, tz, text),
      confirm: sayPlain(locale, tz, confirm),
      deny: sayPlain(locale, tz, deny),
    }),
    mrkdwn: (key: string, values: Given = {}) =>
      String(
        parse(locale, key).format(mapValues(values, (value) => mrkdwnValue(value as Value, locale, tz))),
      ) as Mrkdwn,
    pieces: (key: string, values: Given = {}) => {
      const named = mapValues(values, (value) =>
        typeof value === 'object' && 'token' in value ? pieceOf(value, locale, tz) : value,
      );
      const parts = parse(locale, key).formatToParts<Piece>(named);
      return parts.map(({ value }) => value);
    },
  });
  // A catalogue that nobody has begun to translate is English throughout, dates and the shared "Save" included.
  const sayIn = (locale: Locale, tz: string) => say(sentences[locale] === undefined ? 'en' : locale, tz);
  const sayTo = (to: Recipient) => sayIn(to.locale, 'tz' in to ? to.tz : to.person.tz);
  return {
    sentences,
    in: (locale, tz) => sayIn(locale, tz) as TranslatorOf<Sentences>,
    for: (to) => sayTo(to) as TranslatorOf<Sentences>,
    named: (key) => (locale) => sayIn(locale, 'UTC').plain(String(key)),
    titled: (key) => async (_view, _params, drawing) => sayTo(drawing).plain(String(key)),
    says: (key) => async (_view, _params, drawing) => sayTo(drawing).mrkdwn(String(key)),
  };
}

type Given = Readonly<Record<string, Value | Piece>>;

function findSentence(sentences: Catalogues<unknown>, locale: Locale, key: string) {
  const own = sentences[locale]?.[key];
  if (own !== undefined) return { text: own, locale };
  const english = sentences.en[key];
  return english === undefined ? undefined : { text: english, locale: 'en' as const };
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function pieceOf(value: Token, locale: Locale, tz: string): Piece {
  if (value.token === 'person') return { person: value.user };
  if (value.token === 'channel') return { channel: value.channel };
  if (value.token === 'name' && value.user !== null) return { name: value.user };
  return String(plainValue(value, locale, tz));
}

function plainValue(value: string | number | Token, locale: Locale, tz: string): string | number {
  if (typeof value !== 'object') return value;
  if (value.token === 'day') return formatInstant(value, locale, value.tz ?? tz);
  if (value.token === 'moment') return formatInstant(value, locale, tz);
  if (value.token === 'name') return nameMark(value.user, 'p');
  if (value.token === 'names') return listed(value.users, locale, (user) => nameMark(user, 'p'));
  throw new Error('a mention cannot stand in plain text');
}

const listed = <One>(users: readonly One[], locale: Locale, shown: (user: One) => string): string =>
  new Intl.ListFormat(locale).format(users.map(shown));

function mrkdwnValue(value: string | number | Token, locale: Locale, tz: string): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return asTyped(value);
  switch (value.token) {
    case 'person':
      return `<@${value.user}>`;
    case 'people':
      return listed(value.users, locale, (user) => `<@${user}>`);
    case 'name':
      return nameMark(value.user, 'm');
    case 'names':
      return listed(value.users, locale, (user) => nameMark(user, 'm'));
    case 'channel':
      return `<#${value.channel}>`;
    // The same day for every reader, so it is in the sentence's language.
    case 'day':
      return escape(formatDay(value.at, locale, value.tz ?? tz));
    // In a channel each reader reads their own time; to one person it becomes the words after the bar (`plain-dates.ts`).
    case 'moment': {
      const words = escape(formatInstant(value, locale, tz));
      return `<!date^${Math.floor(value.at / 1000)}^{date_short} {time}|${words}>`;
    }
  }
}
