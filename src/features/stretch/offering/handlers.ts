/** Offering, and finding what there is to take on. */
import type { FeaturePart } from '#core/feature.ts';
import { helped } from '#core/help-words.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { onDay } from '#core/sentence.ts';
import { oneLine } from '#core/text.ts';
import { usualVisibility, visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { loadOffer, offers, ownChoices } from '../rows.ts';
import { unchoose } from '../along/operations.ts';
import { limitsOf, offeredFor, weeksOf, whyNotCard } from '../rules.ts';
import { standingsOf } from '../taking/standing.ts';
import { isFor, tell } from '../tell.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** Where the person is, if they are in it: what a button carries may not tell of another. */
async function channelIn({ scope, channel }: Reading): Promise<ChannelId | undefined> {
  if (channel === null || channel.kind === 'direct') return undefined;
  return (await scope.channel(channel.channelId))?.channelId;
}

/** More than somebody reads. */
const mostListed = 200;

/** The list of what there is, and what is one's own. */
async function listOf(it: Reading, page: number) {
  const { scope, person, now } = it;
  const t = copy.for(it);
  const view = {
    standing: await standingsOf(scope, t),
    own: await operations.ownStandings(scope, now),
    offered: await operations.allOffered(scope, person.userId, now, mostListed),
    channel: await channelIn(it),
    chosen: await ownChoices(scope),
  };
  return screens.renderList(t, view, page);
}

const openList = async (it: Reading): Promise<Reply> =>
  isFor(it) ? open(await listOf(it, 0)) : tell(it, 'told.guest');

/** A new offer, or a change of one that is theirs and that nobody has taken. */
async function openForm(
  it: Reading,
  of: {
    readonly channel?: ChannelId | undefined;
    readonly project?: RowId | undefined;
    readonly offer?: RowId | undefined;
  },
): Promise<Reply> {
  const { scope, person } = it;
  const t = copy.for(it);
  if (!isFor(it)) return tell(it, 'told.guest');
  const row = of.offer === undefined ? null : await loadOffer(scope, of.offer);
  if (of.offer !== undefined) {
    const isTheirs =
      (await scope.authors(offers, [of.offer])).get(of.offer)?.includes(person.userId) === true;
    if (row === null || !isTheirs || row.state !== 'open') return tell(it, 'told.offerGone');
  }
  const at = row?.channel_id ?? of.channel ?? (await channelIn(it));
  const channel = at === undefined ? null : await scope.channel(at);
  const usual =
    channel === null
      ? 'conversation'
      : usualVisibility(visibilityOffer(person, channel), await scope.usualReach());
  return open(
    screens.renderOffer(t, {
      of: {
        ...(of.project === undefined ? {} : { project: of.project }),
        ...(of.offer === undefined ? {} : { offer: of.offer }),
      },
      card: row,
      channel: channel?.channelId,
      reach: usual,
    }),
  );
}

const submitOffer = onSubmit(ids.offerModal, async (it, of, fields): Promise<Reply> => {
  const { scope, person, now } = it;
  const t = copy.for(it);
  const { what, support, weeks } = fields;
  const challenge = fields.challenge === null ? null : Number(fields.challenge);
  const card = { what, skill: oneLine(fields.skill), challenge, weeks, support };
  const wrong = whyNotCard(card);
  const may = mayBeginIn(person, fields.channel === null ? null : await scope.channel(fields.channel));
  if (!may.ok || challenge === null || weeks === null || Object.keys(wrong).length > 0)
    return errors({
      ...Object.fromEntries(
        Object.entries(wrong).map(([field, why]) => [
          field,
          t.plain(`refused.${why}`, { ...limitsOf, ...weeksOf }),
        ]),
      ),
      ...(may.ok ? {} : { channel: channelError(t, may.code) }),
    });
  const reach = visibilityOf(visibilityOffer(person, may.value), fields.reach, true);
  const saved = { ...card, challenge, weeks, channel: may.value.channelId, reach };
  if (of.offer !== undefined)
    return (await operations.change(it, person.userId, of.offer, saved))
      ? tell(it, 'told.changed')
      : tell(it, 'told.offerGone');
  await operations.offer(it, person.userId, saved);
  if (of.project !== undefined) await operations.answerIdea(scope, person.userId, of.project);
  return say(messageOf(t.mrkdwn(`offered.${reach}`, { until: onDay(now + offeredFor) })));
});

function channelError(t: T, code: string): string {
  if (code === 'archived') return t.plain('there.archived');
  return code === 'guest' || code === 'external' ? t.plain('told.guest') : t.plain('there.outside');
}

const help = (t: T): Message =>
  messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.offer'), t.mrkdwn('help.unseen'));

/** After the command, in each language. */
const offerWords: readonly string[] = ['offer', 'anbieten'];

export const offering: FeaturePart = {
  commands: [
    {
      name: '/stretch',
      ...helped(copy, help),
      isReader: true,
      run: async (it, text): Promise<Reply> => {
        if (text === '') return openList(it);
        if (offerWords.includes(text.toLowerCase())) return openForm(it, {});
        const t = copy.for(it);
        const known = help(t).blocks;
        return say(messageOf(t.mrkdwn('help.unknown', { typed: text }), ...known));
      },
    },
  ],
  actions: [
    onReading(ids.openList, openList),
    ...onReadingPages(ids.listPages, async (it, { page }) => update(await listOf(it, page))),
    onReading(ids.openOffer, openForm),
    onAction(ids.offerAgain, async (it, { offer }) =>
      (await operations.again(it, it.person.userId, offer))
        ? tell(it, 'told.again')
        : tell(it, 'told.offerGone'),
    ),
    onAction(ids.takeBack, async (it, { choice }) => {
      await unchoose(it.scope, choice);
      return tell(it, `told.${choice}Back`);
    }),
    onAction(ids.dropOffer, async (it, { offer }) =>
      (await operations.drop(it.scope, it.person.userId, offer))
        ? tell(it, 'told.dropped')
        : tell(it, 'told.offerGone'),
    ),
  ],
  views: [submitOffer],
};
