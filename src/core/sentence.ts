/** The types of sentences and their values; the sentences themselves are in `locales`. */
import type { Instant } from './clock.ts';
import type { ChannelId, UserId } from './ids.ts';
import type { Confirmation } from './kit/action.ts';
import type { Piece } from './kit/blocks.ts';
import type { Labels } from './kit/modal.ts';
import type { Locale } from './languages.ts';
import type { Mrkdwn } from './text.ts';

/** A value that is written for its readers: a mention, a link to a channel, a date. */
export type Token =
  | { readonly token: 'person'; readonly user: UserId }
  /** "Ann, Ben, and Cat". */
  | { readonly token: 'people'; readonly users: readonly UserId[] }
  | { readonly token: 'name'; readonly user: UserId | null }
  | { readonly token: 'names'; readonly users: readonly (UserId | null)[] }
  | { readonly token: 'channel'; readonly channel: ChannelId }
  /** `day`: "26 November", the same for every reader; `moment`: "26 November at 17:30", in a channel in each reader's zone. */
  | { readonly token: 'moment'; readonly at: Instant }
  | { readonly token: 'day'; readonly at: Instant; readonly tz?: string };

/** Pings the person in a channel: for who must act (`definePost`, `asks`), and where only one person reads. */
export const mention = (user: UserId): Token => ({ token: 'person', user });
export const mentions = (users: readonly UserId[]): Token => ({ token: 'people', users });
/** The person's name as text in a channel, and wherever text is plain; elsewhere a mention. `null`, and who is erased: "someone". */
export const nameOf = (user: UserId | null): Token => ({ token: 'name', user });
export const namesOf = (users: readonly (UserId | null)[]): Token => ({ token: 'names', users });
export const channelLink = (channel: ChannelId): Token => ({ token: 'channel', channel });
/** @param tz of a day that was chosen there: who reads it elsewhere reads the same day. Absent: the zone of what it stands in */
export const onDay = (at: Instant, tz?: string): Token => ({
  token: 'day',
  at,
  ...(tz === undefined ? {} : { tz }),
});
export const atMoment = (at: Instant): Token => ({ token: 'moment', at });

export type Value = string | number | Token;
export type Values = Readonly<Record<string, Value>>;

/** A sentence that takes no value. */
export type None = null;

/** Whether `Key` is a single key. */
type IsOne<Key> = [Key] extends [
  (Key extends unknown ? (one: Key) => void : never) extends (all: infer All) => void ? All : never,
]
  ? true
  : false;

/**
 * The values of a sentence: for a single key exactly what it takes, perhaps nothing; for one of several keys, whatever any of them may take.
 */
type Given<Sentences, Key extends keyof Sentences, Widened = never> =
  IsOne<Key> extends true
    ? keyof Sentences[Key] extends never
      ? []
      : [values: { readonly [Name in keyof Sentences[Key]]: Sentences[Key][Name] | Widened }]
    : [values?: Readonly<Record<string, Value | Widened>>];

/** The keys of the sentences that take no value. */
export type FixedKey<Sentences> = {
  [Key in keyof Sentences]: keyof Sentences[Key] extends never ? Key : never;
}[keyof Sentences];

/** Sentences in one language and zone. @typeParam Sentences what each takes, by key: made from the English catalogue */
export interface TranslatorOf<Sentences> {
  /** What its sentences are in: English, where its catalogue is not translated. What another catalogue says among them is asked for in it. */
  readonly language: Locale;
  /** For `plain_text` and the errors of fields: without the sentence's `*` and backticks, which Slack would show. Mentions throw; names may stand there. */
  plain<Key extends keyof Sentences>(key: Key, ...values: Given<Sentences, Key>): string;
  /** For mrkdwn and a message's `text`: `*bold*` in the sentence is kept, and values look as they were typed. */
  mrkdwn<Key extends keyof Sentences>(key: Key, ...values: Given<Sentences, Key>): Mrkdwn;
  /** For rich text, in which Slack parses nothing: what people wrote looks as typed, `*` and `_` included. */
  pieces<Key extends keyof Sentences>(key: Key, ...values: Given<Sentences, Key, Piece>): Piece[];
  /** What a modal is called, and its buttons: a form is submitted or cancelled, unless `close` says otherwise; what has no `submit` is closed. */
  modal(title: FixedKey<Sentences>, submit?: FixedKey<Sentences>, close?: FixedKey<Sentences>): ModalWords;
  /** What a field is called, with what stands under it and in it. */
  labels(
    label: FixedKey<Sentences>,
    more?: { readonly hint?: FixedKey<Sentences>; readonly placeholder?: FixedKey<Sentences> },
  ): Labels;
  /** What is asked before a button does something: it is confirmed or cancelled, unless `deny` says otherwise. */
  confirm(
    title: FixedKey<Sentences>,
    text: FixedKey<Sentences>,
    confirm: FixedKey<Sentences>,
    deny?: FixedKey<Sentences>,
  ): Confirmation;
}

export interface ModalWords {
  readonly title: string;
  readonly submit?: string;
  readonly close: string;
}

/** Who a sentence is for, a reader or the person who acted, with their language and IANA zone. */
export type Recipient =
  | { readonly locale: Locale; readonly tz: string }
  | { readonly locale: Locale; readonly person: { readonly tz: string } };

export interface Copy<Sentences> {
  /** Its own, without the shared ones. */
  readonly sentences: Catalogues<Sentences>;
  /** @param tz IANA zone in which plain text tells times */
  in(locale: Locale, tz: string): TranslatorOf<Sentences>;
  for(recipient: Recipient): TranslatorOf<Sentences>;
  /** What a practice, a command or a ritual is called, in any language. */
  named(key: FixedKey<Sentences>): (locale: Locale) => string;
  /** What a post or a job is, where that is the same of all of its kind: a `Title`. */
  titled(key: FixedKey<Sentences>): (view: unknown, params: unknown, drawing: Recipient) => Promise<string>;
  /** What a post says once it is over, where that is one sentence: an `Over`. */
  says(key: FixedKey<Sentences>): (view: unknown, params: unknown, drawing: Recipient) => Promise<Mrkdwn>;
}

/** Sentences by language and key, in ICU MessageFormat. English stands in where another language lacks one. */
export interface Catalogues<Sentences> extends Readonly<
  Partial<Record<Locale, Readonly<Record<string, string>>>>
> {
  readonly en: Readonly<Record<string, string>>;
  /** Only for the compiler: the values of each sentence. */
  readonly takes?: Sentences;
}

/** The sentences of any part, whose keys are known only at run time. */
// oxlint-disable-next-line typescript/no-explicit-any -- the list of all parts forgets their sentences
export type AnyCopy = Copy<any>;
