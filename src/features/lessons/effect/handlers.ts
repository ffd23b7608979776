/** What people press to say what has come of a lesson. Permission is checked on the press, from what the store shows the person. */
import type { Button } from '@slack/types';
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import { standardFrom } from '#core/kit/standard-fields.ts';
import {
  type ActionListener,
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  update,
  type ViewListener,
} from '#core/listener.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { thanksButtons } from '#core/thanks.ts';
import { lessonsCopy } from '../copy.ts';
import { openedLesson } from '../opened.ts';
import { type Lesson, lessonRow, loadLesson, withOwn } from '../read.ts';
import { type LessonRow, lessons } from '../rows.ts';
import { told } from '../screens.ts';
import { renderRetire, renderStandard, renderTry } from './forms.ts';
import * as ids from './ids.ts';
import { changing } from './opened.ts';
import * as operations from './operations.ts';
import { removable, trialRow } from './read.ts';
import { type Change, limitsOf, type Refusal, whyNot } from './rules.ts';

/** Why not, to the person alone. */
const refused = (interaction: Reading, why: Refusal): Reply => told(interaction, `refused.${why}`);

/** The lesson as it is now, on its page. */
async function shown(interaction: Reading, id: RowId, thanks: readonly Button[] = []): Promise<Reply> {
  const modal = await openedLesson(interaction, id, thanks);
  return modal === null ? told(interaction, 'refused.gone') : update(modal);
}

/** A lesson that the person may change so. @param also a refusal that is none here */
export async function may<Work extends Reading>(
  interaction: Work,
  id: RowId,
  change: Change,
  then: (lesson: Lesson) => Promise<Reply>,
  also?: Refusal,
): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return told(interaction, 'refused.gone');
  const why = whyNot(change, await changing(interaction, theirs));
  return why === null || why === also ? then(theirs.lesson) : refused(interaction, why);
}

/** Does it, and shows the lesson as it is then. */
const doing =
  (change: Change, operation: (interaction: Interaction, lesson: Lesson) => Promise<void>) =>
  (interaction: Interaction, { lesson: id }: { readonly lesson: RowId }): Promise<Reply> =>
    may(interaction, id, change, async (lesson) => {
      await operation(interaction, lesson);
      return shown(interaction, id);
    });

/** How many lessons are offered to be read instead. */
const mostOthers = 98;

/** The form in which a person says why a lesson does not hold. */
export async function askWhy(interaction: Reading, row: LessonRow): Promise<ReturnType<typeof renderRetire>> {
  const { scope } = interaction;
  const newest = scope.from(lessons).where('it.id', '!=', row.id).limit(mostOthers);
  const others = await findRows(newest, { state: 'kept', retired_at: null }, '-kept_at', 'id');
  const isNear = ({ channel_id: channel }: LessonRow) => (channel === row.channel_id ? 0 : 1);
  return renderRetire(
    lessonsCopy.for(interaction),
    row,
    others.toSorted((a, b) => isNear(a) - isNear(b)),
  );
}

const actions: readonly ActionListener[] = [
  onAction(ids.tryLesson, (interaction, { lesson: id, channel }) =>
    may(interaction, id, 'try', async ({ row }) => {
      await operations.countUse(interaction, row);
      const here = channel === undefined ? null : await interaction.scope.channel(channel);
      return update(renderTry(lessonsCopy.for(interaction), row, here?.channelId ?? null));
    }),
  ),
  onAction(ids.dropTrial, async (interaction, { trial: id }) => {
    const { scope, person, now } = interaction;
    const trial = await trialRow(scope, id);
    const lesson = trial === null ? null : await loadLesson(scope, trial.lesson_id, now);
    if (lesson?.state !== 'kept') return told(interaction, 'refused.gone');
    const theirs = await removable(scope, lesson.outcomes.trials);
    if (!theirs.some((one) => one.id === id)) return told(interaction, 'refused.notTrial');
    await operations.takeBackTrial(interaction, lesson, id, person.userId);
    return shown(interaction, lesson.row.id);
  }),
  onReading(ids.sayStandard, (interaction, { lesson: id }) =>
    may(interaction, id, 'standard', async ({ row, outcomes }) => {
      const link = outcomes.standard?.link ?? '';
      return update(renderStandard(lessonsCopy.for(interaction), { ...row, standard_link: link }));
    }),
  ),
  onAction(
    ids.dropStandard,
    doing('noStandard', (interaction, lesson) =>
      operations.takeBackStandard(interaction, lesson, interaction.person.userId),
    ),
  ),
  onReading(ids.retireLesson, (interaction, { lesson: id }) =>
    may(interaction, id, 'retire', async ({ row }) => update(await askWhy(interaction, row)), 'retired'),
  ),
  onAction(
    ids.bringBackLesson,
    doing('bringBack', (interaction, lesson) =>
      operations.bringBack(interaction, lesson, interaction.person.userId),
    ),
  ),
  onAction(
    ids.stillTrue,
    doing('confirm', (interaction, lesson) =>
      operations.confirm(interaction, lesson, interaction.person.userId),
    ),
  ),
];

/** Which lesson to read instead, as the person may see it; `null`: none. @returns `undefined` if it is gone, or the same */
async function readInstead(
  read: ReadScope,
  of: RowId,
  chosen: string | null,
): Promise<RowId | null | undefined> {
  if (chosen === null || chosen === ids.noLesson) return null;
  const other = isId(chosen) ? await lessonRow(read, rowId(chosen)) : null;
  return other === null || other.id === of || other.state !== 'kept' ? undefined : other.id;
}

const views: readonly ViewListener[] = [
  onSubmit(ids.triedModal, async (interaction, { lesson: id }, { went, how, team, name }) => {
    const t = lessonsCopy.for(interaction);
    const { scope, person } = interaction;
    const channel = team === null ? null : await scope.channel(team);
    const long = { length: how.length, most: limitsOf.how };
    if (went === null) return errors({ went: t.plain('try.wentEmpty') });
    if (how.length > limitsOf.how) return errors({ how: t.plain('field.long', long) });
    if (channel === null || channel.kind === 'direct') return errors({ team: t.plain('try.notThere') });
    return may(interaction, id, 'try', async (lesson) => {
      const by = name.includes('me') ? person.userId : null;
      await operations.tryIt(interaction, lesson, { channel, went, how, by }, person.userId);
      const { authors, row } = lesson;
      return shown(interaction, id, await thanksButtons(scope, t, authors, row.channel_id));
    });
  }),
  onSubmit(ids.standardModal, async (interaction, { lesson: id }, fields) => {
    const t = lessonsCopy.for(interaction);
    const typed = await standardFrom(interaction.scope, t, fields);
    if (!typed.ok) return errors(typed.mistakes);
    return may(interaction, id, 'standard', async (lesson) => {
      await operations.changeStandard(interaction, lesson, typed.standard, interaction.person.userId);
      return shown(interaction, id);
    });
  }),
  onSubmit(ids.retireModal, async (interaction, { lesson: id }, { why, instead }) => {
    const t = lessonsCopy.for(interaction);
    const { person } = interaction;
    if (why === '') return errors({ why: t.plain('retire.whyEmpty') });
    const long = { length: why.length, most: limitsOf.why };
    if (why.length > limitsOf.why) return errors({ why: t.plain('field.long', long) });
    const other = await readInstead(interaction.scope, id, instead);
    if (other === undefined) return errors({ instead: t.plain('retire.insteadGone') });
    return may(
      interaction,
      id,
      'retire',
      async (lesson) => {
        await operations.retire(interaction, lesson, { why, instead: other }, person.userId);
        return shown(interaction, id);
      },
      'retired',
    );
  }),
];

export const effect: FeaturePart = { actions, views };
