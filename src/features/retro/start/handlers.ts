/** The form that starts a retrospective: live changes, and submission. A refusal is shown at its field, and the input stays. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import {
  errors,
  type Interaction,
  nothing,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { onDay } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { linesOf } from '../collect/rows.ts';
import { ifMayStart } from '../session/answers.ts';
import { openStart } from '../session/commands.ts';
import { limitsOf } from '../session/rules.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import { columnLimits } from './formats.ts';
import { inviteesFrom, inviteesOf, type InviteesRefusal, startRetro, startViewOf } from './operations.ts';
import type { Invitees, Wishes, WishRefusal } from './rules.ts';
import {
  changeDefaults,
  renderStart,
  type StartFields,
  startHere,
  startModal,
  type StartView,
} from './screens.ts';

const start = onSubmit(
  startModal,
  async (interaction, { channel: id, project, ended, told }, fields): Promise<Reply> => {
    const may = mayBeginIn(interaction.person, await interaction.scope.channel(id));
    if (!may.ok)
      return errors({ about: wordsFor(interaction).plain(`begin.${may.code}`, { command: '/retro' }) });
    const channel = may.value;
    const invitees = await inviteesFrom(interaction.scope, fields, told);
    if (!invitees.ok) {
      return errors({ [fieldOf[invitees.code]]: wordsFor(interaction).plain(invitees.code) });
    }
    const wishes = wishesOf(fields, invitees.value, ended);
    const started = await startRetro(interaction, interaction.person, channel, wishes, project);
    if (started.ok) return nothing;
    const of = { project, ended };
    // A field's error is plain text, which cannot mention a person, so the form names them.
    for (const refusal of started.refusals) {
      if (refusal.code === 'peopleOutside')
        return drawn(interaction, channel, fields, { ...of, outside: refusal.people });
      if (refusal.code === 'crowdOutside') {
        const { people, left } = refusal;
        const now = { of: inviteesOf(fields), count: people.length };
        return drawn(interaction, channel, fields, { ...of, missing: { people, left }, told: now });
      }
    }
    const each = started.refusals.map((refusal) => wishError(interaction, refusal, fields));
    return errors(Object.assign({}, ...each) as Record<string, string>);
  },
  async (interaction, { channel: id, isFull, project, ended }, fields): Promise<Reply> => {
    const channel = await interaction.scope.channel(id);
    if (channel === null) return nothing;
    return drawn(interaction, channel, fields, { project, ended }, isFull === true);
  },
);

/** Without a list there is no field for it. */
const fieldOf: Readonly<Record<InviteesRefusal, 'who' | 'channels' | 'groups'>> = {
  'who.none': 'who',
  'who.groupsUnknown': 'who',
  'who.noGroups': 'who',
  'who.channelUnseen': 'channels',
  'who.groupGone': 'groups',
};

/** The form again, with its input. */
async function drawn(
  interaction: Interaction,
  channel: Channel,
  fields: StartFields,
  { project, ended, ...more }: Pick<StartView, 'project' | 'ended' | 'outside' | 'missing' | 'told'>,
  isFull = true,
): Promise<Reply> {
  const view = await startViewOf(interaction, channel, fields.about, { project, ended });
  const groups = fields.who === 'groups' ? await interaction.scope.userGroups() : null;
  return update(renderStart(wordsFor(interaction), { ...view, ...more, groups, chosen: fields }, isFull));
}

/** @param ended when it did, if the form does not ask */
function wishesOf(fields: StartFields, invitees: Invitees | null, ended: LocalDate | undefined): Wishes {
  const unlessUsual = <Choice extends string>(choice: Choice | 'usual' | null): Choice | null =>
    choice === 'usual' ? null : choice;
  return {
    ...fields,
    invitees,
    ended: fields.ended ?? ended ?? null,
    format: unlessUsual(fields.format),
    columns: linesOf(fields.columns),
    pace: unlessUsual(fields.pace),
    collect: unlessUsual(fields.collect),
    group: unlessUsual(fields.group),
    vote: unlessUsual(fields.vote),
    discuss: unlessUsual(fields.discuss),
    actions: unlessUsual(fields.actions),
  };
}

/** @param fields what was filled in */
function wishError(
  interaction: Interaction,
  refusal: WishRefusal,
  { about: { length }, who }: StartFields,
): Record<string, string> {
  const t = wordsFor(interaction);
  switch (refusal.code) {
    case 'aboutEmpty':
      return { about: t.plain('start.aboutEmpty') };
    case 'aboutLong':
      return { about: t.plain('start.aboutLong', { length, most: limitsOf.about }) };
    case 'endedFar':
      return { ended: t.plain('start.endedFar', { example: onDay(interaction.now) }) };
    case 'peopleOutside':
    case 'crowdOutside':
      // The form itself names them: see `start`.
      return {};
    case 'crowdEmpty':
      return { [who ?? 'who']: t.plain('who.nobody') };
    case 'columnsFew':
      return { columns: t.plain('columns.few') };
    case 'columnsMany':
      return { columns: t.plain('columns.many', { count: refusal.count, most: columnLimits.most }) };
    case 'columnsLong':
      return {
        columns: t.plain('columns.long', {
          column: shorten(refusal.column, 40),
          length: refusal.column.length,
          most: columnLimits.length,
        }),
      };
    case 'columnsTwice':
      return { columns: t.plain('columns.twice', { column: refusal.column }) };
    case 'projectOver':
      return { about: t.plain('start.projectOver') };
    case 'manyOpen':
      return { about: t.plain('start.manyOpen', { count: refusal.count }) };
    case 'facilitatorOutside':
      return { facilitator: t.plain('start.facilitatorOutside') };
  }
}

export async function change(
  interaction: Reading,
  { channel: id, ...of }: { channel: ChannelId } & Pick<StartView, 'project' | 'ended' | 'kind'>,
) {
  return ifMayStart(interaction, await interaction.scope.channel(id), async (channel) =>
    update(renderStart(wordsFor(interaction), await startViewOf(interaction, channel, '', of), true)),
  );
}

export const starting: FeaturePart = {
  shortcuts: [
    {
      callbackId: startHere,
      type: 'message',
      isForMembers: true,
      name: retroCopy.named('shortcut.name'),
      summary: retroCopy.named('shortcut.summary'),
      isReader: true,
      run: (interaction) => openStart(interaction, ''),
    },
  ],
  actions: [onReading(changeDefaults, change)],
  views: [start],
};
