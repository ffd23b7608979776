/** Naming the sponsor of one or several channels: by an admin, or by who looks after a channel’s rituals. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  type Interaction,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { tell } from '../brief/handlers.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { endSponsor, nameSponsor } from './operations.ts';
import { sponsorIn, type SponsorRow, sponsorTable } from './rows.ts';

const loadSponsor = (read: ReadScope, id: SponsorRow['id']): Promise<SponsorRow | null> =>
  findRow(read.from(sponsorTable), { id });

/** The form, for an admin or who looks after the rituals of the channel in which they typed. */
export async function openSponsors(it: Reading, channel: ChannelId | null): Promise<RenderedModal> {
  const before = channel === null ? null : await sponsorIn(it.scope, channel);
  const t = copy.for(it);
  const modal = ids.sponsorModal;
  return renderModal(modal, { channel }, t.modal('sponsor.title', 'save'), [
    section(t.mrkdwn('sponsor.what')),
    input(modal, 'sponsor', t.labels('sponsor.who', { hint: 'sponsor.whoHint' }), before?.sponsor_id),
    input(modal, 'channels', t.labels('sponsor.where'), channel === null ? [] : [channel]),
  ]);
}

/** An admin, wherever they may know about the channel; else its owner or deputy. */
async function mayName(it: Interaction, channel: ChannelId): Promise<boolean> {
  if (it.person.memberType !== 'member') return false;
  if (isAdmin(it.person)) return (await it.scope.visibleChannels([channel])).has(channel);
  const running = await it.scope.schedules.running(channel);
  return running.some(({ named }) => named.includes(it.person.userId));
}

const submit = onSubmit(ids.sponsorModal, async (it, _of, { channels, sponsor }) => {
  const t = copy.for(it);
  if (channels.length === 0) return errors({ channels: t.plain('sponsor.noChannel') });
  const person = sponsor === null ? null : await it.scope.person(sponsor);
  if (sponsor !== null && person?.memberType !== 'member')
    return errors({ sponsor: t.plain('sponsor.member') });
  for (const channel of channels)
    if (!(await mayName(it, channel))) return errors({ channels: t.plain('sponsor.mayNot') });
  // Who is not in a channel does not always read who its sponsor is, and may still end it.
  const hasNone = async (channel: ChannelId) =>
    (await it.scope.channel(channel)) !== null && (await sponsorIn(it.scope, channel)) === null;
  if (sponsor === null && (await Promise.all(channels.map(hasNone))).every(Boolean))
    return errors({ sponsor: t.plain('sponsor.member') });
  for (const channel of channels) await name(it, channel, sponsor);
  return say(
    messageOf(
      sponsor === null ? t.mrkdwn('sponsor.ended') : t.mrkdwn('sponsor.done', { who: nameOf(sponsor) }),
    ),
  );
});

async function name(
  { scope, now, person }: Interaction,
  channel: ChannelId,
  sponsor: UserId | null,
): Promise<void> {
  const job =
    sponsor === null
      ? ids.jobs.endSponsor.ref({ channel })
      : ids.jobs.sponsor.ref({ channel, sponsor, by: person.userId });
  await scope.runAt(job, now, { kind: 'channel', channelId: channel });
}

const about = postsAbout(copy, (read, { sponsor }: { readonly sponsor: SponsorRow['id'] }) =>
  loadSponsor(read, sponsor),
);

const message = (t: T, row: SponsorRow) =>
  messageOf(
    t.mrkdwn('sponsor.told', { by: nameOf(row.named_by), channel: channelLink(row.channel_id) }),
    actions([button(ids.sponsorNot, t.plain('sponsor.not'), { sponsor: row.id })]),
    context(t.mrkdwn('sponsor.means')),
  );

const left = async (
  scope: Interaction['scope'],
  channel: ChannelId,
  user: string,
  now: number,
): Promise<void> => {
  const row = await sponsorIn(scope, channel);
  if (row !== null && row.sponsor_id === user) await endSponsor(scope, row, now);
};

export const sponsoring: FeaturePart = {
  actions: [
    onReading(ids.openSponsor, async (it: Reading, { channel }): Promise<Reply> =>
      open(await openSponsors(it, channel)),
    ),
    onAction(ids.sponsorNot, async (it: Interaction, { sponsor }): Promise<Reply> => {
      const row = await loadSponsor(it.scope, sponsor);
      if (row === null || row.sponsor_id !== it.person.userId) return tell(it, 'told.sponsorGone');
      await endSponsor(it.scope, row, it.now);
      return tell(it, 'told.sponsorNot');
    }),
  ],
  views: [submit],
  events: [
    onEvent('user_deactivated', ({ scope, channel, now }, { user }) =>
      left(scope, channel.channelId, user, now),
    ),
  ],
  posts: [
    about.post(
      ids.posts.sponsor,
      'title.sponsor',
      (t, row, _params, read) =>
        row.ended_at === null && read.viewer.kind === 'person' && read.viewer.userId === row.sponsor_id
          ? message(t, row)
          : null,
      about.over((t, row) => t.mrkdwn('sponsor.over', { channel: channelLink(row.channel_id) })),
    ),
  ],
  jobs: [
    defineJob(ids.jobs.sponsor, 'transition', { title: copy.titled('title.sponsor'), run: nameSponsor }),
    defineJob(ids.jobs.endSponsor, 'transition', { title: copy.titled('title.sponsor'), run: nameSponsor }),
  ],
};

/** Whose words come first in a channel. */
export const sponsors = async (read: ReadScope, channel: ChannelId): Promise<ReadonlySet<UserId>> => {
  const user = (await sponsorIn(read, channel))?.sponsor_id ?? null;
  return new Set(user === null ? [] : [user]);
};
