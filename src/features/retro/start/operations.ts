/** Starting a retrospective: the choices are validated, who may ever see the cards is fixed, and the channel is told. */
import { type RowId, rowId } from '#core/ids.ts';
import type { Interaction, Reading } from '#core/listener.ts';
import type { Channel, Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { offerLessons, prepare } from '../lessons/operations.ts';
import { holdProject } from '../plan/operations.ts';
import { loadProject, projectNamed, type ProjectRow } from '../plan/project.ts';
import { isPlanned } from '../plan/rules.ts';
import { mainPost } from '../session/ids.ts';
import { calendarOf, type Loaded } from '../session/load.ts';
import { scheduleEnd, scheduleReminder } from '../session/operations.ts';
import { endOf } from '../session/phases.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import {
  kindDefaults,
  type Length,
  lengthsFor,
  ownColumnsOf,
  type TimedPhase,
  timedPhases,
} from './formats.ts';
import {
  type Invitees,
  isNear,
  mostOpen,
  planOf,
  usualParticipants,
  type Wishes,
  type WishRefusal,
} from './rules.ts';
import type { StartFields, StartView, Told } from './screens.ts';

/**
 * @param of the project it was started from; without one, the channel's project of the same name, if there is one
 * @returns the new retrospective, or what must be chosen otherwise
 */
export async function startRetro(
  work: Work,
  starter: Person,
  channel: Channel,
  wishes: Wishes,
  of?: RowId,
): Promise<Result<RowId, 'wishes'> & { readonly refusals: readonly WishRefusal[] }> {
  const { scope, now } = work;
  const members = await scope.members(channel.channelId);
  const project = await projectFor(scope, channel, wishes.about, of);
  if (of !== undefined && project === null)
    return { ...refuse('wishes'), refusals: [{ code: 'projectOver' }] };
  const ended = wishes.ended ?? endIn(project, localTime(now, channel.tz).date);
  const calendar = await calendarOf(scope, channel.channelId);
  const { plan, refusals } = planOf({ ...wishes, ended }, starter.userId, members, now, calendar);
  if (refusals.length > 0) return { ...refuse('wishes'), refusals };
  const theirs = { channel_id: channel.channelId, facilitator_id: plan.facilitator };
  const open = await findRows(scope.from(retros).where('it.phase', 'in', timedPhases), theirs);
  if (open.length >= mostOpen)
    return { ...refuse('wishes'), refusals: [{ code: 'manyOpen', count: open.length }] };

  const channelEmbargo = plan.cardsFor === 'channel' ? await scope.embargo() : null;
  const row: RetroRow = {
    id: rowId(work.newId()),
    channel_id: channel.channelId,
    project_id: project?.id ?? null,
    about: plan.about,
    kind: plan.kind,
    pace: plan.pace,
    format: plan.format,
    own_columns: plan.columns === null ? null : JSON.stringify(plan.columns),
    names: plan.names,
    cards_for: plan.cardsFor,
    phase: 'collect',
    facilitator_id: plan.facilitator,
    facilitator_seen_at: now,
    ends_at: plan.endsAt,
    ended_at: null,
    ended_how: null,
    ended_by: null,
    is_reopened: 0,
    opening: 0,
    lengths: JSON.stringify(plan.lengths),
    happened_until: plan.happenedUntil,
    invited: plan.participants.length,
    was_private: channel.kind === 'private' ? 1 : 0,
    was_shared: channel.isShared ? 1 : 0,
    participants_id: await scope.audience({
      kind: 'people',
      channel: channel.channelId,
      people: plan.participants,
      ...(channelEmbargo === null ? {} : { channelAfter: channelEmbargo }),
    }),
    conversation_id: await scope.audience({ kind: 'conversation', channel: channel.channelId }),
    card_seal: await scope.embargo(),
    added_seal: null,
    channel_seal: channelEmbargo,
    vote_seal: null,
    votes_counted: 0,
    worth_tenths: null,
    worth_count: null,
  };
  // Without an author: it is the channel's, and survives the erasure of the person who started it.
  await scope.insert(retros, row, { audience: row.conversation_id, by: [], names: 'shown' });
  await scope.publish(mainPost(row));
  await prepare(scope, row);
  await offerLessons(work, row);
  if (project !== null) await holdProject(work, project, starter.userId);
  await scheduleEnd(scope, row, plan.endsAt);
  for (const person of members.filter(({ userId }) => plan.participants.includes(userId))) {
    await scheduleReminder(work, row, person);
    await scope.refreshHome(person.userId);
  }
  return { ...ok(row.id), refusals: [] };
}

/** Its end, if upcoming or recent: one planned far ahead, or held again, looks back from today. */
function endIn(project: ProjectRow | null, today: LocalDate): LocalDate | null {
  if (project === null || !isPlanned(project.state)) return null;
  return isNear(project.ends_on, today) ? project.ends_on : null;
}

async function projectFor(
  scope: Scope,
  { channelId }: Channel,
  about: string,
  of: RowId | undefined,
): Promise<ProjectRow | null> {
  if (of === undefined) return projectNamed(scope, channelId, about);
  const project = await loadProject(scope, of);
  return project?.channel_id === channelId && isPlanned(project.state) ? project : null;
}

/** The form's initial content. The person who opens it facilitates, unless they choose otherwise. */
export async function startViewLike(
  interaction: Interaction,
  channel: Channel,
  { row, retro }: Loaded,
): Promise<StartView> {
  const view = await startViewOf(interaction, channel, row.about);
  const defaults = kindDefaults[row.kind];
  const usual = lengthsFor(row.kind, row.pace);
  const lengthOf = (phase: TimedPhase): Length | 'usual' =>
    retro.lengths[phase] === usual[phase] ? 'usual' : retro.lengths[phase];
  return {
    ...view,
    chosen: {
      about: row.about,
      kind: row.kind,
      ended: null,
      format: row.format === defaults.format ? 'usual' : row.format,
      columns: ownColumnsOf(row).join('\n'),
      pace: row.pace === defaults.pace ? 'usual' : row.pace,
      collect: lengthOf('collect'),
      group: lengthOf('group'),
      vote: lengthOf('vote'),
      discuss: lengthOf('discuss'),
      actions: lengthOf('actions'),
      names: row.names,
      cardsFor: row.cards_for,
      who: 'people',
      channels: [],
      groups: [],
      // An empty list asks everyone in the channel.
      people: retro.participants,
      facilitator: interaction.person.userId,
    },
  };
}

/** Each has a sentence of that name. */
export type InviteesRefusal =
  'who.none' | 'who.channelUnseen' | 'who.groupsUnknown' | 'who.noGroups' | 'who.groupGone';

type Chosen = Pick<StartFields, 'who' | 'channels' | 'groups'>;

/** The choice, as one text. */
export function inviteesOf({ who, channels, groups }: Chosen): string {
  return `${who ?? 'people'} ${[...(who === 'channels' ? channels : groups)].toSorted().join(' ')}`;
}

/** @param told what the person was told about an earlier choice: about this one, if it is unchanged @returns `null`: people chosen by hand */
export async function inviteesFrom(
  read: ReadScope,
  chosen: Chosen,
  told: Told | undefined,
): Promise<Result<Invitees | null, InviteesRefusal>> {
  const mayMiss = told?.of === inviteesOf(chosen) ? told.count : 0;
  switch (chosen.who) {
    case 'channels': {
      if (chosen.channels.length === 0) return refuse('who.none');
      const lists = [];
      for (const channel of chosen.channels) lists.push(await read.members(channel));
      // The viewer is in it themselves, so an empty list is one that they may not see, or that is unknown.
      if (lists.some(({ length }) => length === 0)) return refuse('who.channelUnseen');
      return ok({ people: everybodyIn(lists.flat()), mayMiss });
    }
    case 'groups': {
      const known = await read.userGroups();
      if (known === null) return refuse('who.groupsUnknown');
      if (known.length === 0) return refuse('who.noGroups');
      if (chosen.groups.length === 0) return refuse('who.none');
      if (chosen.groups.some((group) => known.every(({ groupId }) => groupId !== group)))
        return refuse('who.groupGone');
      return ok({ people: await read.inUserGroups(chosen.groups), mayMiss });
    }
    case 'people':
    case null:
      return ok(null);
  }
}

/** Each person once, whichever channels they are in. */
function everybodyIn(people: Invitees['people']): Invitees['people'] {
  return [...new Map(people.map((person) => [person.userId, person])).values()];
}

/** The start form's initial content. @param about its name; without one, the channel's @param of its project, and when that ended or will */
export async function startViewOf(
  { scope, person, now }: Reading,
  channel: Channel,
  about = '',
  of: Pick<StartView, 'project' | 'ended' | 'kind'> = {},
): Promise<StartView> {
  const members = await scope.members(channel.channelId);
  const calendar = await calendarOf(scope, channel.channelId);
  return {
    channel: channel.channelId,
    about: about === '' ? channel.name.replaceAll(/[-_]+/g, ' ') : about,
    people: usualParticipants(members, endOf(lengthsFor('project', 'async').collect, now, calendar)),
    facilitator: person.userId,
    today: localTime(now, channel.tz).date,
    ...of,
  };
}
