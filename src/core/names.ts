/**
 * People's names in what leaves Lore. A sentence holds a mark for each person that it names (`nameOf`); the mark becomes the name where the sentence
 * leaves, in the transaction that made it. So no practice ever holds a name, and who stands in a message is known of each (`Ready.people`).
 */
import { concealed, namesConversations } from './conceal.ts';
import { isId, type UserId, userId } from './ids.ts';
import type { Locale } from './languages.ts';
import { saysDates, withDatesInNumbers, withPlainDates } from './plain-dates.ts';
import { nameMark } from './name-mark.ts';
import type { ReadScope } from './scope.ts';
import { sharedCopy } from './shared-copy.ts';
import { asTyped, clean, shorten } from './text.ts';

/** In characters. Slack takes 80, and a line of a message has room for less. */
const longest = 40;

/** A name as it is stored: one line, as it was typed. @returns `null` if nothing is left of it */
export function cleanName(typed: string): string | null {
  const name = clean(typed.replaceAll(/[\s\p{Cc}]+/gu, ' ')).trim();
  return name === '' ? null : shorten(name, longest);
}

const marks = /\0([mp])([^\0]*)\0/g;
const aMark = /^\0p([^\0]+)\0$/;
/** What is left of a mark in a text that was shortened. */
const cutMark = /\0[^\0]*$/;
const mentioned = /<@([A-Za-z0-9_.:-]+)>/g;

/** A text in which something else stands for each person that it names. */
export const withoutNames = (text: string, instead: string): string =>
  text.replaceAll(marks, instead).replace(cutMark, instead);

export interface NamesFor {
  readonly locale: Locale;
  /** IANA zone. */
  readonly tz: string;
  /** A channel, where a mention would ping. To one person alone a mention pings nobody and leads to a profile, so there it stands for a name. */
  readonly isChannel?: boolean;
  /** There, the Slack of somebody is in another language than the sentences. */
  readonly isMixed?: boolean;
  /** Somebody there must act, so a mention stays one. */
  readonly asks?: boolean;
}

export interface Ready<Drawn> {
  readonly ready: Drawn;
  /** Everybody who stands in it, by name or by mention. */
  readonly people: ReadonlySet<UserId>;
  /** What those of them who are known are called; `null` if only mentions are in it. */
  readonly names: ReadonlyMap<UserId, string> | null;
}

export const nothingReady: Ready<null> = { ready: null, people: new Set(), names: null };

/** What was rendered, with people's names and without the conversations that its reader may not see (`conceal.ts`). Everything that leaves Lore goes through here. */
export async function readied<Drawn>(
  view: Pick<ReadScope, 'visibleChannels' | 'names'>,
  drawn: Drawn,
  reader: NamesFor,
): Promise<Ready<Drawn>> {
  const isChannel = reader.isChannel === true;
  const dated = isChannel
    ? reader.isMixed === true
      ? withDatesInNumbers(drawn)
      : drawn
    : withPlainDates(drawn);
  const shown = await concealed(view, dated, reader);
  const people = new Set<UserId>();
  const isQuiet = isChannel && reader.asks !== true;
  const isMarked = collect(shown, people);
  if (!isMarked && !(isQuiet && people.size > 0)) return { ready: shown, people, names: null };
  const t = sharedCopy.in(reader.locale, reader.tz);
  const names = people.size === 0 ? new Map<UserId, string>() : await view.names([...people]);
  const put: Putting = {
    names,
    isChannel,
    isQuiet,
    somebody: t.plain('somebody'),
    somebodyWithin: t.plain('somebodyWithin'),
  };
  // The shape stays: a text replaces a text, and a piece of rich text another.
  return { ready: named(shown, put) as Drawn, people, names };
}

/** Whether what was rendered has to be read with its reader's access before it leaves. */
export const isUnready = (drawn: unknown): boolean =>
  namesConversations(drawn) || saysDates(drawn) || collect(drawn, new Set());

/** @returns whether there is a mark in it */
function collect(drawn: unknown, people: Set<UserId>): boolean {
  if (typeof drawn === 'string') {
    for (const [, id = ''] of drawn.matchAll(mentioned)) people.add(userId(id));
    for (const [, , id] of drawn.matchAll(marks)) if (isId(id)) people.add(userId(id));
    return drawn.includes('\0');
  }
  if (typeof drawn !== 'object' || drawn === null) return false;
  if ('type' in drawn && drawn.type === 'user' && 'user_id' in drawn && isId(drawn.user_id))
    people.add(userId(drawn.user_id));
  let isMarked = false;
  for (const value of Object.values(drawn)) isMarked = collect(value, people) || isMarked;
  return isMarked;
}

interface Putting {
  readonly names: ReadonlyMap<UserId, string>;
  readonly isChannel: boolean;
  /** A mention becomes a name. */
  readonly isQuiet: boolean;
  /** For somebody who is erased or unknown, where a sentence begins and elsewhere. */
  readonly somebody: string;
  readonly somebodyWithin: string;
}

function named(drawn: unknown, put: Putting, limitOf = noLimit): unknown {
  if (typeof drawn === 'string') return drawn.includes('\0') ? withNames(drawn, put, limitOf) : drawn;
  if (Array.isArray(drawn)) return drawn.map((one: unknown) => named(one, put));
  if (typeof drawn !== 'object' || drawn === null || drawn instanceof Map) return drawn;
  const type = 'type' in drawn ? drawn.type : undefined;
  if (type === 'user' && 'user_id' in drawn && put.isQuiet)
    return named({ type: 'text', text: nameMark(userId(String(drawn.user_id)), 'p') }, put);
  const isParsed = put.isQuiet && (type === 'mrkdwn' || type === undefined);
  if (type === 'text' && 'text' in drawn && !put.isChannel) {
    const user = aMark.exec(String(drawn.text))?.[1];
    if (user !== undefined) return { type: 'user', user_id: user };
  }
  const limit = type === 'mrkdwn' || type === 'plain_text' ? limits[type] : noLimit;
  return Object.fromEntries(
    Object.entries(drawn).map(([key, value]) => {
      if (key !== 'text') return [key, named(value, put)];
      const isMention = isParsed && typeof value === 'string';
      return [key, named(isMention ? value.replaceAll(mentioned, '\0m$1\0') : value, put, limit)];
    }),
  );
}

const noLimit = (_length: number): number => Infinity;

/** Slack's limits on texts. Which of them a text keeps with its marks, it keeps with the names. */
const limits = {
  mrkdwn: (length: number) => (length <= 3000 ? 3000 : Infinity),
  plain_text: (length: number) => [75, 150, 300, 2000, 3000].find((limit) => length <= limit) ?? Infinity,
};

function withNames(text: string, put: Putting, limitOf: (length: number) => number): string {
  const fill = (isTight: boolean): string =>
    text
      .replaceAll(marks, (mark, kind: string, id: string, offset: number) => {
        const user = isId(id) ? userId(id) : null;
        const known = user === null ? undefined : put.names.get(user);
        if (user !== null && kind === 'm' && !put.isChannel) return `<@${user}>`;
        const name = known ?? (begins(text.slice(0, offset)) ? put.somebody : put.somebodyWithin);
        const inKind = (one: string): string => (kind === 'm' ? asTyped(one) : one);
        if (!isTight || inKind(name).length <= mark.length) return inKind(name);
        const short = inKind(shorten(name, mark.length));
        return short.length <= mark.length ? short : '…';
      })
      .replace(cutMark, '…');
  const whole = fill(false);
  return whole.length <= limitOf(text.length) ? whole : fill(true);
}

/** Whether a sentence begins after this text. */
const begins = (before: string): boolean => /(?:^|[.!?\n])[\s*_•>–-]*$/.test(before);
