/** Beginning a review before the work: what it is of, whether it fits, and the form with one sentence. */
import type { Feature, FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, section } from '#core/kit/blocks.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, nothing, onReading, onSubmit, open, type Reading, type Reply, say } from '#core/listener.ts';
import { rowId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, onDay } from '#core/sentence.ts';
import { loadProject, plannedProjects, type ProjectRow } from '../plan/rows.ts';
import { isPlanned, isProjectName, isSameName, projectLimits } from '../plan/rules.ts';
import { tellSettled } from '../plan/settled.ts';
import { startProject } from '../plan/screens.ts';
import { ifMayStart, tell } from '../session/answers.ts';
import { calendarOf } from '../session/load.ts';
import { nameOfChannel, noonOf, wordsFor } from '../session/words.ts';
import { noProject, renderBegin } from './forms.ts';
import * as ids from './ids.ts';
import { begin } from './operations.ts';
import { beforeOf, type BeforeRow, beforesIn } from './rows.ts';
import { joinedAt, limitsOf, whoIsThere } from './rules.ts';

/** Opens the form. @param name `''`: the only project of the channel, or one of them that is chosen, or the channel itself */
export async function openBegin(
  interaction: Reading,
  channel: Channel,
  name: string,
  of?: ProjectRow,
): Promise<Reply> {
  const { scope, now } = interaction;
  const t = wordsFor(interaction);
  if (name.length > projectLimits.name)
    return say(messageOf(t.mrkdwn('help.longName', { length: name.length, most: projectLimits.name })));
  const planned = of === undefined ? await plannedProjects(scope, channel.channelId) : [of];
  const named = name === '' ? planned : planned.filter((one) => isSameName(one.name, name));
  const [only, ...more] = named;
  const project = more.length === 0 ? only : undefined;
  const known = project?.name ?? (name === '' && named.length === 0 ? nameOfChannel(channel) : name);
  const found = await beforeOf(scope, {
    channel: channel.channelId,
    project: project?.id ?? null,
    name: known,
  });
  if (found !== null && found.state !== 'over') return begun(interaction, found);
  if (project !== undefined && project.ends_at <= now) return endedAlready(interaction, project);
  const members = await scope.members(channel.channelId);
  const calendar = await calendarOf(scope, channel.channelId);
  const view = {
    channel: channel.channelId,
    project: project?.id,
    name: known,
    // With several, one whose time is over stays in the list: choosing it is answered.
    projects: more.length === 0 ? [] : named,
    channelName: nameOfChannel(channel),
    until: joinedAt(members, project?.ends_at ?? null, now, calendar),
    there: whoIsThere(members, now).length,
  };
  return open(renderBegin(t, view));
}

/** It is on already: where, and what can be added. */
async function begun(interaction: Reading, row: BeforeRow): Promise<Reply> {
  const t = wordsFor(interaction);
  const link = await interaction.scope.linkTo(ids.beforePost(row));
  const said = endedMessage({
    what: t.mrkdwn('before.begun', { name: row.name, at: atMoment(row.began_at) }),
    now: t.mrkdwn('before.begunStop'),
    place: link === null ? null : { link, text: t.plain('before.place') },
  });
  const label = row.state === 'open' ? t.plain('before.addFails') : t.plain('before.again');
  return say({
    ...said,
    blocks: [...said.blocks, actions([button(ids.predict, label, { before: row.id })])],
  });
}

/** Its time is over: looking back fits better. */
function endedAlready(interaction: Reading, project: ProjectRow): Reply {
  const t = wordsFor(interaction);
  const ends = onDay(noonOf(project.ends_on, t.tz));
  return say(
    messageOf(
      t.mrkdwn('before.endedProject', { name: project.name, ends }),
      actions([
        button(startProject, t.plain('project.start'), { project: project.id }, { style: 'primary' }),
      ]),
    ),
  );
}

/** From a plan, or the greeting of a project's channel. */
const beginHere = onReading(ids.beginBefore, async (interaction, { channel: id, project }) =>
  ifMayStart(interaction, await interaction.scope.channel(id), async (channel) => {
    if (project === undefined) return openBegin(interaction, channel, '');
    const row = await loadProject(interaction.scope, project);
    if (row === null) return tell(interaction, 'project.gone');
    return isPlanned(row.state)
      ? openBegin(interaction, channel, row.name, row)
      : tellSettled(interaction, row);
  }),
);

const submit = onSubmit(ids.beginModal, async (interaction, { channel: id, project, name }, fields) => {
  const { scope, person, now } = interaction;
  const t = wordsFor(interaction);
  const { intent } = fields;
  const may = mayBeginIn(person, await scope.channel(id));
  if (!may.ok) return errors({ intent: t.plain(`begin.${may.code}`, { command: '/retro' }) });
  if (intent === '') return errors({ intent: t.plain('before.intentEmpty') });
  if (intent.length > limitsOf.intent)
    return errors({ intent: t.plain('before.long', { length: intent.length, most: limitsOf.intent }) });
  const chosen = project ?? chosenIn(fields.project);
  const row = chosen === null ? null : await plannedIn(scope, may.value, chosen);
  if (chosen !== null && row === null) return errors({ intent: t.plain('project.over') });
  if (row !== null && row.ends_at <= now) {
    const ends = onDay(noonOf(row.ends_on, t.tz));
    return errors({ intent: t.plain('before.endedProject', { name: row.name, ends }) });
  }
  const known = row?.name ?? (name === '' ? nameOfChannel(may.value) : name);
  const found = await beforeOf(scope, { channel: id, project: row?.id ?? null, name: known });
  if (found !== null && found.state !== 'over') return errors({ intent: t.plain('before.begunMeanwhile') });
  await begin(interaction, person.userId, may.value, { name: known, intent, project: row });
  return nothing;
});

const chosenIn = (value: string | null): RowId | null =>
  value === null || value === noProject ? null : rowId(value);

async function plannedIn(read: ReadScope, { channelId }: Channel, id: RowId): Promise<ProjectRow | null> {
  const row = await loadProject(read, id);
  return row?.channel_id === channelId && isPlanned(row.state) ? row : null;
}

export const beginning: FeaturePart = { actions: [beginHere], views: [submit] };

/** In a project's channel, while no review has begun there. To full members, since they alone can begin one. */
export const greets: NonNullable<Feature['greets']> = async (read, channel, renderContext) => {
  const { viewer } = read;
  const person = viewer.kind === 'person' ? await read.person(viewer.userId) : null;
  if (person === null || !mayBeginIn(person, channel).ok || !isProjectName(channel.name)) return [];
  if ((await beforesIn(read, channel.channelId)).length > 0) return [];
  const t = wordsFor(renderContext);
  return [
    section(t.mrkdwn('before.greet')),
    actions([button(ids.beginBefore, t.plain('before.begin'), { channel: channel.channelId })]),
  ];
};
