/**
 * The contract: a practice is one value. `src/features.ts` lists them, and the manifest, help, App Home, the database's guards, exports and
 * the README's table of commands follow from that list. Features meet only here; none knows another.
 */
import type { KnownBlock } from '@slack/types';
import type { Acts } from './acts.ts';
import type { Climate } from './climate.ts';
import type { Instant } from './clock.ts';
import type { CalendarDates } from './dates.ts';
import type { CountsDevelopment } from './development.ts';
import type { Documents } from './document.ts';
import type { EvidenceItems } from './evidence.ts';
import type { SpecialRecords } from './export.ts';
import type { FindsHandedOn } from './handed-on.ts';
import type { Hears } from './happening.ts';
import type { HearsConnected } from './heard.ts';
import type { ChannelId, UserId } from './ids.ts';
import type { JobDefinition } from './job.ts';
import type { LessonLibrary, LessonSeeds, LessonSource } from './lessons.ts';
import type {
  ActionListener,
  Command,
  EventListener,
  Shortcut,
  SystemAction,
  SystemCommand,
  SystemView,
  ViewListener,
  Wording,
} from './listener.ts';
import type { Channel, Person } from './people.ts';
import type { RenderContext, PostDefinition } from './post.ts';
import type { PostRef } from './post-ref.ts';
import type { HearsPractised } from './practised.ts';
import type { Schedule } from './schedule.ts';
import type { ReadScope, Scope } from './scope.ts';
import type { AnyCopy } from './sentence.ts';
import type { FinishedWork, OnSubject } from './subject.ts';
import type { AnyTable } from './tables.ts';
import type { FindsToLearn } from './to-learn.ts';
import type { AgendaItems, DigestItems } from './week.ts';
import type { WroteThings } from './wrote.ts';

/** What a feature shows in a person's App Home, heading included. At most 20 blocks; page what is longer. */
export interface HomeSection {
  /** Lower comes first: 10 for what waits for the person, 20 for what is theirs, 30 for the rest. */
  readonly order: number;
  readonly build: (read: ReadScope, renderContext: RenderContext) => Promise<readonly KnownBlock[]>;
}

/** A user group that an admin can name for a practice, in the workspace's settings. */
export interface NamedGroup {
  /** The input's label: what being in the group means. */
  readonly label: Wording;
  readonly hint: Wording;
  /**
   * Called when a full member joined or left the group, or another group was named; `scope.namedFor` says what holds. Runs with that
   * person's access, and may run more than once.
   */
  readonly changed: (context: NamedContext) => Promise<void>;
}

export interface NamedContext {
  readonly scope: Scope;
  readonly person: Person;
}

/** A table in a page of the docs that is made from what the code says, so that both say the same. */
export interface PageTable {
  /** From the root of the project. */
  readonly path: string;
  /** It stands between `<!-- marker -->` and `<!-- /marker -->`. */
  readonly marker: string;
  readonly table: () => string;
}

export interface Feature {
  /** The folder's name. Every id of the feature begins with it. */
  readonly name: string;
  /** What the practice is called where an admin turns it off and on: "Retrospectives". */
  readonly title: Wording;
  /**
   * It is off until an admin turns it on, for the workspace or for channels that choose it. Off means absent: from help, Home, the manifest and every
   * offer. Every practice has this but the first six, which are on from the start.
   */
  readonly startsOff?: {
    /** What an admin, or a channel, reads before: what it will do, where, how often, who sees what, and what is stored. */
    readonly does: Wording;
  };
  readonly copy: AnyCopy;
  /** In the order of an export. */
  readonly tables: readonly AnyTable[];
  /** Records that are more than a table's rows. */
  readonly records?: readonly SpecialRecords[];
  readonly commands?: readonly Command[];
  readonly shortcuts?: readonly Shortcut[];
  readonly actions?: readonly ActionListener[];
  readonly views?: readonly ViewListener[];
  readonly events?: readonly EventListener[];
  readonly posts?: readonly PostDefinition[];
  readonly jobs?: readonly JobDefinition[];
  /** What recurs in a channel, in the order in which it is offered. */
  readonly schedules?: readonly Schedule[];
  /**
   * The threads of the first things that people shared in a channel, the oldest first, as far as the channel can see. Some rituals are offered only
   * after a few, and there. `most`: how many are needed.
   */
  readonly sharedIn?: (read: ReadScope, channel: ChannelId, most: number) => Promise<readonly PostRef[]>;
  /** Whether what a channel’s people do goes on elsewhere, or nowhere, by now: no ritual is offered there any more. */
  readonly movedOn?: (read: ReadScope, channel: ChannelId, now: Instant) => Promise<boolean>;
  /** Whether something should appear in the channel before people are asked to share. Rituals that ask wait for it. */
  readonly comesFirst?: (read: ReadScope, channel: ChannelId) => Promise<boolean>;
  /**
   * What it has to say in the greeting of a channel, to the person who invited Lore there: at most two blocks, and no primary button. Read with their
   * access, where the practice is on.
   */
  readonly greets?: (
    read: ReadScope,
    channel: Channel,
    renderContext: RenderContext,
  ) => Promise<readonly KnownBlock[]>;
  /** Whether the viewer was invited to lead here: in turns that others take, they come last. */
  readonly leads?: (read: ReadScope) => Promise<boolean>;
  /** Hears what happened in a channel, whichever practice reports it (`report`). */
  readonly hears?: Hears;
  /** What it does with the user group that an admin names for it. */
  readonly named?: NamedGroup;
  readonly homeSection?: HomeSection;
  /** Its items for a channel's digest. */
  readonly digestItems?: DigestItems;
  /** Its items for the agenda of a team's meeting. */
  readonly agendaItems?: AgendaItems;
  /** What lessons can be made of. */
  readonly lessonSource?: LessonSource;
  /** What one person wrote, each of which can become a lesson. */
  readonly lessonSeeds?: LessonSeeds;
  /** The lessons that it keeps, for others to show. */
  readonly lessonLibrary?: LessonLibrary;
  /** What it has on a subject that a channel meets about. */
  readonly onSubject?: OnSubject;
  /** What people wrote with it where their name stands, but for lessons. */
  readonly wrote?: WroteThings;
  /** Work that is over and that its team could present. */
  readonly finished?: FinishedWork;
  /** Its final dates, for calendars. */
  readonly dates?: CalendarDates;
  /** What a person did with it for others' learning, for that person alone. */
  readonly evidence?: EvidenceItems;
  /** What was done with it in a channel, for the indicators of learning. */
  readonly acts?: Acts;
  /** How safe it is to learn in the workspace, for the indicators of learning. */
  readonly climate?: Climate;
  /** How many people develop with it, for the indicators of learning. */
  readonly development?: CountsDevelopment;
  /** Hears what people did in their work that others learn on purpose (`tellPractised`). */
  readonly practised?: HearsPractised;
  /** Where somebody can learn what they want to. */
  readonly toLearn?: FindsToLearn;
  /** What a team goes on with, for who leads it from now on. */
  readonly handedOn?: FindsHandedOn;
  /** Hears what came of the sources that its rows follow, and of the issues that it had made. */
  readonly connected?: HearsConnected;
  /** What can be read of it beyond Slack. */
  readonly documents?: Documents;
  /** Who stands for learning where a channel's people are: what they wrote is shown first there. */
  readonly sponsors?: (read: ReadScope, channel: ChannelId) => Promise<ReadonlySet<UserId>>;
  /** The table of its page in the docs. */
  readonly pageTable?: PageTable;
}

/** The prefix of the ids of Lore's own screens; no practice has this name. */
export const systemName = 'lore';
export const systemCommand = `/${systemName}`;

/** The practice of an action, modal, shortcut, post, job or kind of rows: its name up to the first dot. */
export function practiceOf(name: string): string {
  return name.split('.', 1)[0] ?? '';
}

/** The names of those that start turned off. */
export const startingOff = (features: readonly Pick<Feature, 'name' | 'startsOff'>[]): ReadonlySet<string> =>
  new Set(features.flatMap(({ name, startsOff }) => (startsOff === undefined ? [] : [name])));

/** Some of Lore's own screens (`src/system.ts` lists them all). They are not a practice: nobody can turn them off, and help does not list them. */
export interface SystemFeature extends Pick<Feature, 'name' | 'posts'> {
  readonly commands?: readonly SystemCommand[];
  readonly actions?: readonly SystemAction[];
  readonly views?: readonly SystemView[];
}

/** What one subject adds to its practice. */
export type FeaturePart = Pick<
  Feature,
  'commands' | 'shortcuts' | 'actions' | 'views' | 'events' | 'posts' | 'jobs'
>;

/** Joins the subjects of a practice. */
export function joinParts(parts: readonly FeaturePart[]): Required<FeaturePart> {
  return {
    commands: parts.flatMap(({ commands = [] }) => commands),
    shortcuts: parts.flatMap(({ shortcuts = [] }) => shortcuts),
    actions: parts.flatMap(({ actions = [] }) => actions),
    views: parts.flatMap(({ views = [] }) => views),
    events: parts.flatMap(({ events = [] }) => events),
    posts: parts.flatMap(({ posts = [] }) => posts),
    jobs: parts.flatMap(({ jobs = [] }) => jobs),
  };
}
