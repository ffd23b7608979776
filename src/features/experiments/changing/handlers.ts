/** Beginning an experiment, changing it, and reading what was changed. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  clear,
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { isOpenToAll } from '#core/visibility.ts';
import { drawCard } from '../card/posts.ts';
import { renderList, renderVersions } from '../card/lists.ts';
import { copy, type T, tell } from '../copy.ts';
import { type Here, memberWith, orError, orTell, ownedWith, whileOpen } from '../here.ts';
import * as ids from '../ids.ts';
import * as operations from '../operations.ts';
import { type Operation, protectedNow } from '../protected/rows.ts';
import { type Experiment, experiments, loadExperiment, saidIn, withWords, writersOf } from '../rows.ts';
import * as rules from '../rules.ts';
import { type Newer, nothingTouched, renderChange, renderNew, renderTouches } from './screens.ts';

/** Opens the form, unless nothing can begin where it was asked for. */
export async function openNew(it: Reading, channel: Channel | null, belief = ''): Promise<Reply> {
  const may = mayBeginIn(it.person, channel);
  const t = copy.for(it);
  if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/experiment' })));
  return open(renderNew(t, may.value, operations.isForAll(it.person, may.value), belief));
}

/** What is wrong in the five fields, by field. @param kept the date of one that runs, which may stay though it is past */
function wrongIn(
  it: Reading,
  { tz }: Channel,
  fields: Readonly<Record<'belief' | 'test' | 'cost' | 'stop', string>> & { readonly date: string | null },
  kept: string | null,
): Readonly<Record<string, string>> {
  const t = copy.for(it);
  const { date, ...texts } = fields;
  const why = date !== null && date === kept ? null : rules.whyNotDate(date, it.now, tz);
  return {
    ...Object.fromEntries(
      rules.missingBefore(texts).map((field) => [field, t.plain(`refused.empty.${field}`)] as const),
    ),
    ...(why === null ? {} : { date: t.plain(`refused.${why}`) }),
  };
}

const submitNew = onSubmit(ids.newModal, async (it, { channel: id }, fields): Promise<Reply> => {
  const t = copy.for(it);
  const may = mayBeginIn(it.person, await it.scope.channel(id));
  if (!may.ok) return errors({ belief: t.plain(`begin.${may.code}`, { command: '/experiment' }) });
  const wrong = wrongIn(it, may.value, fields, null);
  if (Object.keys(wrong).length > 0) return errors(wrong);
  const five = { ...fields, date: fields.date ?? '' };
  const row = await operations.begin(it, it.person, may.value, five);
  const one = await loadExperiment(it.scope, row.id);
  return one === null ? clear : askOr(it, one, null);
});

/** What is protected and named by its words, where nobody has said that it is touched. */
const namedIn = (one: Experiment, all: readonly Operation[]): readonly string[] =>
  one.row.touching === 'some'
    ? []
    : rules.mentionedIn(
        rules.tellingFields
          .map((field) => saidIn(one, field))
          .concat(saidIn(one, 'cost'), saidIn(one, 'stop')),
        all.map(({ name }) => name),
      );

/** The second step, where words name what is protected: it is asked, not guessed. @param before what was answered before is not asked again */
async function askOr(it: Interaction, one: Experiment, before: Experiment | null): Promise<Reply> {
  const all = await protectedNow(it.scope);
  const known = before?.row.touching === 'none' ? namedIn(before, all) : [];
  const named = namedIn(one, all).filter((name) => !known.includes(name));
  return named.length === 0 ? clear : update(renderTouches(copy.for(it), one, all, named));
}

/** What was ticked: names, and what is wrong with it. */
export function readTouches(
  t: T,
  all: readonly Operation[],
  chosen: readonly string[],
): { readonly names: string | undefined; readonly wrong: Readonly<Record<string, string>> } {
  if (all.length === 0) return { names: undefined, wrong: {} };
  const names = all.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  const hasNone = chosen.includes(nothingTouched);
  if (names.length > 0 && hasNone)
    return { names: undefined, wrong: { touches: t.plain('refused.touches.both') } };
  if (names.length === 0 && !hasNone)
    return { names: undefined, wrong: { touches: t.plain('refused.touches.nothing') } };
  return { names: names.join('\n'), wrong: {} };
}

/** What is wrong with who is to approve. @param isNeeded something protected is touched */
export async function wrongApprover(
  it: Reading,
  { one, channel }: Here,
  owner: UserId | null,
  approver: UserId | null,
  isNeeded: boolean,
): Promise<Readonly<Record<string, string>>> {
  const t = copy.for(it);
  if (approver === null) return isNeeded ? { approver: t.plain('refused.approver.none') } : {};
  const person = await it.scope.person(approver);
  const canRead = await reads(it.scope, one, channel, approver);
  const why = rules.whyNotApprover(owner, person, canRead);
  return why === null ? {} : { approver: t.plain(`refused.approver.${why}`) };
}

/** Whether somebody else may read it. */
async function reads(read: ReadScope, { row }: Experiment, channel: Channel, user: UserId): Promise<boolean> {
  if (row.from_public === 1 && isOpenToAll(channel)) return true;
  return (await read.members(row.channel_id)).some(({ userId }) => userId === user);
}

const submitChange = onSubmit(
  ids.changeModal,
  async (it, { experiment, version }, fields): Promise<Reply> => {
    const t = copy.for(it);
    return orError(it, whileOpen(await memberWith(it, experiment)), 'belief', async (here) => {
      const { one, channel } = here;
      const all = await protectedNow(it.scope);
      if (one.row.version !== version) return tellNewer(it, here, all, { version, typed: fields });
      const { names, wrong } = readTouches(t, all, fields.touches);
      const owner = (await it.scope.members(channel.channelId)).find(({ userId }) => userId === fields.owner);
      const whyOwner =
        fields.owner === null
          ? 'none'
          : owner === undefined
            ? 'notThere'
            : owner.memberType === 'member'
              ? null
              : 'notMember';
      const touches = names === undefined ? one.row.touching === 'some' : names !== '';
      const kept = one.row.state === 'running' ? rules.dateOf(one.row.due_at, channel.tz) : null;
      const found = {
        ...wrongIn(it, channel, fields, kept),
        ...wrong,
        ...(await wrongApprover(it, here, fields.owner, fields.approver, touches)),
        ...(whyOwner === null ? {} : { owner: t.plain(`refused.owner.${whyOwner}`) }),
      };
      if (Object.keys(found).length > 0) return errors(found);
      const { belief, test, cost, stop, question, metric, prediction } = fields;
      const after = await operations.change(it, one, it.person.userId, {
        texts: {
          ...{ belief, test, cost, stop, question, metric, prediction },
          date: fields.date ?? '',
          ...(names === undefined ? {} : { touches: names }),
        },
        ...(fields.owner === null ? {} : { owner: fields.owner }),
        ...(all.length === 0 && !touches ? {} : { approver: fields.approver }),
        tz: channel.tz,
      });
      return after === null ? tellNewer(it, here, all, { version, typed: fields }) : askOr(it, after, one);
    });
  },
);

/** Somebody was sooner: what they changed is shown, among what this person entered. */
async function tellNewer(
  it: Interaction,
  { one: { row }, channel }: Here,
  all: readonly Operation[],
  mine: Pick<Newer, 'version' | 'typed'>,
): Promise<Reply> {
  const one = await loadExperiment(it.scope, row.id);
  if (one === null) return errors({ belief: copy.for(it).plain('told.gone') });
  const last = one.all.at(-1);
  const by = last === undefined ? null : (await writersOf(it.scope, [last]))(last);
  return update(renderChange(copy.for(it), one, channel, all, { by, ...mine }));
}

const submitTouches = onSubmit(
  ids.touchesModal,
  async (it, { experiment, version }, fields): Promise<Reply> => {
    const t = copy.for(it);
    return orError(it, whileOpen(await memberWith(it, experiment)), 'touches', async (here) => {
      const { one, channel } = here;
      const all = await protectedNow(it.scope);
      const { names, wrong } = readTouches(t, all, fields.touches);
      const touches = names ?? '';
      const whyNot = await wrongApprover(it, here, one.row.owner_id, fields.approver, touches !== '');
      const found = { ...wrong, ...whyNot };
      if (Object.keys(found).length > 0) return errors(found);
      const changes = { texts: { touches }, approver: fields.approver, tz: channel.tz };
      if (
        one.row.version !== version ||
        (await operations.change(it, one, it.person.userId, changes)) === null
      )
        return errors({ touches: t.plain('told.newer') });
      return clear;
    });
  },
);

async function showVersions(it: Reading, id: ids.OfExperiment['experiment'], page: number) {
  const one = await loadExperiment(it.scope, id);
  return one === null ? null : renderVersions(copy.for(it), one, await writersOf(it.scope, one.all), page);
}

/** Those that are open come first, then the newest. */
const listed = (all: readonly Experiment[]): readonly Experiment[] =>
  all.toSorted((one, other) => order[one.row.state] - order[other.row.state]);
const order = { running: 0, draft: 1, decided: 2, ended: 2 } as const satisfies Record<rules.State, number>;

/** What there is in a channel. */
export async function listOf(it: Reading, channel: ChannelId, page: number) {
  const rows = await findRows(it.scope.from(experiments), { channel_id: channel }, '-began_at', '-id');
  return renderList(copy.for(it), channel, listed(await withWords(it.scope, rows)), page);
}

export const changing: FeaturePart = {
  actions: [
    onReading(ids.beginNext, async (it, { experiment }): Promise<Reply> =>
      orTell(it, await memberWith(it, experiment), ({ one, channel }) =>
        openNew(it, channel, saidIn(one, 'belief')),
      ),
    ),
    onReading(ids.change, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await memberWith(it, experiment)), async ({ one, channel }) =>
        open(renderChange(copy.for(it), one, channel, await protectedNow(it.scope))),
      ),
    ),
    onReading(ids.openOne, async (it, { experiment }): Promise<Reply> => {
      const one = await loadExperiment(it.scope, experiment);
      return one === null ? tell(it, 'told.gone') : say(await drawCard(copy.for(it), one, it.scope, it.now));
    }),
    onReading(ids.versions, async (it, { experiment }): Promise<Reply> => {
      const modal = await showVersions(it, experiment, 0);
      return modal === null ? tell(it, 'told.gone') : open(modal);
    }),
    ...onReadingPages(ids.versionPages, async (it, { experiment, page }): Promise<Reply> => {
      const modal = await showVersions(it, experiment, page);
      return modal === null ? tell(it, 'told.gone') : update(modal);
    }),
    ...onReadingPages(ids.listPages, async (it, { channel, page }): Promise<Reply> =>
      update(await listOf(it, channel, page)),
    ),
    onAction(ids.takeOver, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await memberWith(it, experiment)), async ({ one }) =>
        tell(it, (await operations.takeOver(it, one, it.person.userId)) ? 'told.tookOver' : 'told.owned'),
      ),
    ),
    onAction(ids.callOff, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await ownedWith(it, experiment)), async ({ one }) =>
        tell(it, (await operations.callOff(it, one)) ? 'told.calledOff' : 'told.newer'),
      ),
    ),
  ],
  views: [
    submitNew,
    submitChange,
    submitTouches,
    onSubmit(ids.versionsModal, async () => clear),
    onSubmit(ids.listModal, async () => clear),
  ],
};
