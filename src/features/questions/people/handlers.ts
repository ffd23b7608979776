/** What is pressed, posted and done later when people who agreed to be asked are asked. */
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, userId, type UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayBeginIn, mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  clear,
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
  update,
} from '#core/listener.ts';
import { namesOf } from '#core/sentence.ts';
import type { Plain } from '#core/text.ts';
import { keptWords, quoted } from '../asking/form.ts';
import { postInChannel } from '../asking/operations.ts';
import { tooLong } from '../asking/screens.ts';
import { copy } from '../copy.ts';
import type { Writings } from '../experts/suggest.ts';
import { ownQuestion } from '../rows.ts';
import { limitsOf, whyNotWords } from '../rules.ts';
import { tell } from '../tell.ts';
import { stopAsking } from './ending.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { type AskRow, isAskerGone, isWanted, loadAsk, replyTo } from './rows.ts';
import { posts } from './posts.ts';
import { mostAsked } from './rules.ts';
import * as screens from './screens.ts';
import { suggest, whoMayBeAsked } from './suggest.ts';

/**
 * The next form, for a question that is meant for people.
 * @param of with the channel that it is asked in if nobody answers
 * @returns `null`: nobody may be asked who seems to know
 */
export async function choosePeople(
  others: Writings,
  it: Reading,
  of: Parameters<typeof screens.renderPeople>[1],
  words: string,
  names: Parameters<typeof screens.renderPeople>[3],
): Promise<Reply | null> {
  const { scope, person, now } = it;
  const found = await suggest(others, scope, words, person.userId, { now, tz: person.tz });
  return found.length === 0 ? null : update(screens.renderPeople(copy.for(it), of, words, names, found));
}

/** Why these people cannot be asked; `null`: they can. */
async function whyNotPeople(it: Reading, people: readonly UserId[]): Promise<Plain | null> {
  const { scope, person, now } = it;
  const t = copy.for(it);
  if (people.length === 0) return t.plain('people.refused.none');
  if (people.length > mostAsked) return t.plain('people.refused.many', { most: mostAsked });
  if (people.includes(person.userId)) return t.plain('people.refused.self');
  const mayBe = await whoMayBeAsked(scope, person.userId, now);
  const not = people.filter((user) => !mayBe.has(user));
  if (not.length === 0) return null;
  for (const user of not)
    if ((await scope.person(user))?.memberType !== 'member') return t.plain('people.refused.notMember');
  return t.plain('people.refused.notAgreed', { people: namesOf(not) });
}

const submitPeople = onSubmit(ids.peopleModal, async (it, of, { words, people }): Promise<Reply> => {
  const { scope, person } = it;
  const t = copy.for(it);
  const code = whyNotWords(words);
  if (code !== null) return errors({ words: t.plain(`words.${code}`, tooLong(words)) });
  const channel = of.channel === undefined ? null : await scope.channel(of.channel);
  const may = mayBeginIn(person, channel);
  if (!may.ok) return errors({ words: t.plain(`begin.${may.code}`, { command: '/ask' }) });
  const chosen = [...new Set(people)];
  const why = await whyNotPeople(it, chosen);
  if (why !== null) return errors({ people: why });
  const link = of.link ?? '';
  // They may have typed more since they were told who reads what is quoted.
  const quotes = await quoted(scope, words, link, may.value);
  const kept = keptWords(words, quotes, may.value, 'people', t.plain('unseen.link'));
  const asked = { words: kept, link, channel: may.value, names: of.names };
  const row = await operations.askPeople(it, person, asked, chosen);
  return say(screens.sentPeople(t, chosen, row));
});

/** Why an ask is not to be answered (any more); `null`: it is. */
async function whyNot(it: Reading, row: AskRow | null) {
  if (row === null || row.peer_id !== it.person.userId) return 'people.gone' as const;
  if (!(await isWanted(it.scope, row)) || (await isAskerGone(it.scope, row))) return 'people.over' as const;
  return null;
}

async function withAsk<Access extends Reading>(
  it: Access,
  id: RowId,
  run: (row: AskRow) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadAsk(it.scope, id);
  const why = await whyNot(it, row);
  return why !== null || row === null ? tell(it, why ?? 'people.gone') : run(row);
}

const openRelay = (it: Reading, id: RowId) =>
  withAsk(it, id, async (row) =>
    (await replyTo(it.scope, id))?.reply === 'answered'
      ? tell(it, 'people.answeredBefore')
      : open(screens.renderRelay(copy.for(it), row)),
  );

const submitRelay = onSubmit(ids.relayModal, async (it, { ask: id }, { words }): Promise<Reply> => {
  const t = copy.for(it);
  const row = await loadAsk(it.scope, id);
  const why = await whyNot(it, row);
  if (why !== null || row === null) return errors({ words: t.plain(why ?? 'people.gone') });
  if ((await replyTo(it.scope, id))?.reply === 'answered')
    return errors({ words: t.plain('people.answeredBefore') });
  const code = whyNotWords(words, limitsOf.answer);
  if (code !== null)
    return errors({ words: t.plain(`words.${code}`, { length: words.length, most: limitsOf.answer }) });
  await operations.relay(it, row, it.person.userId, words);
  return clear;
});

const later = (it: Interaction, id: RowId) =>
  withAsk(it, id, async (row) => {
    if ((await replyTo(it.scope, id)) !== null) return tell(it, 'people.saidBefore');
    await operations.reply(it, row, it.person.userId, 'later', null);
    return nothing;
  });

const openPass = (it: Reading, id: RowId) =>
  withAsk(it, id, async (row) => {
    if ((await replyTo(it.scope, id)) !== null) return tell(it, 'people.saidBefore');
    const people = await operations.whoTakesIt(it.scope, row, it.person.userId);
    if (people.length === 0) return tell(it, 'people.passNobody');
    const names = await it.scope.names(people);
    const called = people.map((user) => [user, names.get(user) ?? user] as const);
    return open(screens.renderPass(copy.for(it), row, called));
  });

const submitPass = onSubmit(ids.passModal, async (it, { ask: id }, { to }): Promise<Reply> => {
  const t = copy.for(it);
  const row = await loadAsk(it.scope, id);
  const why = await whyNot(it, row);
  if (why !== null || row === null) return errors({ to: t.plain(why ?? 'people.gone') });
  if ((await replyTo(it.scope, id)) !== null) return errors({ to: t.plain('people.saidBefore') });
  const people = await operations.whoTakesIt(it.scope, row, it.person.userId);
  const other = isId(to) ? userId(to) : null;
  if (other === null || !people.includes(other)) return errors({ to: t.plain('people.passNotAgreed') });
  await operations.pass(it, row, it.person.userId, other);
  return nothing;
});

async function inChannel(it: Interaction, id: RowId): Promise<Reply> {
  const { scope, person } = it;
  const question = await ownQuestion(scope, id);
  if (question?.row.state !== 'open') return tell(it, 'people.questionOver');
  const { row } = question;
  if (row.place !== 'people') return tell(it, 'people.inChannelBefore');
  const may = mayPostIn(await scope.channel(row.channel_id));
  if (!may.ok) return say(messageOf(copy.for(it).mrkdwn(`begin.${may.code}`, { command: '/ask' })));
  await postInChannel(it, row, person.userId);
  await scope.refresh(ids.nobodyPost(id, person.userId));
  return nothing;
}

async function notInChannel(it: Interaction, id: RowId): Promise<Reply> {
  if ((await ownQuestion(it.scope, id)) === null) return tell(it, 'people.questionOver');
  await operations.reply(it, { id, question_id: id }, it.person.userId, 'later', null);
  return nothing;
}

export const people: FeaturePart = {
  actions: [
    onReading(ids.answerAsk, (it, { ask: id }) => openRelay(it, id)),
    onReading(ids.passAsk, (it, { ask: id }) => openPass(it, id)),
    onAction(ids.laterAsk, (it, { ask: id }) => later(it, id)),
    onAction(ids.askChannel, (it, { question }) => inChannel(it, question)),
    onAction(ids.notChannel, (it, { question }) => notInChannel(it, question)),
  ],
  views: [submitPeople, submitRelay, submitPass],
  posts,
  jobs: [
    defineJob(ids.peopleJobs.deliver, 'transition', {
      title: copy.titled('title.ask'),
      run: (context, { ask: id }) => operations.deliver(context, id),
    }),
    defineJob(ids.peopleJobs.settle, 'transition', {
      title: copy.titled('title.nobody'),
      run: ({ scope }, { question }) => operations.settle(scope, question),
    }),
    defineJob(ids.peopleJobs.over, 'transition', {
      title: copy.titled('title.ask'),
      run: ({ scope }, { question }) => stopAsking(scope, question),
    }),
    defineJob(ids.peopleJobs.rested, 'transition', {
      title: copy.titled('title.ask'),
      run: ({ scope, now }, { person }) => operations.rest(scope, person, now),
    }),
  ],
};
