/** What is pressed, posted and done later when somebody who did it before is asked. */
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, userId, type UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  push,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf } from '#core/sentence.ts';
import { type Why, whyNot } from '../before/answering.ts';
import { type BeforeRow, loadBefore } from '../before/rows.ts';
import type { Others } from '../lessons/operations.ts';
import { tell } from '../session/answers.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { answerTo, asksOf, type AssistRow, loadAssist, loadYes, yesesTo } from './rows.ts';
import * as screens from './screens.ts';
import { suggest, whoMayBeAsked } from './suggest.ts';

type Owned = { readonly row: BeforeRow } | { readonly why: Why };

/** The review that is theirs to ask about, or what stands in the way. */
async function owned(it: Reading, id: RowId): Promise<Owned> {
  const { scope, person } = it;
  const row = await loadBefore(scope, id);
  const why = await whyNot(it, row);
  if (why !== null) return { why };
  if (row === null) throw new Error('a review that may be acted on is seen');
  const owner = await operations.ownerOf(scope, row);
  if (owner === null || owner === person.userId) return { row };
  const t = wordsFor(it);
  const values = { owner: nameOf(owner) };
  return { why: { plain: t.plain('assist.notOwner', values), mrkdwn: t.mrkdwn('assist.notOwner', values) } };
}

async function askedOf(read: ReadScope, before: RowId, by: UserId, now: number): Promise<screens.Asked> {
  const asks = await asksOf(read, before, by);
  const here = new Set<UserId>();
  for (const { peer_id: peer } of asks)
    if (peer !== null && (await read.person(peer))?.memberType === 'member') here.add(peer);
  return { asks, yeses: await yesesTo(read, before, by), here, now };
}

const find = (others: Others) =>
  onReading(ids.findPeers, async (it, { before }) => {
    const found = await owned(it, before);
    if ('why' in found) return say(messageOf(found.why.mrkdwn));
    const { row } = found;
    const { scope, person, now } = it;
    const suggestions = await suggest(others, scope, row, person.userId, now);
    const asked = await askedOf(scope, row.id, person.userId, now);
    return open(screens.renderFind(wordsFor(it), row, suggestions, asked));
  });

const openAsk = onReading(ids.askPeer, async (it, { before, peer }) => {
  const found = await owned(it, before);
  if ('why' in found) return say(messageOf(found.why.mrkdwn));
  const { row } = found;
  const mayBe = await whoMayBeAsked(it.scope, row, it.person.userId, it.now);
  return mayBe.has(peer) ? push(screens.renderAsk(wordsFor(it), row, peer)) : tell(it, 'assist.notNow');
});

const submitAsk = onSubmit(ids.askModal, async (it, { before, peer }, { words }): Promise<Reply> => {
  const t = wordsFor(it);
  const found = await owned(it, before);
  if ('why' in found) return errors({ words: found.why.plain });
  const { row } = found;
  if (words === '') return errors({ words: t.plain('assist.wordsEmpty') });
  const mayBe = await whoMayBeAsked(it.scope, row, it.person.userId, it.now);
  if (!mayBe.has(peer)) return errors({ words: t.plain('assist.notNow') });
  await operations.ask(it, row, it.person, peer, words);
  return clear;
});

/** An ask that is theirs to answer, from somebody who is still here. */
async function withAssist<Access extends Reading>(
  it: Access,
  id: RowId,
  run: (row: AssistRow, asker: UserId) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadAssist(it.scope, id);
  if (row === null || row.peer_id !== it.person.userId) return tell(it, 'assist.gone');
  const asker = await askerOf(it.scope, row);
  return asker === null ? tell(it, 'assist.askerGone') : run(row, asker);
}

/** `null`: they were erased, or left. */
async function askerOf(read: ReadScope, { asked_by: by }: AssistRow): Promise<UserId | null> {
  const person = by === null ? null : await read.person(by);
  return person?.memberType === 'member' ? person.userId : null;
}

const yes = (it: Interaction, id: RowId) =>
  withAssist(it, id, async (row, asker) =>
    (await operations.agreeToHelp(it, row, asker, it.person.userId))
      ? nothing
      : tell(it, 'assist.saidBefore'),
  );

const no = (it: Interaction, id: RowId) =>
  withAssist(it, id, async (row) => {
    if ((await answerTo(it.scope, row)) !== null) return tell(it, 'assist.saidBefore');
    await operations.answer(it, row, it.person.userId, 'no', null);
    return nothing;
  });

const openPass = (it: Reading, id: RowId) =>
  withAssist(it, id, async (row) => {
    if ((await answerTo(it.scope, row)) !== null) return tell(it, 'assist.saidBefore');
    const people = await operations.whoTakesIt(it.scope, row, it.person.userId);
    if (people.length === 0) return tell(it, 'assist.passNobody');
    const names = await it.scope.names(people);
    return open(
      screens.renderPass(
        wordsFor(it),
        row,
        people.map((user) => [user, names.get(user) ?? user] as const),
      ),
    );
  });

const submitPass = onSubmit(ids.passModal, async (it, { assist }, { to }): Promise<Reply> => {
  const t = wordsFor(it);
  const row = await loadAssist(it.scope, assist);
  if (row === null || row.peer_id !== it.person.userId || (await askerOf(it.scope, row)) === null)
    return errors({ to: t.plain('assist.goneForm') });
  if ((await answerTo(it.scope, row)) !== null) return errors({ to: t.plain('assist.saidBeforeForm') });
  const people = await operations.whoTakesIt(it.scope, row, it.person.userId);
  const other = isId(to) ? userId(to) : null;
  if (other === null || !people.includes(other)) return errors({ to: t.plain('assist.passNotAgreed') });
  await operations.pass(it, row, it.person.userId, other);
  return nothing;
});

const copy = { ...retroCopy, for: wordsFor };
const aboutAssist = postsAbout(copy, (read, { assist }: ids.OfAssist) => loadAssist(read, assist));
const aboutBefore = postsAbout(copy, (read, { before }: Readonly<Record<'before', RowId>>) =>
  loadBefore(read, before),
);
const aboutYes = postsAbout(copy, (read, { yes: id }: Readonly<Record<'yes', RowId>>) => loadYes(read, id));

const posts = [
  aboutAssist.post(
    ids.assistPosts.asked,
    'title.assistAsked',
    async (t, row, _params, read) => {
      const asker = await askerOf(read, row);
      return asker === null ? null : screens.askedMessage(t, row, await answerTo(read, row), asker);
    },
    aboutAssist.over((t) => t.mrkdwn('assist.askerGone')),
  ),
  aboutBefore.post(ids.assistPosts.mine, 'title.assistMine', async (t, row, { by }, read) =>
    screens.mineMessage(t, row, await askedOf(read, row.id, by, t.now)),
  ),
  aboutYes.post(ids.assistPosts.guide, 'title.assistGuide', (t, row, _params, read) => {
    const { asked_by: asker, peer_id: peer } = row;
    if (asker === null || peer === null || read.viewer.kind !== 'person') return null;
    return screens.guideMessage(t, row, asker, peer, read.viewer.userId);
  }),
];

/** @param others the practices that keep lessons */
export const assisting = (others: Others): FeaturePart => ({
  actions: [
    find(others),
    openAsk,
    onAction(ids.sayYes, (it, { assist }) => yes(it, assist)),
    onAction(ids.sayNo, (it, { assist }) => no(it, assist)),
    onReading(ids.passOn, (it, { assist }) => openPass(it, assist)),
  ],
  views: [submitAsk, submitPass],
  posts,
  jobs: [
    defineJob(ids.assistJobs.deliver, 'transition', {
      title: retroCopy.titled('title.assistAsked'),
      run: (context, { assist }) => operations.deliver(context, assist),
    }),
    defineJob(ids.assistJobs.settle, 'transition', {
      title: retroCopy.titled('title.assistMine'),
      run: ({ scope }, { assist }) => operations.settle(scope, assist),
    }),
    defineJob(ids.assistJobs.rested, 'transition', {
      title: retroCopy.titled('title.assistAsked'),
      run: ({ scope, now }, { person }) => operations.rest(scope, person, now),
    }),
  ],
});
