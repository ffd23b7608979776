/** What happened since last time, from the facts of a project: what belongs together is one entry, whatever the order in which it was heard. Pure. */
import type { Instant } from '#core/clock.ts';
import type { Fact } from '#core/connector.ts';
import type { RowId } from '#core/ids.ts';
import { clean, shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';

export const factLimits = {
  key: 200,
  title: 200,
  link: 2_000,
  place: 200,
  /** How many sources one project follows. */
  sources: 10,
} as const;

/** A fact as it is kept. Of its source it keeps where it stands, and nobody's name. */
export type KeptFact = { readonly id: RowId } & Pick<
  Fact,
  'key' | 'kind' | 'at' | 'title' | 'link' | 'day' | 'place'
>;

/** What is known of a project's own end. */
export interface OwnDates {
  readonly name: string;
  /** The end that it was planned with. */
  readonly planned: LocalDate;
  /** The end that was planned last, and how often it moved. */
  readonly last: LocalDate;
  readonly moves: number;
  /** When it ended; `null`: nobody has said, or it has not. */
  readonly ended: LocalDate | null;
}

interface Entered {
  /** The fact that can be made a card; `null`: it is the project's own plan. */
  readonly fact: RowId | null;
  readonly at: Instant;
  readonly title: string;
  readonly link: string | null;
  readonly place: string | null;
}

export type Entry =
  | (Entered & { readonly kind: 'released' | 'added' | 'dropped' })
  /** `over`: `null`, it was not over yet; `isBegun`: its beginning is known. */
  | (Entered & { readonly kind: 'incident'; readonly over: Instant | null; readonly isBegun: boolean })
  | (Entered & {
      readonly kind: 'date';
      /** For when it was planned first, as far as that is known. */
      readonly planned: LocalDate | null;
      /** For when it was planned last. */
      readonly last: LocalDate | null;
      readonly moves: number;
      /** When it was met: an instant of a tool, or a day of the project's own. */
      readonly met: Instant | LocalDate | null;
    });

/** A stretch of time: after `since`, until `until` included. */
export interface Span {
  readonly since: Instant;
  readonly until: Instant;
}

/**
 * A fact as it is kept. What lies in the future is as late as it was heard: clocks differ, and a time that never comes would belong to no retrospective.
 * @returns `null`: it says nothing that can be told apart or shown
 */
export function keptOf(fact: Fact, now: Instant): Omit<KeptFact, 'id'> | null {
  const title = inOneLine(fact.title);
  if (title === '' || fact.key === '' || !Number.isSafeInteger(fact.at)) return null;
  const link = fact.link !== null && isSafe(fact.link) ? fact.link : null;
  return {
    key: fact.key.slice(0, factLimits.key),
    kind: fact.kind,
    at: Math.max(0, Math.min(fact.at, now)),
    title: shorten(title, factLimits.title),
    link,
    day: fact.day,
    place: shorten(inOneLine(fact.place), factLimits.place),
  };
}

export const inOneLine = (text: string): string =>
  clean(text)
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();

const isSafe = (link: string): boolean =>
  link.length <= factLimits.link && URL.parse(link)?.protocol === 'https:';

type Heard = Omit<KeptFact, 'id'>;

/** What takes turns: a day, and whether something is in the work. */
const turns = {
  moved: ['planned', 'moved'],
  added: ['added', 'dropped'],
  dropped: ['added', 'dropped'],
} as const;

/**
 * Those that say something new. Of the same key is the same thing, but that a date moved back to a day on which it was before, and that work came in again
 * that was taken out: these are told by what stood last.
 */
export function newAmong<One extends Heard>(
  heard: readonly One[],
  known: readonly KeptFact[],
): readonly One[] {
  const told = new Set(known.map(({ key }) => key));
  const found: One[] = [];
  for (const fact of heard.toSorted(byTime)) {
    if (!told.has(fact.key)) found.push(fact);
    else if (isTurn(fact, [...known, ...found])) found.push({ ...fact, key: keyOfTurn(fact) });
    told.add(fact.key);
  }
  return found;
}

function isTurn(fact: Heard, known: readonly Heard[]): boolean {
  if (fact.kind !== 'moved' && fact.kind !== 'added' && fact.kind !== 'dropped') return false;
  const kinds: readonly Fact['kind'][] = turns[fact.kind];
  const isSame = (one: Heard) =>
    fact.kind === 'moved' ? sameAs(one) === sameAs(fact) : thingIn(one) === thingIn(fact);
  const last = known
    .filter((one) => kinds.includes(one.kind) && isSame(one))
    .toSorted(byTime)
    .at(-1);
  if (last === undefined || last.at >= fact.at) return false;
  return fact.kind === 'moved' ? last.day !== fact.day : last.kind !== fact.kind;
}

const turned = /@\d+$/;

const keyOfTurn = ({ key, at }: Heard): string => `${key.slice(0, factLimits.key - 20)}@${at}`;

/** Connectors say in a key whether it came in or was taken out. */
const thingIn = ({ key }: Heard): string => key.replace(/(^|:)(added|dropped):/, '$1').replace(turned, '');

/**
 * A tool that is asked says for when a thing is planned now, and not when that changed. So a second day is a move that nobody told of, as late as it was
 * heard.
 * @param known what is kept already
 */
export function asMoved<One extends Heard>(fact: One, known: readonly KeptFact[], now: Instant): One {
  const isMoved =
    fact.kind === 'planned' &&
    known.some((one) => one.kind === 'planned' && sameAs(one) === sameAs(fact) && one.day !== fact.day);
  return isMoved ? { ...fact, kind: 'moved', at: now } : fact;
}

/** What is about the same thing: the same address there, or else the same name in the same place. */
const sameAs = ({ link, place, title }: Heard): string =>
  link === null ? `${place}\n${title}` : `${place}\n\n${link}`;

const byTime = (a: Heard, b: Heard): number => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * What happened in a span, by time. What began before it and ended in it is there, with its beginning.
 * @param facts all that are known, in any order
 */
export function entriesOf(facts: readonly KeptFact[], { since, until }: Span): readonly Entry[] {
  const past = facts.filter(({ at }) => at <= until).toSorted(byTime);
  const isNew = (those: readonly KeptFact[]) => those.some(({ at }) => at > since);
  const single = past
    .filter(({ kind }) => kind === 'released' || kind === 'added' || kind === 'dropped')
    .filter((fact) => isNew([fact]))
    .map((fact): Entry => ({ ...entered(fact), kind: fact.kind as 'released' | 'added' | 'dropped' }));
  const groups = (...kinds: readonly Fact['kind'][]) => [
    ...Map.groupBy(
      past.filter(({ kind }) => kinds.includes(kind)),
      sameAs,
    ).values(),
  ];
  const incidents = groups('incident', 'resolved').flatMap(incidentsIn).filter(isNew).map(incidentOf);
  const dates = groups('planned', 'moved', 'met').filter(isNew).map(dateOf);
  return [...single, ...incidents, ...dates].toSorted((a, b) => a.at - b.at || compare(a.title, b.title));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const entered = ({ id, at, title, link, place }: KeptFact): Entered => ({ fact: id, at, title, link, place });

/** What was open again is another incident. */
function incidentsIn(facts: readonly KeptFact[]): KeptFact[][] {
  const found: KeptFact[][] = [];
  for (const fact of facts) {
    const last = found.at(-1);
    const goesOn = last !== undefined && last.at(-1)?.kind !== 'resolved';
    // Said twice to be over, or to have begun, it is still one.
    const isRepeated = last?.at(-1)?.kind === 'resolved' && fact.kind === 'resolved';
    if (goesOn || isRepeated) last.push(fact);
    else found.push([fact]);
  }
  return found;
}

function incidentOf(facts: readonly KeptFact[]): Entry {
  const [first] = facts as [KeptFact, ...KeptFact[]];
  const isBegun = first.kind === 'incident';
  const over = facts.find(({ kind }) => kind === 'resolved')?.at ?? null;
  return { ...entered(first), title: lastTitle(facts), kind: 'incident', over, isBegun };
}

function dateOf(facts: readonly KeptFact[]): Entry {
  const last = facts.at(-1) as KeptFact;
  const days = facts.flatMap(({ day }) => day ?? []);
  return {
    ...entered(last),
    kind: 'date',
    planned: days[0] ?? null,
    last: days.at(-1) ?? null,
    // Each day that differs from the one before is one move, in whichever words it was told.
    moves: days.filter((day, at) => at > 0 && day !== days[at - 1]).length,
    met: last.kind === 'met' ? last.at : null,
  };
}

const lastTitle = (facts: readonly KeptFact[]): string => facts.at(-1)?.title ?? '';

/** The project's own plan among what happened. @param at when it stands there: when it ended, or is to end */
export const ownEntry = ({ name, planned, last, moves, ended }: OwnDates, at: Instant): Entry => ({
  ...{ kind: 'date', fact: null, at, title: name, link: null, place: null },
  ...{ planned, last, moves, met: ended },
});

/** How many stand in a message. */
export const mostShown = 12;

const importance: Readonly<Record<Entry['kind'], number>> = {
  incident: 0,
  date: 1,
  released: 2,
  added: 3,
  dropped: 3,
};

/**
 * Those that a message shows, by time: the project's own plan, then incidents before dates before releases before what came in or was taken out, and of
 * these the latest.
 */
export function shownOf(entries: readonly Entry[], most = mostShown): readonly Entry[] {
  const weight = (entry: Entry) => (entry.fact === null ? -1 : importance[entry.kind]);
  const chosen = new Set(entries.toSorted((a, b) => weight(a) - weight(b) || b.at - a.at).slice(0, most));
  return entries.filter((entry) => chosen.has(entry));
}
