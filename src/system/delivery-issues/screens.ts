/** App Home's part on posts that may not have arrived, refused posts, missed prompts, and messages that wait. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, bullets, header, section } from '#core/kit/blocks.ts';
import { atMoment, channelLink, type TranslatorOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { DeliveryIssuesSentences } from '#locales/delivery-issues.ts';
import type { MissedJob, Surfaced, DeliveryIssue } from '../../jobs/delivery-issues.ts';
import { dismiss, isThere, postAgain, sendKept } from './ids.ts';
import { whyRefused } from './refusals.ts';
import type { Named } from './titles.ts';

/** How many waiting messages are named; the rest are counted. */
const mostNamed = 10;

/** What waits for the person's decision, the oldest first; empty if nothing does. @param titles of everything in `surfaced` */
export function deliveryIssueSections(
  t: TranslatorOf<DeliveryIssuesSentences>,
  deliveryIssues: Surfaced,
  titles: ReadonlyMap<Named, string>,
): KnownBlock[][] {
  const what = (one: Named) => titles.get(one) ?? t.plain('something');
  return [
    ...under(t.plain('askedTitle'), [
      ...deliveryIssues.unknown.map((post) => askedBlocks(t, post, what(post))),
      ...deliveryIssues.failed.map((post) => failedBlocks(t, post, what(post))),
    ]),
    ...under(
      t.plain('missedTitle'),
      deliveryIssues.missed.map((job) => missedBlocks(t, job, what(job))),
    ),
    ...under(t.plain('heldTitle'), [
      ...heldBlocks(t, deliveryIssues.held.map(what)),
      ...deliveryIssues.kept.map((post) => keptBlocks(t, post, what(post))),
    ]),
  ];
}

/** A heading above the first entry; nothing if there is none. */
function under(title: string, [first, ...rest]: readonly KnownBlock[][]): KnownBlock[][] {
  return first === undefined ? [] : [[header(title), ...first], ...rest];
}

function askedBlocks(
  t: TranslatorOf<DeliveryIssuesSentences>,
  post: DeliveryIssue,
  what: string,
): KnownBlock[] {
  return [
    section(t.mrkdwn(askedKey(post), { what, ...whereAndWhen(post) })),
    actions([
      button(postAgain, t.plain('again'), { id: post.id }),
      button(isThere, t.plain('there'), { id: post.id }),
    ]),
  ];
}

function askedKey({ channel, isLost }: DeliveryIssue) {
  if (channel === null) return isLost ? 'lostDirect' : 'askedDirect';
  return isLost ? 'lost' : 'asked';
}

function failedBlocks(
  t: TranslatorOf<DeliveryIssuesSentences>,
  post: DeliveryIssue,
  what: string,
): KnownBlock[] {
  const key = post.channel === null ? 'failedDirect' : 'failed';
  const text = [t.mrkdwn(key, { what, ...whereAndWhen(post) }), whyRefused(t, post.note, post.id)];
  return [
    section(join(text, ' ')),
    actions([
      button(postAgain, t.plain('again'), { id: post.id }),
      button(dismiss, t.plain('understood'), { id: post.id }),
    ]),
  ];
}

function whereAndWhen(post: DeliveryIssue) {
  return {
    at: atMoment(post.decidedAt),
    ...(post.channel === null ? {} : { place: channelLink(post.channel) }),
  };
}

function missedBlocks(t: TranslatorOf<DeliveryIssuesSentences>, job: MissedJob, what: string): KnownBlock[] {
  const values = { what, at: atMoment(job.wasDueAt) };
  const text =
    job.state === 'missed'
      ? [t.mrkdwn(job.note === 'restored' ? 'missedLost' : 'missed', values)]
      : [t.mrkdwn('gaveUp', values), whyRefused(t, job.note, job.key)];
  return [section(join(text, ' '), button(dismiss, t.plain('understood'), { id: job.key }))];
}

function keptBlocks(
  t: TranslatorOf<DeliveryIssuesSentences>,
  { id }: DeliveryIssue,
  what: string,
): KnownBlock[] {
  return [
    section(t.mrkdwn('kept', { what })),
    actions([button(sendKept, t.plain('sendKept'), { id }), button(dismiss, t.plain('notNow'), { id })]),
  ];
}

function heldBlocks(t: TranslatorOf<DeliveryIssuesSentences>, all: readonly string[]): KnownBlock[][] {
  if (all.length === 0) return [];
  const more = all.length - mostNamed;
  const named = [...all.slice(0, mostNamed), ...(more > 0 ? [t.plain('heldMore', { count: more })] : [])];
  return [[section(t.mrkdwn('held', { count: all.length })), bullets(named.map((title) => [title]))]];
}
