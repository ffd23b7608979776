/** Answering. No trace is left of a press or of what was sent (`unrecorded`), and Lore reads an answer only to count it. */
import type { FeaturePart } from '#core/feature.ts';
import { drawnFrom } from '#core/drawn.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  type Interaction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  unrecorded,
  update,
} from '#core/listener.ts';
import type { Cast } from '#core/ballots.ts';
import { definePost } from '#core/post.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { inRandomOrder, type Item, itemKeys } from '../items.ts';
import { loadWindow, type WindowPlaceRow, type WindowRow } from '../rows.ts';
import { openFor, ownPlace } from '../window/operations.ts';
import * as screens from './screens.ts';

/** The window, if this person can answer it now; otherwise why not. */
async function answerable(
  { scope, person, now }: Pick<Reading, 'scope' | 'person' | 'now'>,
  id: RowId,
): Promise<{ readonly row: WindowRow; readonly place: WindowPlaceRow } | screens.Told> {
  if (person.memberType !== 'member') return 'answered.guest';
  const row = await loadWindow(scope, id);
  const place = await ownPlace(scope, id);
  // Who was not asked is told so whatever has become of it.
  if (row !== null && place === null) return 'answered.notAsked';
  if (row?.state !== 'open' || place === null || now >= row.closes_at) return 'answered.over';
  const hasCast = await scope.ballots.hasCast(id);
  if (hasCast === null) return 'answered.over';
  return hasCast ? 'answered.already' : { row, place };
}

const openPromise = async (it: Reading, window: RowId): Promise<Reply> => {
  const t = copy.for(it);
  const found = await answerable(it, window);
  if (typeof found === 'string') return open(screens.renderTold(t, found, null));
  return open(screens.renderPromise(t, found.row, found.place));
};

const openAnswers = async (it: Reading, window: RowId): Promise<Reply> => {
  const t = copy.for(it);
  const found = await answerable(it, window);
  if (typeof found === 'string') return update(screens.renderTold(t, found, null));
  return update(screens.renderAnswers(t, found.row, found.place, inRandomOrder(drawnFrom(it.newId()))));
};

/** What nobody would rather say is not there. */
const castIn = (fields: Readonly<Record<Item, (typeof ids.points)[number] | null>>): Cast =>
  Object.fromEntries(
    itemKeys.flatMap((item) => {
      const point = fields[item];
      return point === null || point === 'no' ? [] : [[item, Number(point)] as const];
    }),
  );

const submit = async (
  it: Interaction,
  window: RowId,
  fields: Parameters<typeof castIn>[0],
): Promise<Reply> => {
  const t = copy.for(it);
  const found = await answerable(it, window);
  if (typeof found === 'string') return update(screens.renderTold(t, found, null));
  const told = await it.scope.ballots.cast(window, castIn(fields));
  if (told === 'counted' || told === 'already')
    return update(screens.renderTold(t, `answered.${told}`, found.row));
  return update(screens.renderTold(t, told === 'closed' ? 'answered.over' : 'answered.notAsked', null));
};

/** Read by the person asked; nothing once it is over, or they can answer no more. */
const asking = (key: 'ask.text' | 'ask.again') =>
  ({
    build: async (read, { window }, renderContext) => {
      const row = await openFor(read);
      if (row?.id !== window || renderContext.now >= row.closes_at) return null;
      const place = await ownPlace(read, window);
      // Whether they answered changes nothing: a message that went would say so, and when, in a row and in the journal.
      return place === null ? null : screens.askedMessage(copy.for(renderContext), row, place, key);
    },
    over: copy.says('ask.over'),
  }) satisfies Pick<Parameters<typeof definePost<ids.OfWindow>>[1], 'build' | 'over'>;

export const answering: FeaturePart = {
  actions: [
    unrecorded(onReading(ids.begin, (it, { window }) => openPromise(it, window))),
    unrecorded(onReading(ids.goOn, (it, { window }) => openAnswers(it, window))),
    unrecorded(onReading(ids.notNow, async (it) => say(messageOf(copy.for(it).mrkdwn('answered.notNow'))))),
  ],
  views: [unrecorded(onSubmit(ids.answerModal, (it, { window }, fields) => submit(it, window, fields)))],
  posts: [
    definePost(ids.posts.asked, { title: copy.titled('title.asked'), ...asking('ask.text') }),
    definePost(ids.posts.reminder, { title: copy.titled('title.reminder'), ...asking('ask.again') }),
  ],
};
