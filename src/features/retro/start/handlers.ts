/** Starting a retrospective: the choices are validated, who may ever see the cards is fixed, and the channel is told. A refused form stays filled in. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { wordsIn } from '#core/message-words.ts';
import { shorten } from '#core/text.ts';
import {
  errors,
  type Interaction,
  nothing,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf } from '#core/sentence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { linesOf } from '../collect/rows.ts';

import { answerOffer } from '../reflect/operations.ts';
import { loadOffer } from '../reflect/rows.ts';
import { endProject } from '../plan/operations.ts';
import { loadProject, projectNamed, type ProjectRow } from '../plan/rows.ts';
import { isPlanned } from '../plan/rules.ts';
import { ifMayStart } from '../session/answers.ts';
import { calendarOf, type Loaded } from '../session/load.ts';
import { endOf } from '../session/lengths.ts';
import { openRetrosIn } from '../session/rows.ts';
import { limitsOf } from '../session/rules.ts';
import { nameOfChannel, retroCopy, wordsFor } from '../session/words.ts';
import * as formats from './formats.ts';
import { begin } from './operations.ts';
import { type Invitees, isNear, mostOpen, planOf, type Refused, usualParticipants } from './rules.ts';
import * as screens from './screens.ts';

const refused = (field: string, key: formats.FieldError['key'], values = {}): Refused => ({
  errors: [{ field, key, values }],
});

/**
 * @param of the project it was started from; without one, the channel's project of the same name, if there is one
 * @returns what must be chosen otherwise; `null`: it has started
 */
async function startRetro(
  work: Interaction,
  channel: Channel,
  fields: screens.StartFields,
  of: Pick<screens.StartView, 'project' | 'ended' | 'reflection' | 'told'>,
): Promise<Refused | null> {
  const { scope, now, person: starter } = work;
  const offer = of.reflection === undefined ? null : await loadOffer(scope, of.reflection);
  // Two had the form open: one of them has begun.
  if (offer?.state === 'taken')
    return refused('about', 'reflect.taken', { what: offer.what, by: nameOf(offer.decided_by) });
  const invitees = await inviteesFrom(scope, fields, of.told);
  if (invitees !== null && 'errors' in invitees) return invitees;
  const members = await scope.members(channel.channelId);
  const project = await projectFor(scope, channel, fields.about, of.project);
  if (of.project !== undefined && project === null) return refused('about', 'start.projectOver');
  const ended = fields.ended ?? of.ended ?? endIn(project, localTime(now, channel.tz).date);
  const calendar = await calendarOf(scope, channel.channelId);
  const wishes = { ...fields, invitees, ended, columns: linesOf(fields.columns) };
  const { plan, refused: wrong } = planOf(wishes, starter.userId, members, now, calendar);
  if (wrong !== null) return wrong;
  const open = await openRetrosIn(scope, channel.channelId);
  const count = open.filter((row) => row.facilitator_id === plan.facilitator).length;
  if (count >= mostOpen) return refused('about', 'start.manyOpen', { count });
  await begin(work, channel, plan, { members, calendar, project, round: null });
  if (project !== null) await endProject(work, project, starter.userId, 'held');
  if (of.reflection !== undefined) await answerOffer(work, of.reflection, starter.userId, 'taken');
  return null;
}

/** Its end, if upcoming or recent: one planned far ahead, or held again, looks back from today. */
function endIn(project: ProjectRow | null, today: LocalDate): LocalDate | null {
  if (project === null || !isPlanned(project.state)) return null;
  return isNear(project.ends_on, today) ? project.ends_on : null;
}

async function projectFor(read: ReadScope, { channelId }: Channel, about: string, of: RowId | undefined) {
  if (of === undefined) return projectNamed(read, channelId, about);
  const project = await loadProject(read, of);
  return project?.channel_id === channelId && isPlanned(project.state) ? project : null;
}

type Chosen = Pick<screens.StartFields, 'who' | 'channels' | 'groups'>;

/** The choice, as one text. */
const inviteesOf = ({ who, channels, groups }: Chosen): string =>
  `${who ?? 'people'} ${[...(who === 'channels' ? channels : groups)].toSorted().join(' ')}`;

/** @param told what the person was told about an earlier choice: about this one, if it is unchanged @returns `null`: people chosen by hand */
async function inviteesFrom(
  read: ReadScope,
  chosen: Chosen,
  told: screens.StartView['told'],
): Promise<Invitees | Refused | null> {
  const mayMiss = told?.of === inviteesOf(chosen) ? told.count : 0;
  if (chosen.who === 'channels') {
    // Without a list there is no field for it.
    if (chosen.channels.length === 0) return refused('who', 'who.none');
    const lists = [];
    for (const channel of chosen.channels) lists.push(await read.members(channel));
    // The viewer is in it themselves, so an empty list is one that they may not see, or that is unknown.
    if (lists.some(({ length }) => length === 0)) return refused('channels', 'who.channelUnseen');
    // Each person once, whichever channels they are in.
    const people = new Map(lists.flat().map((person) => [person.userId, person]));
    return { people: [...people.values()], mayMiss };
  }
  if (chosen.who !== 'groups') return null;
  const known = await read.userGroups();
  if (known === null) return refused('who', 'who.groupsUnknown');
  if (known.length === 0) return refused('who', 'who.noGroups');
  if (chosen.groups.length === 0) return refused('who', 'who.none');
  if (chosen.groups.some((group) => known.every(({ groupId }) => groupId !== group)))
    return refused('groups', 'who.groupGone');
  return { people: await read.inUserGroups(chosen.groups), mayMiss };
}

/** The form's initial content. @param about its name; where it is empty, the channel's @param of its project, and when that ended or will */
export async function startViewOf(
  { scope, person, now }: Reading,
  channel: Channel,
  about: string,
  of: Pick<screens.StartView, 'project' | 'ended' | 'reflection' | 'kind'> = {},
): Promise<screens.StartView> {
  const members = await scope.members(channel.channelId);
  const calendar = await calendarOf(scope, channel.channelId);
  return {
    channel: channel.channelId,
    about: about === '' ? nameOfChannel(channel) : about,
    people: usualParticipants(members, endOf(formats.lengthsFor('project', 'async').collect, now, calendar)),
    facilitator: person.userId,
    today: localTime(now, channel.tz).date,
    ...of,
  };
}

/** The same choices again. The person who opens the form facilitates, unless they choose otherwise. */
export async function startViewLike(
  interaction: Interaction,
  channel: Channel,
  { row, retro }: Loaded,
): Promise<screens.StartView> {
  const { about, kind, format, pace } = row;
  const defaults = formats.kindDefaults[kind];
  const usual = formats.lengthsFor(kind, pace);
  const lengths = formats.chosenPhases.map((phase) => [
    phase,
    retro.lengths[phase] === usual[phase] ? 'usual' : retro.lengths[phase],
  ]);
  return {
    ...(await startViewOf(interaction, channel, about)),
    chosen: {
      about,
      kind,
      ended: null,
      format: format === defaults.format ? 'usual' : format,
      columns: formats.ownColumnsOf(row).join('\n'),
      pace: pace === defaults.pace ? 'usual' : pace,
      ...(Object.fromEntries(lengths) as Pick<screens.StartFields, formats.ChosenPhase>),
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

/** Opens the form that starts one in this channel. @param about `''`: named after the channel */
export const openStart = (interaction: Reading, about: string, kind?: formats.Kind): Promise<Reply> =>
  ifMayStart(interaction, interaction.channel, async (channel) =>
    open(
      screens.renderStart(wordsFor(interaction), await startViewOf(interaction, channel, about, { kind })),
    ),
  );

/** A message's first line, as the name of a retrospective. */
const titled = (words: string): string => shorten(words.trim().split('\n', 1)[0] ?? '', limitsOf.about);

/** The form again, with its input. */
async function drawn(
  interaction: Interaction,
  channel: Channel,
  fields: screens.StartFields,
  { project, ended, reflection, ...more }: Partial<screens.StartView>,
  isFull = true,
): Promise<Reply> {
  const view = await startViewOf(interaction, channel, fields.about, { project, ended, reflection });
  const groups = fields.who === 'groups' ? await interaction.scope.userGroups() : null;
  const all = { ...view, ...more, groups, chosen: fields };
  return update(screens.renderStart(wordsFor(interaction), all, isFull));
}

const start = onSubmit(
  screens.startModal,
  async (interaction, { channel: id, ...of }, fields): Promise<Reply> => {
    const t = wordsFor(interaction);
    const may = mayBeginIn(interaction.person, await interaction.scope.channel(id));
    if (!may.ok) return errors({ about: t.plain(`begin.${may.code}`, { command: '/retro' }) });
    const why = await startRetro(interaction, may.value, fields, of);
    if (why === null) return nothing;
    const { outside, missing } = why;
    if (outside === undefined && missing === undefined)
      return errors(
        Object.fromEntries(why.errors.map(({ field, key, values }) => [field, t.plain(key, values)])),
      );
    // A field's error is plain text, which cannot mention a person, so the form names them.
    const told = missing && { of: inviteesOf(fields), count: missing.people.length };
    return drawn(interaction, may.value, fields, { ...of, outside, missing, told });
  },
  async (interaction, { channel: id, isFull, told: _told, ...of }, fields): Promise<Reply> => {
    const channel = await interaction.scope.channel(id);
    if (channel === null) return nothing;
    return drawn(interaction, channel, fields, of, isFull === true);
  },
);

const change = onReading(screens.changeDefaults, async (interaction, { channel: id, ...of }) =>
  ifMayStart(interaction, await interaction.scope.channel(id), async (channel) => {
    const view = await startViewOf(interaction, channel, '', of);
    return update(screens.renderStart(wordsFor(interaction), view, true));
  }),
);

export const starting: FeaturePart = {
  shortcuts: [
    {
      callbackId: screens.startHere,
      type: 'message',
      isForMembers: true,
      name: retroCopy.named('shortcut.name'),
      summary: retroCopy.named('shortcut.summary'),
      isReader: true,
      run: (interaction) => openStart(interaction, ''),
    },
    {
      callbackId: screens.reflectHere,
      type: 'message',
      isForMembers: true,
      name: retroCopy.named('reflect.shortcut.name'),
      summary: retroCopy.named('reflect.shortcut.summary'),
      isReader: true,
      run: async (interaction, message) => {
        // Another person's words are theirs: only the kind is proposed.
        const isOwn = message?.author === interaction.person.userId;
        const words = isOwn ? await wordsIn(interaction, message.text, interaction.channel) : '';
        return openStart(interaction, titled(words), 'reflection');
      },
    },
  ],
  actions: [change],
  views: [start],
};
