/** Taking part while a retrospective runs: added by the facilitator, or offered to who joins the channel or comes back. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { clear, errors, type EventContext, onEvent, say, update } from '#core/listener.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import * as answers from '../session/answers.ts';
import { type Loaded, loadRetro, withState } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { isOpen } from '../session/phases.ts';
import { ifSeen, past, retroPost } from '../session/retro-post.ts';
import { openRetrosIn } from '../session/rows.ts';
import { titled } from '../session/words.ts';
import * as ids from './ids.ts';
import { declined, offer, wasOffered } from './operations.ts';
import { newcomers, offeredFrom } from './rules.ts';
import * as screens from './screens.ts';

/** Offers what is open in the channel to a person who is in it. */
async function offerAll({ scope, channel, now }: EventContext, user: string): Promise<void> {
  const person = (await scope.members(channel.channelId)).find(({ userId }) => userId === user);
  if (person === undefined) return;
  for (const row of await openRetrosIn(scope, channel.channelId))
    await offer({ scope, now }, await withState(scope, row), person);
}

/** A person decides on their offer. Pressing alone lets nobody take part who was not offered to. */
const deciding =
  (run: (here: answers.Acting) => ReturnType<typeof answers.applyAndReply>) =>
  async (here: answers.Acting): ReturnType<typeof answers.applyAndReply> => {
    const { loaded, by, scope } = here;
    const { phase } = loaded.retro;
    if (phase === 'closed' || phase === 'cancelled') return answers.refused(here, phase);
    if (loaded.retro.participants.includes(by)) return answers.tell(here, 'offer.isIn');
    return (await wasOffered(scope, loaded.row.id, by)) ? run(here) : answers.refused(here, 'notParticipant');
  };

/** Whether the viewer takes part. */
const isIn = ({ retro }: Loaded, { viewer }: ReadScope): boolean =>
  viewer.kind === 'person' && retro.participants.includes(viewer.userId);

export const joining: FeaturePart = {
  actions: [
    answers.onRetro(ids.addPeople, 'add', (here, { phase }) =>
      here.loaded.retro.phase === phase
        ? update(screens.renderAddPeople(here.t, here.loaded))
        : answers.refused(here, 'alreadyEnded', phase),
    ),
    answers.onRetro(
      ids.join,
      null,
      deciding(async (here) =>
        answers.applyAndReply(here, { kind: 'join' }, answers.tell(here, 'offer.joined')),
      ),
    ),
    answers.onRetro(
      ids.decline,
      null,
      deciding(async (here) => {
        const { scope, loaded, by, now } = here;
        await scope.upsertOwn(declined, { retro_id: loaded.row.id, declined_at: now });
        await wasOffered(scope, loaded.row.id, by);
        return say(messageOf(here.t.mrkdwn('offer.declined')));
      }),
    ),
  ],
  views: [
    answers.onRetroForm(ids.addPeopleModal, 'people', async (here, _metadata, { people }) => {
      const { t, scope, loaded, by } = here;
      const added = newcomers(loaded.retro, people);
      if (added.length === 0) return errors({ people: t.plain('addPeople.allIn') });
      const members = await scope.members(loaded.row.channel_id);
      const outside = added.filter((user) => members.every(({ userId }) => userId !== user)).length;
      if (outside > 0) return errors({ people: t.plain('addPeople.outside', { count: outside }) });
      const happened = await applyEvent(here, loaded, { kind: 'add', by, people: added });
      return happened.ok ? clear : answers.refusedAt(here, 'people', happened.code);
    }),
  ],
  events: [
    onEvent('member_joined_channel', (context, { user }) => offerAll(context, user)),
    onEvent('working_time_changed', (context, { user }) => offerAll(context, user)),
  ],
  posts: [
    retroPost(
      ids.peoplePosts.offer,
      'title.invite',
      async (t, loaded, { retro }, read) => {
        const hasDeclined = (await findRow(read.from(declined), { retro_id: retro })) !== null;
        if (hasDeclined || isIn(loaded, read) || !isOpen(loaded.retro.phase)) return null;
        return screens.offerMessage(t, loaded);
      },
      ifSeen((t, loaded, read) => {
        const { about, channel_id: channel } = loaded.row;
        const hasAccepted = isIn(loaded, read) && isOpen(loaded.retro.phase);
        const facts = { about, channel: channelLink(channel) };
        return t.mrkdwn(hasAccepted ? 'offer.accepted' : 'offer.past', facts);
      }),
    ),
    retroPost(
      ids.peoplePosts.joined,
      'title.joined',
      (t, loaded, { person, by }) =>
        isOpen(loaded.retro.phase) ? screens.joinedMessage(t, loaded, person, by) : null,
      past,
      // Somebody who was added has something to do.
      { asks: true },
    ),
  ],
  jobs: [
    defineJob(ids.offerJob, 'prompt', {
      title: titled('title.invite'),
      run: async ({ scope, now, note }, { retro, person }) => {
        const loaded = await loadRetro(scope, retro);
        const facts = await scope.person(person);
        if (loaded === null || facts === null) return;
        const from = offeredFrom(loaded.retro, loaded.row.asks_all === 1, facts, now);
        if (from === null) return;
        if (from <= now) return scope.publish(ids.offerPost(retro, person));
        note({ did: 'held', why: 'away' });
        await scope.runAt(ids.offerJob.ref({ retro, person }, person), from, {
          kind: 'person',
          userId: person,
        });
      },
    }),
  ],
};
