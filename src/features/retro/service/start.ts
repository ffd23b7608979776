/** Starting a retrospective: what was chosen is checked, who may ever see the cards is fixed, and the channel is told. */
import type { Work } from '../../../core/work.ts';
import { rowId, type RowId } from '../../../core/ids.ts';
import type { Channel, Person } from '../../../core/people.ts';
import type { Scope } from '../../../core/scope.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import { isNear, mostOpen, planOf, type WishRefusal, type Wishes } from '../domain/start.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import { localTime } from '../../../core/time/zone.ts';
import { isPlanned } from '../domain/project.ts';
import { mainPost } from '../posts.ts';
import { loadProject, projectNamed } from '../repository/project.ts';
import type { ProjectRow } from '../tables/project.ts';
import { holdProject } from './project.ts';
import { calendarOf, countOpen } from '../repository.ts';
import { retros, type RetroRow } from '../tables.ts';
import { scheduleEnd } from './ends.ts';
import { offerLessons } from './lessons.ts';
import { prepare } from './prepare.ts';
import { scheduleReminder } from './remind.ts';

/**
 * @param of the project it was started from; without one, the one of this channel under the same name, if there is
 * @returns the new retrospective, or what has to be chosen otherwise
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
  const open = await countOpen(scope, channel.channelId, plan.facilitator);
  if (open >= mostOpen) return { ...refuse('wishes'), refusals: [{ code: 'manyOpen', count: open }] };

  const channelSeal = plan.cardsFor === 'channel' ? await scope.seal() : null;
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
      ...(channelSeal === null ? {} : { channelAfter: channelSeal }),
    }),
    conversation_id: await scope.audience({ kind: 'conversation', channel: channel.channelId }),
    card_seal: await scope.seal(),
    added_seal: null,
    channel_seal: channelSeal,
    vote_seal: null,
    votes_counted: 0,
    worth_tenths: null,
    worth_count: null,
  };
  // Without an author: it is the channel's, and stays when whoever started it is erased.
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

/** Its day, if that is to come or was lately: one that is planned far ahead, or held again, looks back from today. */
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
