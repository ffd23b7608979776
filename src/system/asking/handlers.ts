/** Answers what people write to Lore in its Messages tab, each message once. */
import type { Asked } from '#core/asking.ts';
import type { SystemFeature } from '#core/feature.ts';
import type { TeamId } from '#core/ids.ts';
import { keyOf } from '#core/post-ref.ts';
import { tsOf } from '#core/message-ts.ts';
import { definePost, stays } from '#core/post.ts';
import { plainWords } from '#core/text.ts';
import type { SystemPort } from '../port.ts';
import { askingCopy } from './copy.ts';
import { findAnswer, readShown, topicsFor } from './find.ts';
import { answerIn, answerPost, answerStart, answerTo } from './ids.ts';
import { isQuestion, meaningOf } from './rules.ts';
import { namesTopics, renderAnswer } from './screens.ts';

type Port = Pick<SystemPort, 'features' | 'store' | 'directory' | 'clock' | 'asides'>;

/** The practice with which one asks others. */
const asksOthers = 'questions';

export function asking({ features, asides }: Pick<Port, 'features' | 'asides'>): SystemFeature {
  return {
    name: 'asking',
    posts: [
      definePost(answerPost, {
        title: askingCopy.titled('title'),
        // It is what was known then.
        over: stays,
        repliesTo: ({ root }) => tsOf(root),
        build: async (read, params, context) => {
          const answer = answerIn(params);
          const { viewer } = read;
          const key =
            viewer.kind === 'person' ? keyOf(answerTo({ ...params, user: viewer.userId }, answer)) : '';
          return renderAnswer(askingCopy.in(context.locale, context.tz), {
            answer,
            lessons: await readShown(features, read, answer.shown, context),
            topics: namesTopics(answer) ? await topicsFor(features, read, context) : [],
            notes: asides.of(key),
            canAsk: await read.isOn(asksOthers),
          });
        },
      }),
    ],
  };
}

/**
 * Answers once, in the thread of what was written, however often it is called. Who is no member or guest of the workspace is not answered, and neither
 * is what is no question in the thread of something else.
 */
export function answering({ features, store, directory, clock, asides }: Port) {
  return async (team: TeamId, asked: Asked): Promise<void> => {
    const { user, text, isReply } = asked;
    // As a search takes them: a mention is who is meant, after `by:` and `in:`.
    const typed = plainWords(text, ({ sign, id, label }) =>
      sign === '!' ? (label ?? `@${id}`) : `<${sign}${id}>`,
    );
    if (isReply && !isQuestion(typed)) return;
    const person = await directory.person(team, user);
    if (person.memberType !== 'member' && person.memberType !== 'guest') return;
    if (await store.standing.isPublished(team, answerStart(asked))) return;
    const viewer = { kind: 'person', userId: user } as const;
    await directory.ensureAccess(team, viewer);
    const context = { now: clock.now(), locale: person.locale, tz: person.tz };
    await store.transact(team, viewer, async (scope) => {
      const { notes, ...answer } = await findAnswer(features, scope, meaningOf(typed), context);
      const post = answerTo(asked, answer);
      asides.keep(keyOf(post), notes);
      await scope.publish(post);
    });
  };
}
