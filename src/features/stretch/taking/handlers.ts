/** What is pressed, posted and done later once somebody takes something on. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { nameOf } from '#core/sentence.ts';
import { isOpenToAll } from '#core/visibility.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { isFound, offeredOne, release } from '../offering/operations.ts';
import { type AssignmentRow, loadAssignment, loadOffer, type OfferRow } from '../rows.ts';
import { type PersonRefusal, waitingStates, whyNotPartner } from '../rules.ts';
import { isFor, tell } from '../tell.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';
import { hasMovedOn, loadSeen, partsIn, seenOf } from './seen.ts';
import { watch } from './watch.ts';

/** @param offer what they would read of it; `null`: it is gone */
async function partnerRefusal(
  { scope, person }: Reading,
  user: UserId | null,
  offer: OfferRow | null,
): Promise<PersonRefusal | null> {
  const why = whyNotPartner(person.userId, user, user === null ? null : await scope.person(user));
  const there = offer === null || why !== null ? null : await scope.channel(offer.channel_id);
  // What was offered in a private channel stays with its people.
  if (there === null || isOpenToAll(there)) return why;
  return (await scope.members(there.channelId)).some(({ userId }) => userId === user) ? null : 'outside';
}

const openTake = onReading(ids.look, async (it, { offer }): Promise<Reply> => {
  if (!isFor(it)) return tell(it, 'told.guest');
  const found = await offeredOne(it.scope, offer, it.person.userId, it.now);
  if (found === null) return tell(it, 'told.offerGone');
  const there = (await it.scope.channel(found.row.channel_id)) ?? it.channel;
  const may = mayPostIn(there);
  return open(screens.renderTake(copy.for(it), found, may.ok ? may.value.channelId : undefined));
});

const submitTake = onSubmit(ids.takeModal, async (it, { offer }, { partner, channel }): Promise<Reply> => {
  const { scope, person, now } = it;
  const t = copy.for(it);
  if (!isFor(it)) return tell(it, 'told.guest');
  const found = await offeredOne(scope, offer, person.userId, now);
  if (found === null) return tell(it, 'told.offerGone');
  if ((await operations.waitingOf(scope, person.userId)) !== null) return tell(it, 'told.waiting');
  const why = await partnerRefusal(it, partner, found.row);
  const may = mayPostIn(channel === null ? null : await scope.channel(channel));
  if (why !== null || !may.ok || partner === null)
    return errors({
      ...(why === null ? {} : { partner: t.plain(`refused.partner.${why}`) }),
      ...(may.ok ? {} : { channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') }),
    });
  const row = await operations.take(it, person, found, partner, may.value.channelId);
  if (row === null) return tell(it, 'told.offerGone');
  return say(
    messageOf(t.mrkdwn('take.done', { offerer: nameOf(found.by.userId), partner: nameOf(partner) })),
  );
});

/** Runs with an assignment that is not over, of which the person is one. */
async function withOpen(
  it: Reading,
  id: RowId,
  run: (row: AssignmentRow) => Promise<Reply>,
  isTheirs: (row: AssignmentRow, self: UserId) => boolean = () => true,
): Promise<Reply> {
  const self = it.person.userId;
  const row = await loadAssignment(it.scope, id);
  const isOpen = row !== null && row.state !== 'over';
  const seen = isOpen ? await seenOf(it.scope, row, partsIn(row, self)) : null;
  return isOpen && seen !== null && isTheirs(row, self) ? run(row) : tell(it, 'told.gone');
}

const isOfferer = ({ state, offerer_id }: AssignmentRow, self: UserId) =>
  state === 'asked' && offerer_id === self;
const isWaiting = ({ state, taker_id }: AssignmentRow, self: UserId) =>
  waitingStates.some((one) => one === state) && taker_id === self;

const agree = (it: Interaction, id: RowId) =>
  withOpen(
    it,
    id,
    async (row) => {
      if (it.now >= row.until) return tell(it, 'told.gone');
      await operations.agree(it, row);
      return nothing;
    },
    isOfferer,
  );

/** The one who is asked answers, as long as it is open. */
const answer = (it: Interaction, id: RowId, nth: number, run: (row: AssignmentRow) => Promise<void>) =>
  withOpen(
    it,
    id,
    async (row) => {
      await run(row);
      return nothing;
    },
    (row, self) =>
      row.state === 'proposed' && row.partner_id === self && row.nth === nth && it.now < row.until,
  );

const stepOut = (it: Interaction, id: RowId) =>
  withOpen(it, id, async (row) => {
    const self = it.person.userId;
    if (partsIn(row, self) === 0 || row.offerer_id === self) await operations.end(it, row, self);
    else if (row.state === 'rating') await operations.end(it, row, self);
    else await operations.look(it, row);
    return tell(it, 'told.out');
  });

const submitName = onSubmit(ids.nameModal, (it, { assignment }, { partner }) =>
  withOpen(
    it,
    assignment,
    async (row) => {
      const offer = await loadOffer(it.scope, row.offer_id);
      const why = partner === row.partner_id ? 'same' : await partnerRefusal(it, partner, offer);
      if (why !== null || partner === null)
        return errors({ partner: copy.for(it).plain(`refused.partner.${why ?? 'nobody'}`) });
      await operations.name(it, row, partner);
      return tell(it, 'told.named');
    },
    isWaiting,
  ),
);

const ofNth = postsAbout(
  copy,
  (read, { assignment, nth }: { readonly assignment: RowId; readonly nth: number }) =>
    loadSeen(read, assignment, nth),
);
const ofOne = postsAbout(copy, async (read, { assignment }: ids.OfAssignment) => {
  const row = await loadAssignment(read, assignment);
  return row === null || read.viewer.kind !== 'person'
    ? null
    : seenOf(read, row, partsIn(row, read.viewer.userId));
});

export const taking: FeaturePart = {
  actions: [
    openTake,
    onAction(ids.agree, (it, { assignment }) => agree(it, assignment)),
    onAction(ids.notThisTime, (it, { assignment }) =>
      withOpen(
        it,
        assignment,
        async (row) => {
          await operations.end(it, row, it.person.userId);
          return tell(it, 'told.notNow');
        },
        isOfferer,
      ),
    ),
    onAction(ids.giveFeedback, (it, { assignment, nth }) =>
      answer(it, assignment, nth, (row) => operations.begin(it, row)),
    ),
    onAction(ids.noFeedback, (it, { assignment, nth }) =>
      answer(it, assignment, nth, (row) => operations.decline(it, row, it.person.userId)),
    ),
    onReading(ids.openName, (it, { assignment }) =>
      withOpen(it, assignment, async (row) => open(screens.renderName(copy.for(it), row)), isWaiting),
    ),
    onAction(ids.stepOut, (it, { assignment }) => stepOut(it, assignment)),
  ],
  views: [submitTake, submitName],
  posts: [
    ofNth.post(ids.posts.assignment, 'title.assignment', screens.standingMessage, hasMovedOn),
    ofOne.post(
      ids.posts.begun,
      'title.begun',
      (t, seen, { nth }) =>
        seen.row.state === 'going' && seen.row.nth === nth && seen.part === 'taker'
          ? screens.begunMessage(t, seen)
          : null,
      hasMovedOn,
    ),
    ofOne.post(
      ids.posts.name,
      'title.name',
      (t, seen, { nth }) =>
        seen.row.state === 'looking' && seen.row.nth === nth && seen.part === 'taker'
          ? screens.nameMessage(t, seen)
          : null,
      hasMovedOn,
    ),
    ofOne.post(
      ids.posts.over,
      'title.over',
      async (t, seen, _params, read, { now }) =>
        seen.row.state === 'over'
          ? screens.overMessage(t, seen, await isFound(read, seen.row.offer_id, now))
          : null,
      hasMovedOn,
    ),
  ],
  jobs: [
    defineJob(ids.jobs.watch, 'transition', { title: copy.titled('title.watch'), run: watch }),
    defineJob(ids.jobs.narrow, 'transition', { title: copy.titled('title.watch'), run: operations.narrow }),
    defineJob(ids.jobs.release, 'transition', {
      title: copy.titled('title.watch'),
      run: async ({ scope }, { offer, assignment, person }) => {
        await release(scope, offer);
        await scope.refresh(ids.overFor(assignment, person));
        await scope.refreshHome(person);
      },
    }),
  ],
};
