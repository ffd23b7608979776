/** Lessons that people of a random company write by hand, some with a link to a message; beside the test's own picture of whom lesson and link may reach. */
import { sql } from 'kysely';
import { channelId, rowId } from '../../../src/core/ids.ts';
import { addModal, type AddOf } from '../../../src/features/lessons/adding/ids.ts';
import { audienceOf } from './audience.ts';
import { channelAt } from './changes.ts';
import type { LessonWorld, ModelLesson } from './lessons.ts';
import { rowOf } from './lessons.ts';
import type { ModelRow } from './model.ts';
import { isActive, isIn, isShared, maySee } from './oracle.ts';
import { submitted } from './payloads.ts';

export interface AddStep {
  readonly do: 'add';
  readonly channel: number;
  /** The how-manieth of those who are in it; `null`: `user`, wherever they are. */
  readonly insider: number | null;
  readonly user: string;
  readonly chosen: 'workspace' | 'conversation';
  readonly hasAsked: boolean;
  /** The channel of the message that it leads to. */
  readonly leads: number | null;
  /** The how-manieth of all lessons it is to be told together with, whether the person may see that or not; `null`: none. */
  readonly joins: number | null;
}

/** A link that a lesson has, for those who may see where it leads. */
export interface ModelLink extends ModelRow {
  readonly lesson: ModelLesson;
}

export async function add(world: LessonWorld, one: AddStep, index: number): Promise<void> {
  const { system, team } = world;
  const now = system.clock.now();
  const { id: where } = channelAt(team, one.channel);
  const inside = [...team.people.keys()].filter((who) => isActive(team, who) && isIn(team, who, where, now));
  const who =
    one.insider === null ? one.user : (inside[one.insider % Math.max(inside.length, 1)] ?? one.user);
  const token = `added${index}word`;
  const linkToken = `p1link${index}word`;
  const leads = one.leads === null ? null : channelAt(team, one.leads);
  const joins =
    one.joins === null ? undefined : world.lessons.at(one.joins % Math.max(world.lessons.length, 1));
  const under = joins === undefined ? null : firstOf(world, joins, who, now);
  const fields = {
    title: { value: token },
    happened: { value: 'x' },
    useWhen: { value: 'x' },
    reach: { selected_option: { value: one.chosen } },
  };
  const metadata: AddOf = {
    draft: rowId('add:here'),
    channel: channelId(where),
    wide: one.hasAsked,
    ...(leads === null ? {} : { link: `https://lindgrove.slack.com/archives/${leads.id}/${linkToken}` }),
    ...(joins === undefined ? {} : { joins: rowId(joins.id) }),
  };
  const wide = audienceOf(team, where, who, one.chosen, one.hasAsked);
  const { reply } = await system.act(
    team.id,
    submitted(team.id, who, addModal, metadata, fields, `add-${index}`),
  );
  // What looks the same is shown before it is saved: of what they may see, and nothing else.
  const shown = new Set(JSON.stringify(reply).split(/[^A-Za-z0-9]+/));
  for (const lesson of world.lessons)
    if (shown.has(lesson.token)) {
      const isKept = lesson.state === 'kept';
      if (!isKept || !maySee(team, rowOf(lesson, now), { kind: 'person', id: who }, now))
        world.odd.push(`${who}, who writes one, is shown ${lesson.token}`);
    }
  if (reply.kind === 'update' && reply.modal.callbackId === addModal.callbackId)
    await system.act(
      team.id,
      submitted(
        team.id,
        who,
        addModal,
        addModal.metadata.parse(reply.modal.metadata),
        fields,
        `again-${index}`,
      ),
    );
  const { rows } = await sql<{ id: string }>`select id from lesson where title = ${token}`.execute(
    system.store.system,
  );
  const [row] = rows;
  if (row === undefined) return;
  const held = {
    id: row.id,
    rows: [],
    facilitator: who,
    names: 'shown',
    seen: wide,
    isSeenByChannel: true,
    endedAt: now,
  } as const;
  const lesson: ModelLesson = {
    id: row.id,
    token,
    held,
    wide,
    isWider: false,
    reach: wide.kind === 'workspace' ? 'workspace' : 'conversation',
    authors: [who],
    until: now,
    writtenAt: now,
    agreed: new Set([who]),
    goes: null,
    state: 'kept',
    under,
  };
  world.held.push(held);
  world.lessons.push(lesson);
  if (leads === null) return;
  const isPublic = leads.facts.kind === 'public';
  world.links.push({
    id: linkToken,
    token: linkToken,
    lesson,
    embargo: null,
    by: [],
    names: 'shown',
    audience: {
      id: '',
      kind: isPublic ? 'workspace' : 'conversation',
      channel: leads.id,
      people: [],
      after: null,
      wasPrivate: leads.facts.kind === 'private',
      wasShared: isShared(team, leads.facts),
      sharings: leads.facts.sharings,
    },
  });
}

/** The lesson under which one that joins this goes, as far as its writer sees. */
function firstOf({ team }: LessonWorld, joins: ModelLesson, who: string, now: number): ModelLesson | null {
  const sees = (one: ModelLesson) => maySee(team, rowOf(one, now), { kind: 'person', id: who }, now);
  if (joins.state !== 'kept' || !sees(joins)) return null;
  const { under } = joins;
  return under != null && under.state === 'kept' && sees(under) ? under : joins;
}

/** What is too much or too little of the links in what a person reads. @param read all lessons, as they are drawn for them */
export function lookAtLinks({ system, team, links }: LessonWorld, who: string, read: unknown): string[] {
  const now = system.clock.now();
  const words = new Set(JSON.stringify(read ?? null).split(/[^A-Za-z0-9]+/));
  const viewer = { kind: 'person', id: who } as const;
  return links.flatMap((link) => {
    const mayRead = link.lesson.state === 'kept' && maySee(team, rowOf(link.lesson, now), viewer, now);
    const may = mayRead && maySee(team, link, viewer, now);
    return words.has(link.token) === may
      ? []
      : [`${who}, one by one, is ${may ? 'not shown' : 'shown'} ${link.token}`];
  });
}
