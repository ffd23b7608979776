/** Projects that are planned while channels and people change, and who may learn of them. */
import { sql } from 'kysely';
import { day } from '../../../../src/core/clock.ts';
import { channelId, type RowId, rowId } from '../../../../src/core/ids.ts';
import { historyPages } from '../../../../src/features/retro/history/screens.ts';
import { changeProject, moveProject, planModal } from '../../../../src/features/retro/plan/screens.ts';
import { channelAt } from '../changes.ts';
import { channels } from '../generate.ts';
import { fact as heard, hearFacts } from '../../facts-here.ts';
import type { LeakCompany } from '../company.ts';
import type { ModelAudience } from '../model.ts';
import { isActive, isIn, isShared } from '../oracle.ts';
import { pressed, submitted, typed } from '../payloads.ts';
import type { RetroTeam } from './world.ts';

export interface ModelProject {
  readonly id: string;
  /** A token too. */
  readonly name: string;
  /** What was heard of it from a tool: a token too. `null`: it was not kept. */
  readonly fact: string | null;
  readonly conversation: ModelAudience;
}

/** The tokens in it. */
export const tokensOf = ({ name, fact }: ModelProject): string[] => [name, ...(fact === null ? [] : [fact])];

/** Somebody plans a project, if they may there. It ends soon enough to be asked about while the company is played. */
export async function plan(
  system: LeakCompany,
  team: RetroTeam,
  step: { readonly user: string; readonly channel: number },
  index: number,
): Promise<void> {
  const { id: channel, facts } = channelAt(team, step.channel % channels.length);
  const inside = [...team.people.keys()].filter(
    (user) =>
      team.people.get(user) === 'member' &&
      isActive(team, user) &&
      isIn(team, user, channel, system.clock.now()),
  );
  const by = inside.includes(step.user) ? step.user : (inside[0] ?? step.user);
  const name = `project${index}${team.id}`;
  const ends = new Date(system.clock.now() + 8 * day).toISOString().slice(0, 10);
  const fields = {
    name: { value: name },
    ends: { selected_date: ends },
    owner: { selected_user: by },
  };
  const metadata = { channel: channelId(channel) };
  await system.act(team.id, submitted(team.id, by, planModal, metadata, fields, `plan-${index}`));
  const { rows } = await sql<{ id: string }>`select id from retro_project
    where team_id = ${team.id} and name = ${name}`.execute(system.store.system);
  const [row] = rows;
  if (row === undefined) return;
  const fact = `fact${index}${team.id}`;
  const work = { store: system.store, team: team.id, now: system.clock.now(), newId: () => `${fact}-row` };
  await hearFacts(work, channel, rowId(row.id), [heard(fact, system.clock.now(), { title: fact })]);
  const { rows: kept } = await sql`select id from retro_fact
    where team_id = ${team.id} and title = ${fact}`.execute(system.store.system);
  team.projects.push({
    id: row.id,
    name,
    fact: kept.length === 0 ? null : fact,
    conversation: {
      id: `plan ${row.id}`,
      kind: 'conversation',
      people: [],
      after: null,
      channel,
      wasPrivate: facts.kind === 'private',
      wasShared: isShared(team, facts),
      sharings: facts.sharings,
    },
  });
}

/** The newest project of a channel whose retrospective can be started. */
export async function startable(
  system: LeakCompany,
  team: RetroTeam,
  channel: string,
): Promise<RowId | undefined> {
  const { rows } = await sql<{ id: string }>`select id from retro_project where team_id = ${team.id}
    and channel_id = ${channel} and state in ('planned', 'asked')`.execute(system.store.system);
  const id = team.projects.findLast((project) => rows.some((row) => row.id === project.id))?.id;
  return id === undefined ? undefined : rowId(id);
}

/** What a person is shown who opens everything of a project, whether or not its buttons were ever drawn for them. */
export async function openProject(
  system: LeakCompany,
  team: RetroTeam,
  user: string,
  { id }: ModelProject,
): Promise<unknown> {
  const press = async (payload: object) => (await system.act(team.id, payload)).reply;
  return [
    await press(pressed(team.id, user, changeProject, { project: rowId(id) })),
    await press(pressed(team.id, user, moveProject, { project: rowId(id) })),
  ];
}

/** The numbers of a channel, as a person is shown them who asks there, and its history, as whoever forges that they are there. */
export async function openHistory(
  system: LeakCompany,
  team: RetroTeam,
  user: string,
  channel: string,
): Promise<readonly unknown[]> {
  const press = async (payload: object) => (await system.act(team.id, payload)).reply;
  const value = { channel: channelId(channel), page: 0 };
  return [
    await press(typed(team.id, user, channel, '/retro', 'numbers')),
    await press(pressed(team.id, user, historyPages.on, value)),
  ];
}
