/** Taking part while a retrospective runs: added by the facilitator, or offered to who joins the channel or comes back. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { clear, errors, type EventContext, onEvent, say, update } from '#core/listener.ts';
import { definePost, type Over } from '#core/post.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import { channelLink } from '#core/sentence.ts';
import {
  type Acting,
  applyAndReply,
  onRetro,
  onRetroForm,
  refused,
  refusedAt,
  tell,
} from '../session/answers.ts';
import { loadRetro, withState } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { isOpen } from '../session/phases.ts';
import { retros } from '../session/rows.ts';
import { titled, wordsFor } from '../session/words.ts';
import { timedPhases } from '../start/formats.ts';
import * as ids from './ids.ts';
import { declined, offer, wasOffered } from './operations.ts';
import { newcomers, offeredFrom } from './rules.ts';
import * as screens from './screens.ts';

/** Offers what is open in the channel to a person who is in it. */
async function offerAll({ scope, channel, now }: EventContext, user: string): Promise<void> {
  const person = (await scope.members(channel.channelId)).find(({ userId }) => userId === user);
  if (person === undefined) return;
  const open = scope.from(retros).where('it.phase', 'in', timedPhases);
  for (const row of await findRows(open, { channel_id: channel.channelId }, 'id'))
    await offer({ scope, now }, await withState(scope, row), person);
}

/** A person decides on their offer. Whoever was not offered anything takes no part by pressing. */
const deciding =
  (run: (here: Acting) => ReturnType<typeof applyAndReply>) =>
  async (here: Acting): ReturnType<typeof applyAndReply> => {
    const { loaded, by, scope } = here;
    if (loaded.retro.participants.includes(by)) return tell(here, 'offer.isIn');
    return (await wasOffered(scope, loaded.row.id, by)) ? run(here) : refused(here, 'notParticipant');
  };

const past: Over<{ readonly retro: RowId }> = async (read, params, renderContext) => {
  const loaded = await loadRetro(read, params.retro);
  if (loaded === null) return gone(read, params, renderContext);
  const facts = { about: loaded.row.about, channel: channelLink(loaded.row.channel_id) };
  const t = wordsFor(renderContext);
  const { viewer } = read;
  const isIn = viewer.kind === 'person' && loaded.retro.participants.includes(viewer.userId);
  return isIn && isOpen(loaded.retro.phase)
    ? t.mrkdwn('offer.accepted', facts)
    : t.mrkdwn('offer.past', facts);
};

export const joining: FeaturePart = {
  actions: [
    onRetro(ids.addPeople, 'add', (here, { phase }) =>
      here.loaded.retro.phase === phase
        ? update(screens.renderAddPeople(here.t, here.loaded))
        : refused(here, 'alreadyEnded', phase),
    ),
    onRetro(
      ids.join,
      null,
      deciding(async (here) => applyAndReply(here, { kind: 'join' }, tell(here, 'offer.joined'))),
    ),
    onRetro(
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
    onRetroForm(ids.addPeopleModal, 'people', async (here, _metadata, { people }) => {
      const { t, scope, loaded, by } = here;
      const added = newcomers(loaded.retro, people);
      if (added.length === 0) return errors({ people: t.plain('addPeople.allIn') });
      const members = await scope.members(loaded.row.channel_id);
      const outside = added.filter((user) => members.every(({ userId }) => userId !== user)).length;
      if (outside > 0) return errors({ people: t.plain('addPeople.outside', { count: outside }) });
      const happened = await applyEvent(here, loaded, { kind: 'add', by, people: added });
      return happened.ok ? clear : refusedAt(here, 'people', happened.code);
    }),
  ],
  events: [
    onEvent('member_joined_channel', (context, { user }) => offerAll(context, user)),
    onEvent('working_time_changed', (context, { user }) => offerAll(context, user)),
  ],
  posts: [
    definePost(ids.peoplePosts.offer, {
      title: titled('title.invite'),
      build: async (read, { retro }, renderContext) => {
        const loaded = await loadRetro(read, retro);
        const { viewer } = read;
        if (loaded === null || viewer.kind !== 'person') return null;
        const hasDeclined = (await findRow(read.from(declined), { retro_id: retro })) !== null;
        const isIn = loaded.retro.participants.includes(viewer.userId);
        if (hasDeclined || isIn || !isOpen(loaded.retro.phase)) return null;
        return screens.offerMessage(wordsFor(renderContext), loaded);
      },
      over: past,
    }),
    definePost(ids.peoplePosts.joined, {
      title: titled('title.joined'),
      // Whoever was added has something to do.
      asks: true,
      build: async (read, { retro, person, by }, renderContext) => {
        const loaded = await loadRetro(read, retro);
        if (loaded === null || !isOpen(loaded.retro.phase)) return null;
        return screens.joinedMessage(wordsFor(renderContext), loaded, person, by);
      },
      over: async (read, { retro }, renderContext) =>
        (await loadRetro(read, retro)) === null
          ? gone(read, { retro }, renderContext)
          : wordsFor(renderContext).mrkdwn('thread.past'),
    }),
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
