/**
 * What Lore knows of a tool in which teams work: facts come in from it, and actions go out to it. Of each tool one connector is all that is known; practices
 * know facts and issues, and no tool. Nothing here holds a number about a person, and no name.
 */
import type { Instant } from './clock.ts';
import type { RowId } from './ids.ts';
import { type LocalDate, startOfDate } from './time/date.ts';

/** Stored, so never rename one that has landed. */
export const connectorNames = ['github', 'jira', 'webhook'] as const;
export type ConnectorName = (typeof connectorNames)[number];

/** A connection of a workspace to one tool, made by an admin. Its id is 128 random bits. */
export type ConnectionId = string & { readonly connection: unique symbol };

/** What a project has as its own there: a repository (`owner/name`), a Jira project (`KEY`), either with a label; of a webhook, a word that its sender gives. */
export interface Source {
  /** In the tool's own words and its own capitals. */
  readonly place: string;
  /** Only what has it; `null`: all. */
  readonly label: string | null;
}

/** Stored, so never rename one that has landed. */
export const factKinds = [
  'released',
  'incident',
  'resolved',
  'planned',
  'moved',
  'met',
  'added',
  'dropped',
] as const;

/**
 * One thing that happened: a release; an incident, and its end; a date that was planned, that moved, that was met; something that came into the work, or
 * was taken out. Names nobody.
 */
export interface Fact {
  /** The same for the same thing, however often and in which way it is read; tells one event of a tool from another. At most 200 characters. */
  readonly key: string;
  readonly kind: (typeof factKinds)[number];
  /** When it happened there, which may be long before it was read, and in another order. */
  readonly at: Instant;
  /** In one line, as it is called there; untrusted. At most 200 characters. */
  readonly title: string;
  /** Where it stands there: https. */
  readonly link: string | null;
  /** A day that it names: of `planned`, `moved` and `met`, for when. */
  readonly day: LocalDate | null;
  /** The place and labels in which it is, to match a `Source`. */
  readonly place: string;
  readonly labels: readonly string[];
}

/** Names in tools are the same in small and capital letters. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whether a fact is of a source. */
export function isOf({ place, label }: Source, fact: Pick<Fact, 'place' | 'labels'>): boolean {
  return isSame(place, fact.place) && (label === null || fact.labels.some((one) => isSame(one, label)));
}

/** Whether it is of interest to who looks at what happened since then: what was planned before, too, for a day that comes. */
export const isSince = ({ at, kind, day }: Fact, since: Instant): boolean =>
  at >= since || (kind === 'planned' && day !== null && startOfDate(day) >= since);

/** Who can read an issue there. */
export type IssueAudience = 'private' | 'public' | 'unknown';

/** Ours, in the issue of a row: finds it again, also after the database was put back. */
export const issueKey = (of: RowId): string => `lore-${of}`;

export interface NewIssue {
  /** `issueKey`: the tool puts it into the issue. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Their account there; `null`: unassigned. */
  readonly assignee: string | null;
}

export interface Issue {
  /** Its own name there: `#12`, `OPS-7`. */
  readonly id: string;
  readonly link: string;
}

/** What a tool refused, for people to read about. Anything else counts as an outage, after which it is tried again. */
export const refusals = ['revoked', 'forbidden', 'gone', 'moved', 'readOnly', 'invalid'] as const;
export type Refusal = (typeof refusals)[number];

/** A call's answer: done; refused for a reason that trying again does not change; wait (ms); or nobody knows whether it took effect. */
export type Outcome<Done> =
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'unknown' };

/** What issues need of a tool. */
export interface IssueTracker {
  /** @returns `done: null`: there is no such place */
  readonly audienceOf: (place: string) => Promise<Outcome<IssueAudience | null>>;
  readonly create: (place: string, issue: NewIssue) => Promise<Outcome<Issue>>;
  /** An issue of ours, found by its key. @returns `done: null`: it is not there */
  readonly findByKey: (place: string, key: string) => Promise<Outcome<Issue | null>>;
  readonly stateOf: (place: string, id: string) => Promise<Outcome<'open' | 'closed' | 'gone'>>;
  /** @param called what a person calls themself there @returns their account, if it can be assigned issues; `done: null`: nobody is called so */
  readonly accountOf: (place: string, called: string) => Promise<Outcome<string | null>>;
}

/** One page of what happened. */
export interface FactPage {
  readonly facts: readonly Fact[];
  /** To go on from; the same as before, if nothing is new. */
  readonly cursor: string;
  readonly isMore: boolean;
}

/** A signed event that arrived. */
export interface Inbound {
  /** In small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it arrived: signatures are over bytes. */
  readonly body: Buffer;
}

export type Verified =
  | {
      readonly kind: 'heard';
      readonly facts: readonly Fact[];
      /** The issues of which something changed there: who keeps one asks how it stands. */
      readonly touched: readonly { readonly place: string; readonly id: string }[];
      /** What happened does not stand in the event: what is followed is asked for again (`since`). */
      readonly isToAsk: boolean;
    }
  /** Not signed with a secret of this connection, or too old; the sender reads only that. */
  | { readonly kind: 'refused' };

/** What a connection can read there. */
export interface Reads {
  readonly count: number;
  /** The first of them by name, at most ten. */
  readonly places: readonly string[];
}

/** A tool, for one connection: made where something is asked of it, with its secrets. */
export interface Connector {
  /** @param secret with which it has to be signed. How old it may be is told by the wall clock, whatever clock the rest follows */
  readonly verify: (inbound: Inbound, secret: string) => Promise<Verified>;
  /** What it can read there, to see that it is let in; `null`: this tool cannot be asked (a webhook). */
  readonly check: (() => Promise<Outcome<Reads>>) | null;
  /** What happened in a place, from a cursor that it gave, or from an instant; `null`: this tool cannot be asked. */
  readonly since: ((source: Source, from: string | Instant) => Promise<Outcome<FactPage>>) | null;
  /** `null`: it keeps no issues. */
  readonly issues: IssueTracker | null;
}
