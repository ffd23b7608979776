/** What the file of a lesson said of another installation: kept as words, where nobody and nothing here is meant, and said again when it leaves. Pure. */
import { isId, userId, type UserId } from '#core/ids.ts';
import type { LessonRecord, NamedThing } from '#core/lesson-record.ts';

/** Who and what of a file is known here. */
export interface Matched {
  readonly authors: readonly NamedThing[];
  readonly isWriter: boolean;
  readonly isChannel: boolean;
}

/** What is absent stands in the rows of the lesson. */
export interface Said extends Pick<
  LessonRecord,
  | 'standard'
  | 'source'
  | 'reach'
  | 'editedAt'
  | 'keptAt'
  | 'reviewedAt'
  | 'authors'
  | 'trials'
  | 'link'
  | 'joins'
  | 'uses'
  | 'history'
> {
  readonly writtenDownBy?: NamedThing | null;
  readonly channel?: NamedThing | null;
  /** The id, in files, of the lesson to read instead. */
  readonly instead: string | null;
}

export function saidOf(record: LessonRecord, { authors, isWriter, isChannel }: Matched): Said {
  const { standard, source, reach, editedAt, keptAt, reviewedAt, trials, link, joins, uses, history } =
    record;
  return {
    standard,
    source,
    reach,
    editedAt,
    keptAt,
    reviewedAt,
    authors: record.authors.filter((one) => !authors.includes(one)),
    ...(isWriter ? {} : { writtenDownBy: record.writtenDownBy }),
    ...(isChannel ? {} : { channel: record.channel }),
    trials,
    link,
    joins,
    uses,
    history,
    instead: record.retired?.instead ?? null,
  };
}

/** Those whom it names, by id, known here or not: what names somebody goes when they are erased. A name without an id is nobody's. */
export function peopleIn({ authors, writtenDownBy, trials, history }: Said): readonly UserId[] {
  const named = [
    ...authors,
    writtenDownBy ?? [],
    ...trials.flatMap(({ by }) => by),
    ...history.flatMap(({ by }) => by ?? []),
  ].flat();
  return [...new Set(named.flatMap(({ id }) => (id !== null && isId(id) ? userId(id) : [])))];
}

/** With no names but of these people. */
export function namingOnly(said: Said, people: readonly UserId[]): Said {
  const isOne = ({ id }: NamedThing) => people.some((one) => one === id);
  const orNull = (one: NamedThing | null) => (one !== null && isOne(one) ? one : null);
  const { writtenDownBy } = said;
  return {
    ...said,
    authors: said.authors.filter(isOne),
    ...(writtenDownBy === undefined ? {} : { writtenDownBy: orNull(writtenDownBy) }),
    trials: said.trials.map((trial) => ({ ...trial, by: trial.by.filter(isOne) })),
    history: said.history.map((change) => ({ ...change, by: orNull(change.by) })),
  };
}

const narrowest = ['people', 'conversation', 'workspace'] as const;

/** A lesson as this installation has it, with what its file said before it came. */
export function withSaid(here: LessonRecord, said: Said): LessonRecord {
  const reaches = [here.reach, said.reach];
  return {
    ...here,
    ...(said.writtenDownBy === undefined ? {} : { writtenDownBy: said.writtenDownBy }),
    ...(said.channel === undefined ? {} : { channel: said.channel }),
    source: said.source,
    // Here it may reach fewer than there.
    reach: narrowest.find((reach) => reaches.includes(reach)) ?? here.reach,
    editedAt: here.editedAt ?? said.editedAt,
    keptAt: said.keptAt,
    reviewedAt: here.reviewedAt ?? said.reviewedAt,
    authors: inOrder([...said.authors, ...here.authors]),
    effect: here.effect === 'advice' && said.trials.length > 0 ? 'tried' : here.effect,
    trials: [...said.trials, ...here.trials],
    // What it leads to may be unknown here.
    standard: here.standard?.at === said.standard?.at ? said.standard : here.standard,
    retired:
      here.retired === null ? null : { ...here.retired, instead: here.retired.instead ?? said.instead },
    link: here.link ?? said.link,
    joins: here.joins ?? said.joins,
    // How many projects applied it there and here is one number, which the lesson has.
    uses: sumOf(without(said.uses, 'applied'), here.uses),
    history: [...said.history, ...here.history],
  };
}

/** By name, then by id. */
export function inOrder(all: readonly NamedThing[]): readonly NamedThing[] {
  const key = ({ name, id }: NamedThing) => `${name ?? ''}\0${id ?? ''}`;
  return all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const without = (uses: LessonRecord['uses'], name: string): LessonRecord['uses'] =>
  Object.fromEntries(Object.entries(uses).filter(([one]) => one !== name));

function sumOf(a: LessonRecord['uses'], b: LessonRecord['uses']): LessonRecord['uses'] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
