/**
 * The contract: one practice as one value. `src/features.ts` lists them; the manifest, help, App Home, the database's guards, exports and
 * the README's table of commands are made from that list. Where two features meet, they meet here, and never know each other.
 */
import type { KnownBlock } from '@slack/types';
import type { SpecialRecords } from './export.ts';
import type { ChannelId } from './ids.ts';
import type { JobDefinition } from './job.ts';
import type { LessonShelf, LessonSource } from './lessons.ts';
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
import type { Person } from './people.ts';
import type { Drawing, PostDefinition } from './post.ts';
import type { Schedule } from './ritual.ts';
import type { ReadScope, Scope } from './scope.ts';
import type { AnyCopy } from './sentence.ts';
import type { AnyTable } from './tables.ts';
import type { AgendaItems, DigestItems } from './week.ts';

/** What a feature shows in a person's App Home: its own heading included. At most 20 blocks; page what is longer. */
export interface HomeSection {
  /** Lower comes first. What waits for the person: 10; their things: 20; the rest: 30. */
  readonly order: number;
  readonly build: (view: ReadScope, drawing: Drawing) => Promise<readonly KnownBlock[]>;
}

/** An admin can name a user group for a practice, in the settings of the workspace. */
export interface NamedGroup {
  /** The label of the input, and what being in the group means. */
  readonly label: Wording;
  readonly hint: Wording;
  /**
   * Somebody came into the group or left it, or another one is named: `scope.namedFor` says how it is. With that person's eyes, once or more
   * often; only of full members.
   */
  readonly changed: (context: NamedContext) => Promise<void>;
}

export interface NamedContext {
  readonly scope: Scope;
  readonly person: Person;
}

export interface Feature {
  /** The folder's name. Every id of the feature begins with it. */
  readonly name: string;
  /** What the practice is called where an admin switches it off and on: "Retrospectives". */
  readonly title: Wording;
  readonly copy: AnyCopy;
  /** In the order in which an export has them. */
  readonly tables: readonly AnyTable[];
  /** The records of those whose rows alone are not what there is to tell. */
  readonly records?: readonly SpecialRecords[];
  readonly commands?: readonly Command[];
  readonly shortcuts?: readonly Shortcut[];
  readonly actions?: readonly ActionListener[];
  readonly views?: readonly ViewListener[];
  readonly events?: readonly EventListener[];
  readonly posts?: readonly PostDefinition[];
  readonly jobs?: readonly JobDefinition[];
  /** What it does in a channel again and again, in the order in which they are offered. */
  readonly schedules?: readonly Schedule[];
  /** How many things people shared in a channel so far, as far as its own eyes see: some rituals are offered only then. */
  readonly sharedIn?: (view: ReadScope, channel: ChannelId) => Promise<number>;
  /** Whether something in the channel is to appear before others are asked to share; rituals that ask wait for it. */
  readonly comesFirst?: (view: ReadScope, channel: ChannelId) => Promise<boolean>;
  /** What it does with a user group that an admin names for it. */
  readonly named?: NamedGroup;
  readonly homeSection?: HomeSection;
  /** What it gives to a channel's digest. */
  readonly digestItems?: DigestItems;
  /** What it gives to a channel's agenda, before its team meets. */
  readonly agendaItems?: AgendaItems;
  /** What lessons can be made of. */
  readonly lessonSource?: LessonSource;
  /** Lessons that it keeps, for others to show. */
  readonly lessonShelf?: LessonShelf;
}

/** What the ids of Lore's own screens begin with; no practice is called that. */
export const systemName = 'lore';
export const systemCommand = `/${systemName}`;

/** The practice that an action, modal, shortcut, post, job or kind of rows belongs to: its name up to the first dot. */
export function practiceOf(name: string): string {
  return name.split('.', 1)[0] ?? '';
}

/** Some of Lore's own screens (`src/system.ts` lists them all). They are no practice: nobody turns them off, and help does not list them. */
export interface SystemFeature extends Pick<Feature, 'name' | 'posts'> {
  readonly commands?: readonly SystemCommand[];
  readonly actions?: readonly SystemAction[];
  readonly views?: readonly SystemView[];
}

/** What one subject of a practice brings to it. */
export type FeaturePart = Pick<
  Feature,
  'commands' | 'shortcuts' | 'actions' | 'views' | 'events' | 'posts' | 'jobs'
>;

/** Puts the subjects of a practice together. */
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
