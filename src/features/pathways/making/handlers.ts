/** What is pressed and typed to make a pathway. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { channelLink } from '#core/sentence.ts';
import type { SharedTable } from '#core/tables.ts';
import type { Mrkdwn } from '#core/text.ts';
import { usualVisibility, visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { readLink } from '#core/web-address.ts';
import { copy } from '../copy.ts';
import { onWhole, showPathway, tell, type Told } from '../here.ts';
import * as ids from '../ids.ts';
import { levelOf } from '../page.ts';
import {
  activities,
  type ActivityRow,
  changesOf,
  loadWhole,
  pathwayOf,
  type SkillRow,
  skills,
  type Whole,
} from '../rows.ts';
import { limitsOf, linesIn, loopWith, whyNotChange } from '../rules.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** Opens the form of a new one, from a command or a button. */
export async function openNew(it: Reading, channel: Channel | null): Promise<Reply> {
  const t = copy.for(it);
  const may = mayBeginIn(it.person, channel);
  if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/pathway' })));
  return update(await newForm(it, may.value, false, { role: '', about: '' }));
}

async function newForm(it: Reading, channel: Channel, isWide: boolean, named: operations.Named) {
  const offer = visibilityOffer(it.person, channel);
  const usual = usualVisibility(offer, await it.scope.usualReach());
  const reach = { offer, isWide: isWide || usual === 'workspace', chosen: usual };
  return screens.renderNew(copy.for(it), { channel: channel.channelId, reach, named });
}

const mayBegin = async (it: Reading, channel: ChannelId) =>
  mayBeginIn(it.person, await it.scope.channel(channel));

const submitNew = onSubmit(
  ids.newModal,
  async (it, { channel: id, wide }, { role, about, reach }): Promise<Reply> => {
    const t = copy.for(it);
    const may = await mayBegin(it, id);
    if (!may.ok) return errors({ role: t.plain('told.notHere') });
    if (role === '') return errors({ role: t.plain('form.roleEmpty') });
    const offer = visibilityOffer(it.person, may.value);
    const wanted = visibilityOf(offer, reach, wide === true);
    const row = await operations.begin(it, it.person.userId, id, { role, about, reach: wanted });
    return showPathway(it, row.id, 0, t.mrkdwn('new.done', { channel: channelLink(id) }));
  },
  async (it, { channel: id, wide }, { role, about, ask }): Promise<Reply> => {
    const may = await mayBegin(it, id);
    if (!may.ok || ask !== 'more' || wide === true) return nothing;
    return update(await newForm(it, may.value, true, { role, about }));
  },
);

/** Why somebody cannot change it now; `null`: they can. */
const notNow = ({ person }: Reading, { row, editors }: Whole): Told | null => {
  const why = whyNotChange(row.state, editors.includes(person.userId), editors.length);
  return why === null ? null : `told.${why}`;
};

/** For buttons that begin a change. */
const forEditor = (run: (it: Reading, whole: Whole) => Reply) =>
  onWhole(async (it: Reading, whole: Whole): Promise<Reply> => {
    const why = notNow(it, whole);
    return why === null ? run(it, whole) : tell(it, why);
  });

/** The same for one of its parts. */
const forPart =
  <Row>(
    table: SharedTable<SkillRow> | SharedTable<ActivityRow>,
    find: (whole: Whole, part: string) => Row | undefined,
  ) =>
  (run: (it: Reading, whole: Whole, row: Row) => Reply) =>
  async (it: Reading, { part }: { readonly part: RowId }): Promise<Reply> => {
    const id = await pathwayOf(it.scope, table, part);
    if (id === null) return tell(it, 'told.gone');
    const opening = forEditor((_it, whole) => {
      const row = find(whole, part);
      return row === undefined ? tell(it, 'told.outAlready') : run(it, whole, row);
    });
    return opening(it, { pathway: id });
  };

const skillIn = ({ skills: all }: Whole, part: string): SkillRow | undefined =>
  all.find(({ skill }) => skill.id === part)?.skill;
const activityIn = ({ activities: all }: Whole, part: string): ActivityRow | undefined =>
  all.find(({ id }) => id === part);

const forSkill = forPart(skills, skillIn);
const forActivity = forPart(activities, activityIn);

interface Changing {
  readonly pathway: RowId;
  readonly rev: number;
}

/**
 * Saves what a form changes.
 * @param again the form with what was typed, and what somebody else changed meanwhile above it
 * @param save `false`: somebody was quicker
 */
async function saving(
  it: Interaction,
  { pathway: id, rev }: Changing,
  again: (whole: Whole, notice: Mrkdwn) => Reply | Promise<Reply>,
  save: (whole: Whole) => Promise<boolean | Reply>,
): Promise<Reply> {
  const whole = await loadWhole(it.scope, id);
  if (whole === null) return tell(it, 'told.gone');
  const why = notNow(it, whole);
  if (why !== null) return tell(it, why);
  const done = whole.row.revision === rev && (await save(whole));
  if (typeof done === 'object') return done;
  if (done) return showPathway(it, id);
  const now = await loadWhole(it.scope, id);
  if (now === null) return tell(it, 'told.gone');
  const [last] = await changesOf(it.scope, id);
  return again(now, screens.quickerLine(copy.for(it), last));
}

const submitAdd = onSubmit(ids.addModal, async (it, of, typed): Promise<Reply> => {
  const t = copy.for(it);
  const { skill, level, format } = typed;
  const lines = linesIn(typed.lines);
  const wrong = 'why' in lines ? t.plain(`add.wrong.${lines.why}`, { line: lines.line.slice(0, 60) }) : null;
  const empty = 'length' in lines && lines.length === 0 ? t.plain('add.empty') : null;
  if (skill === '' || level === null || format === null || wrong !== null || empty !== null)
    return errors({
      ...(skill === '' ? { skill: t.plain('form.skillEmpty') } : {}),
      ...(level === null ? { level: t.plain('form.choose') } : {}),
      ...(format === null ? { format: t.plain('form.choose') } : {}),
      ...((wrong ?? empty) === null ? {} : { lines: wrong ?? empty ?? '' }),
    });
  if ('why' in lines) return nothing;
  return saving(
    it,
    of,
    ({ row }, notice) => update(screens.renderAdd(t, row, typed, notice)),
    async (whole) => {
      const count = whole.activities.length + lines.length;
      const most = limitsOf.activities;
      if (count > most) return errors({ lines: t.plain('add.many', { count, most, over: count - most }) });
      const isNew = !whole.skills.some((one) => one.skill.name.toLowerCase() === skill.toLowerCase());
      if (isNew && whole.skills.length >= limitsOf.skills)
        return errors({ skill: t.plain('add.manySkills', { most: limitsOf.skills }) });
      return operations.add(it, whole, it.person.userId, { skill, level: Number(level), format, lines });
    },
  );
});

const submitName = onSubmit(ids.nameModal, async (it, of, typed): Promise<Reply> => {
  const t = copy.for(it);
  if (typed.role === '') return errors({ role: t.plain('form.roleEmpty') });
  return saving(
    it,
    of,
    ({ row }, notice) => update(screens.renderName(t, row, typed, notice)),
    ({ row }) => operations.name(it, row, it.person.userId, { role: typed.role, about: typed.about }),
  );
});

const submitSkill = onSubmit(ids.skillModal, async (it, of, typed): Promise<Reply> => {
  const t = copy.for(it);
  const { skill: name, level } = typed;
  if (name === '' || level === null)
    return errors(name === '' ? { skill: t.plain('form.skillEmpty') } : { level: t.plain('form.choose') });
  const again = (whole: Whole, notice: Mrkdwn) => {
    const row = skillIn(whole, of.part);
    return row === undefined
      ? tell(it, 'told.outAlready')
      : update(screens.renderSkill(t, whole, row, typed, notice));
  };
  return saving(it, of, again, async (whole) => {
    const row = skillIn(whole, of.part);
    if (row === undefined) return tell(it, 'told.outAlready');
    return operations.changeSkill(it, whole, it.person.userId, row, { name, level: Number(level) });
  });
});

const submitActivity = onSubmit(ids.activityModal, async (it, of, typed): Promise<Reply> => {
  const t = copy.for(it);
  const link = readLink(typed.link, limitsOf.link);
  const { title, format, moment } = typed;
  if (title === '' || link === null || format === null || moment === null)
    return errors({
      ...(title === '' ? { title: t.plain('activity.empty') } : {}),
      ...(link === null ? { link: t.plain('activity.notALink') } : {}),
      ...(format === null ? { format: t.plain('form.choose') } : {}),
      ...(moment === null ? { moment: t.plain('form.choose') } : {}),
    });
  const again = (whole: Whole, notice: Mrkdwn) => {
    const row = activityIn(whole, of.part);
    return row === undefined
      ? tell(it, 'told.outAlready')
      : update(screens.renderActivity(t, whole, row, typed, notice));
  };
  return saving(it, of, again, async (whole) => {
    const row = activityIn(whole, of.part);
    if (row === undefined) return tell(it, 'told.outAlready');
    const after = activityIn(whole, typed.after ?? '') ?? null;
    const steps = whole.activities.map((one) => ({ id: one.id, after: one.after_id }));
    const loop = after === null ? null : loopWith(steps, row.id, after.id);
    if (loop !== null) {
      const names = new Map(whole.activities.map((one) => [one.id, one.title]));
      // Each comes after the next one; told in the order in which they would be done.
      const shown = loop.map((id) => `“${id === row.id ? title : (names.get(id) ?? '')}”`).toReversed();
      return errors({ after: t.plain('activity.loop', { loop: shown.join(' → ') }) });
    }
    return operations.changeActivity(it, whole, it.person.userId, row.id, {
      ...{ title, link, effort: typed.effort, format, moment },
      ...{ is_required: typed.required.length > 0 ? 1 : 0, after_id: after?.id ?? null },
    });
  });
});

/** Takes something out, unless somebody was quicker: then the page says what they changed. */
const takingOut =
  <Row>(
    find: (whole: Whole, part: string) => Row | undefined,
    drop: (it: Interaction, whole: Whole, by: UserId, row: Row) => Promise<boolean>,
  ) =>
  (it: Interaction, of: Changing & { readonly part: string }): Promise<Reply> =>
    saving(
      it,
      of,
      (_whole, notice) => showPathway(it, of.pathway, 0, notice),
      async (whole) => {
        const row = find(whole, of.part);
        return row === undefined ? tell(it, 'told.outAlready') : drop(it, whole, it.person.userId, row);
      },
    );

export const making: FeaturePart = {
  actions: [
    onReading(ids.openNew, async (it, { channel }) => openNew(it, await it.scope.channel(channel))),
    onReading(
      ids.openName,
      forEditor((it, { row }) => update(screens.renderName(copy.for(it), row, row))),
    ),
    onReading(
      ids.openAdd,
      forEditor((it, { row }) => update(screens.renderAdd(copy.for(it), row, screens.nothingTyped))),
    ),
    onReading(
      ids.openAddTo,
      forSkill((it, { row }, skill) => {
        const typed = { ...screens.nothingTyped, skill: skill.name, level: levelOf(skill) };
        return update(screens.renderAdd(copy.for(it), row, typed));
      }),
    ),
    onReading(
      ids.openSkill,
      forSkill((it, whole, skill) => {
        const typed = { skill: skill.name, level: levelOf(skill) };
        return update(screens.renderSkill(copy.for(it), whole, skill, typed));
      }),
    ),
    onReading(
      ids.openActivity,
      forActivity((it, whole, row) =>
        update(screens.renderActivity(copy.for(it), whole, row, screens.typedOf(row))),
      ),
    ),
    onAction(ids.skillOut, takingOut(skillIn, operations.dropSkill)),
    onAction(ids.activityOut, takingOut(activityIn, operations.dropActivity)),
  ],
  views: [submitNew, submitAdd, submitName, submitSkill, submitActivity],
};
