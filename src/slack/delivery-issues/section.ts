/** What App Home shows of posts nobody knows of, posts that were refused, prompts that were missed, and messages that wait. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, bullets, header, section } from '#core/kit/blocks.ts';
import { atMoment, channelLink, type Say } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { DeliveryIssuesSentences } from '#locales/delivery-issues.ts';
import type { MissedJob, Surfaced, SurfacedPost } from '../../jobs/delivery-issues.ts';
import { dismiss, isThere, postAgain } from '../home/system-ids.ts';
import { whyRefused } from './refusals.ts';
import type { Named } from './titles.ts';

/** So many of the messages that wait are named; the rest are counted. */
const mostNamed = 10;

/**
 * Waits for the person's decision, the oldest first; nothing when nothing does.
 * @param titles of everything in `surfaced`
 */
export function surfacedSections(
  say: Say<DeliveryIssuesSentences>,
  surfaced: Surfaced,
  titles: ReadonlyMap<Named, string>,
): KnownBlock[][] {
  const what = (one: Named) => titles.get(one) ?? say.plain('something');
  return [
    ...under(say.plain('askedTitle'), [
      ...surfaced.unknown.map((post) => askedBlocks(say, post, what(post))),
      ...surfaced.failed.map((post) => failedBlocks(say, post, what(post))),
    ]),
    ...under(
      say.plain('missedTitle'),
      surfaced.missed.map((job) => missedBlocks(say, job, what(job))),
    ),
    ...under(say.plain('heldTitle'), heldBlocks(say, surfaced.held.map(what))),
  ];
}

/** A heading above the first of several entries; nothing above none. */
function under(title: string, [first, ...rest]: readonly KnownBlock[][]): KnownBlock[][] {
  return first === undefined ? [] : [[header(title), ...first], ...rest];
}

function askedBlocks(say: Say<DeliveryIssuesSentences>, post: SurfacedPost, what: string): KnownBlock[] {
  return [
    section(say.mrkdwn(post.channel === null ? 'askedDirect' : 'asked', { what, ...whereAndWhen(post) })),
    actions([
      button(postAgain, say.plain('again'), { id: post.id }),
      button(isThere, say.plain('there'), { id: post.id }),
    ]),
  ];
}

function failedBlocks(say: Say<DeliveryIssuesSentences>, post: SurfacedPost, what: string): KnownBlock[] {
  const key = post.channel === null ? 'failedDirect' : 'failed';
  const text = [say.mrkdwn(key, { what, ...whereAndWhen(post) }), whyRefused(say, post.note, post.id)];
  return [
    section(join(text, ' ')),
    actions([
      button(postAgain, say.plain('again'), { id: post.id }),
      button(dismiss, say.plain('understood'), { id: post.id }),
    ]),
  ];
}

function whereAndWhen(post: SurfacedPost) {
  return {
    at: atMoment(post.decidedAt),
    ...(post.channel === null ? {} : { place: channelLink(post.channel) }),
  };
}

function missedBlocks(say: Say<DeliveryIssuesSentences>, job: MissedJob, what: string): KnownBlock[] {
  const values = { what, at: atMoment(job.wasDueAt) };
  const text =
    job.state === 'missed'
      ? [say.mrkdwn('missed', values)]
      : [say.mrkdwn('gaveUp', values), whyRefused(say, job.note, job.key)];
  return [section(join(text, ' '), button(dismiss, say.plain('understood'), { id: job.key }))];
}

function heldBlocks(say: Say<DeliveryIssuesSentences>, all: readonly string[]): KnownBlock[][] {
  if (all.length === 0) return [];
  const more = all.length - mostNamed;
  const named = [...all.slice(0, mostNamed), ...(more > 0 ? [say.plain('heldMore', { count: more })] : [])];
  return [[section(say.mrkdwn('held', { count: all.length })), bullets(named.map((title) => [title]))]];
}
