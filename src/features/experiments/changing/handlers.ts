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
import { nameOf } from '#core/sentence.ts';
import { cardMessage, renderList, renderVersions } from '../card/screens.ts';
import { copy, type T, tell } from '../copy.ts';
import { type Here, hereWith, orError, orTell, ownedWith, whileOpen } from '../here.ts';
import * as ids from '../ids.ts';
import * as operations from '../operations.ts';
import { type Operation, protectedNow } from '../protected/rows.ts';
import {
  type Experiment,
  experiments,
  loadExperiment,
  plannedOf,
  withWords,
  words,
  type WordsRow,
} from '../rows.ts';
import * as rules from '../rules.ts';
import { nothingTouched, renderChange, renderNew, renderTouches } from './screens.ts';

/** Opens the form, unless nothing can begin where it was asked for. */
export async function openNew(it: Reading, channel: Channel | null, belief = ''): Promise<Reply> {
  const may = mayBeginIn(it.person, channel);
  const t = copy.for(it);
  if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/experiment' })));
  return open(renderNew(t, may.value, operations.isForAll(it.person, may.value), belief));
}

/** What is wrong in the five fields, by field. */
function wrongIn(
  it: Reading,
  { tz }: Channel,
  fields: Readonly<Record<'belief' | 'test' | 'cost' | 'stop', string>> & { readonly date: string | null },
): Readonly<Record<string, string>> {
  const t = copy.for(it);
  const why = rules.whyNotDate(fields.date, it.now, tz);
  return {
    ...Object.fromEntries(
      rules.missingBefore(fields).map((field) => [field, t.plain(`refused.empty.${field}`)] as const),
    ),
    ...(why === null ? {} : { date: t.plain(`refused.${why}`) }),
  };
}

const submitNew = onSubmit(ids.newModal, async (it, { channel: id }, fields): Promise<Reply> => {
  const t = copy.for(it);
  const may = mayBeginIn(it.person, await it.scope.channel(id));
  if (!may.ok) return errors({ belief: t.plain(`begin.${may.code}`, { command: '/experiment' }) });
  const wrong = wrongIn(it, may.value, fields);
  if (Object.keys(wrong).length > 0) return errors(wrong);
  const five = { ...fields, date: fields.date ?? '' };
  const row = await operations.begin(it, it.person, may.value, five);
  const one = await loadExperiment(it.scope, row.id);
  return (one === null ? null : await askWhatIsTouched(it, one)) ?? clear;
});

/** The second step, where words name something that is protected and nobody has said that it is touched. @returns `null`: there is nothing to ask */
async function askWhatIsTouched(it: Interaction, one: Experiment): Promise<Reply | null> {
  if (one.row.touching === 'some') return null;
  const all = await protectedNow(it.scope);
  const texts = Object.entries(plannedOf(one)).flatMap(([field, text]) =>
    field === 'touches' ? [] : [text],
  );
  const named = rules.mentionedIn(
    texts,
    all.map(({ name }) => name),
  );
  return named.length === 0 ? null : update(renderTouches(copy.for(it), one, all, named));
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
  if (row.from_public === 1 && channel.kind === 'public' && !channel.isShared) return true;
  return (await read.members(row.channel_id)).some(({ userId }) => userId === user);
}

const submitChange = onSubmit(
  ids.changeModal,
  async (it, { experiment, version }, fields): Promise<Reply> => {
    const t = copy.for(it);
    return orError(it, whileOpen(await hereWith(it, experiment)), 'belief', async (here) => {
      const { one, channel } = here;
      const all = await protectedNow(it.scope);
      if (one.row.version !== version) return tellNewer(it, here, all, fields);
      const { names, wrong } = readTouches(t, all, fields.touches);
      const there = (await it.scope.members(channel.channelId)).some(({ userId }) => userId === fields.owner);
      const found = {
        ...wrongIn(it, channel, fields),
        ...wrong,
        ...(await wrongApprover(
          it,
          here,
          fields.owner,
          fields.approver,
          names !== undefined && names !== '',
        )),
        ...(fields.owner === null ? { owner: t.plain('refused.owner.none') } : {}),
        ...(fields.owner !== null && !there ? { owner: t.plain('refused.owner.notThere') } : {}),
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
        ...(all.length === 0 ? {} : { approver: fields.approver }),
        tz: channel.tz,
      });
      if (after === null) return tellNewer(it, here, all, fields);
      return clear;
    });
  },
);

/** Somebody was sooner: theirs is shown, beside what this person typed. */
async function tellNewer(
  it: Interaction,
  { one: { row }, channel }: Here,
  all: readonly Operation[],
  typed: Readonly<Record<'belief' | 'test' | 'cost' | 'stop' | 'question' | 'metric' | 'prediction', string>>,
): Promise<Reply> {
  const one = await loadExperiment(it.scope, row.id);
  if (one === null) return errors({ belief: copy.for(it).plain('told.gone') });
  const last = one.all.at(-1);
  const by = last === undefined ? null : ((await writers(it.scope, [last])).get(last.id)?.[0] ?? null);
  return update(renderChange(copy.for(it), one, channel, all, { by, typed }));
}

const writers = (read: ReadScope, all: readonly WordsRow[]) =>
  read.authors(
    words,
    all.map(({ id }) => id),
  );

/** Who wrote what, for its readers. */
export async function byWhom(
  read: ReadScope,
  { all }: Experiment,
): Promise<(one: WordsRow) => ReturnType<typeof nameOf>> {
  const authors = await writers(read, all);
  return ({ id }) => nameOf(authors.get(id)?.[0] ?? null);
}

const submitTouches = onSubmit(
  ids.touchesModal,
  async (it, { experiment, version }, fields): Promise<Reply> => {
    const t = copy.for(it);
    return orError(it, whileOpen(await hereWith(it, experiment)), 'touches', async (here) => {
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
  return one === null
    ? null
    : renderVersions(copy.for(it), one, await byWhom(it.scope, one), page, it.person.tz);
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
    onReading(ids.beginNew, async (it, { channel }): Promise<Reply> =>
      openNew(it, await it.scope.channel(channel)),
    ),
    onReading(ids.change, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await hereWith(it, experiment)), async ({ one, channel }) =>
        open(renderChange(copy.for(it), one, channel, await protectedNow(it.scope))),
      ),
    ),
    onReading(ids.openOne, async (it, { experiment }): Promise<Reply> => {
      const one = await loadExperiment(it.scope, experiment);
      return one === null ? tell(it, 'told.gone') : say(cardMessage(copy.for(it), one, it.now));
    }),
    onReading(ids.versions, async (it, { experiment }): Promise<Reply> => {
      const modal = await showVersions(it, experiment, 0);
      return modal === null ? tell(it, 'told.gone') : open(modal);
    }),
    ...onReadingPages(ids.versionPages, async (it, { experiment, page }): Promise<Reply> => {
      const modal = await showVersions(it, experiment, page);
      return modal === null ? tell(it, 'told.gone') : update(modal);
    }),
    onReading(ids.list, async (it, { channel }): Promise<Reply> => open(await listOf(it, channel, 0))),
    ...onReadingPages(ids.listPages, async (it, { channel, page }): Promise<Reply> =>
      update(await listOf(it, channel, page)),
    ),
    onAction(ids.takeOver, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await hereWith(it, experiment)), async ({ one }) =>
        tell(it, (await operations.takeOver(it, one, it.person.userId)) ? 'told.tookOver' : 'told.owned'),
      ),
    ),
    onAction(ids.callOff, async (it, { experiment }): Promise<Reply> =>
      orTell(it, whileOpen(await ownedWith(it, experiment)), async ({ one }) =>
        tell(it, (await operations.callOff(it, one)) ? 'told.calledOff' : 'told.over'),
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
