/** What an admin does with the channel and the tree. */
import type { FeaturePart } from '#core/feature.ts';
import { rowId, type ChannelId, type RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import type { ReadScope } from '#core/scope.ts';
import { oneLine } from '#core/text.ts';
import type { PulseKey } from '#locales/pulse.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { renderPage } from '../page.ts';
import { loadPlace, setupOf, treeOf, windowsOf } from '../rows.ts';
import { newFaults, readTree, whyNotChannel } from './looked-up.ts';
import { savePlaces, setUp, takeOutPlace, type Wanted } from './operations.ts';
import type { Fault } from './rules.ts';
import * as screens from './screens.ts';

export const tell = (it: Reading, key: Extract<PulseKey, `told.${string}`>): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

/** A button can be older than who may press it. */
export const forAdmin =
  <It extends Reading, Value>(run: (it: It, value: Value) => Promise<Reply>) =>
  async (it: It, value: Value): Promise<Reply> =>
    isAdmin(it.person) ? run(it, value) : tell(it, 'told.adminsOnly');

export const showPage = async (it: Reading, page = 0): Promise<Reply> => update(await renderPage(it, page));

/** @returns why the pulse cannot belong to this channel; `null`: it can */
async function whyNotHere(
  scope: ReadScope,
  id: ChannelId | null,
): Promise<'outside' | 'private' | 'archived' | 'shared' | null> {
  const channel = id === null ? null : await scope.channel(id);
  if (channel === null || id === null) return 'outside';
  return channel.isShared ? 'shared' : whyNotChannel(scope, id);
}

const isAnyOpen = async (read: ReadScope): Promise<boolean> => {
  const last = await read.ballots.last();
  return last !== null && last.closedAt === null && (await windowsOf(read)).some(({ id }) => id === last.id);
};

const submitChannel = onSubmit(ids.channelModal, async (it, _of, { channel }) => {
  const t = copy.for(it);
  if (!isAdmin(it.person)) return errors({ channel: t.plain('told.adminsOnly') });
  const why = await whyNotHere(it.scope, channel);
  if (why !== null || channel === null) return errors({ channel: t.plain(`channel.${why ?? 'outside'}`) });
  if (await isAnyOpen(it.scope)) return errors({ channel: t.plain('channel.open') });
  const before = await setupOf(it.scope);
  if (before?.channel_id !== channel) await setUp(it, before, channel, it.person.userId);
  return showPage(it);
});

type PlaceFields = Parameters<
  Parameters<typeof onSubmit<{ place: RowId | null }, (typeof ids.placeModal)['fields']>>[1]
>[2];

const wantedIn = (fields: PlaceFields): Wanted => {
  const people = fields.people ?? 'parts';
  return {
    name: oneLine(fields.name),
    under: fields.under === null || fields.under === screens.nothingAbove ? null : rowId(fields.under),
    channel: people === 'channel' ? fields.channel : null,
    group: people === 'group' ? (fields.groups[0] ?? null) : null,
    leader: fields.leader,
  };
};

/** What is wrong with a place, by field. */
async function placeErrors(
  { scope }: Interaction,
  t: T,
  fields: PlaceFields,
  wanted: Wanted & { readonly id: RowId },
): Promise<Readonly<Record<string, string>>> {
  const said: Record<string, string> = {};
  const people = fields.people ?? 'parts';
  if (wanted.name === '') said['name'] = t.plain('line.noName');
  if (people === 'channel') {
    const why = wanted.channel === null ? null : await whyNotChannel(scope, wanted.channel);
    if (wanted.channel === null) said['channel'] = t.plain('place.chooseChannel');
    else if (why !== null) said['channel'] = t.plain(`channel.${why}`);
  }
  if (people === 'group' && wanted.group === null) said['groups'] = t.plain('place.chooseGroup');
  const leader = wanted.leader === null ? null : await scope.person(wanted.leader);
  if (wanted.leader !== null && leader?.memberType !== 'member')
    said['leader'] = t.plain('place.leaderMember');
  if (Object.keys(said).length > 0) return said;
  for (const fault of newFaults(await treeOf(scope), [wanted]))
    said[fieldOf(fault, people)] = screens.faultSentence(t, fault);
  return said;
}

function fieldOf({ kind }: Fault, people: string): string {
  if (kind === 'namedTwice') return 'name';
  if (kind === 'samePeople') return people === 'group' ? 'groups' : 'channel';
  return 'under';
}

const submitPlace = onSubmit(
  ids.placeModal,
  async (it, { place }, fields) => {
    const t = copy.for(it);
    const setup = await setupOf(it.scope);
    const before = place === null ? null : await loadPlace(it.scope, place);
    const sentence = !isAdmin(it.person)
      ? t.plain('told.adminsOnly')
      : setup === null || (place !== null && before === null)
        ? t.plain('told.placeGone')
        : (await it.scope.channel(setup.channel_id)) === null
          ? t.plain('told.notThere')
          : null;
    if (sentence !== null || setup === null) return errors({ name: sentence ?? '' });
    const wanted = { id: before?.id ?? rowId(it.newId()), ...wantedIn(fields) };
    const wrong = await placeErrors(it, t, fields, wanted);
    if (Object.keys(wrong).length > 0) return errors(wrong);
    await savePlaces(it, setup, [wanted]);
    return showPage(it);
  },
  async (it, { place }, fields) => {
    const row = place === null ? null : await loadPlace(it.scope, place);
    const groups = await it.scope.userGroups();
    const { name, under, channel, group, leader } = wantedIn(fields);
    const form = { place: row, name, under, channel, group, leader, people: fields.people ?? 'channel' };
    return update(screens.renderPlace(copy.for(it), await treeOf(it.scope), groups, form));
  },
);

const submitPaste = onSubmit(ids.pasteModal, async (it, _of, { lines }) => {
  const t = copy.for(it);
  const setup = await setupOf(it.scope);
  if (!isAdmin(it.person)) return errors({ lines: t.plain('told.adminsOnly') });
  if (setup === null || (await it.scope.channel(setup.channel_id)) === null)
    return errors({ lines: t.plain('told.notThere') });
  const { wanted, wrong } = await readTree(it, lines);
  if (wrong.length > 0) return errors({ lines: screens.wrongLines(t, wrong) });
  if (wanted.length === 0) return errors({ lines: t.plain('line.none') });
  await savePlaces(it, setup, wanted);
  return showPage(it);
});

export const treePart: FeaturePart = {
  actions: [
    onReading(ids.backToPage, (it) => showPage(it)),
    ...onReadingPages(ids.turnTree, (it, { page }) => showPage(it, page)),
    onReading(
      ids.chooseChannel,
      forAdmin(async (it: Reading) => {
        const setup = await setupOf(it.scope);
        return update(
          screens.renderChannel(copy.for(it), setup?.channel_id ?? it.channel?.channelId ?? null),
        );
      }),
    ),
    onReading(
      ids.addPlace,
      forAdmin(async (it: Reading) =>
        update(screens.renderPlace(copy.for(it), await treeOf(it.scope), null, screens.formOf(null))),
      ),
    ),
    onReading(
      ids.changePlace,
      forAdmin(async (it: Reading, { place }) => {
        const row = await loadPlace(it.scope, place);
        if (row === null) return showPage(it);
        const groups = await it.scope.userGroups();
        return update(screens.renderPlace(copy.for(it), await treeOf(it.scope), groups, screens.formOf(row)));
      }),
    ),
    onAction(
      ids.takeOut,
      forAdmin(async (it: Interaction, { place }) => {
        const row = await loadPlace(it.scope, place);
        if (row !== null) await takeOutPlace(it.scope, row, it.now);
        return showPage(it);
      }),
    ),
    onReading(
      ids.pasteTree,
      forAdmin(async (it: Reading) => update(screens.renderPaste(copy.for(it)))),
    ),
  ],
  views: [submitChannel, submitPlace, submitPaste],
};
