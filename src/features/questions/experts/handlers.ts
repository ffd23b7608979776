/** A person says what they know, and whether they may be asked. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import type { Plain } from '#core/text.ts';
import { copy } from '../copy.ts';
import { goOn, rest } from '../people/operations.ts';
import { askAgain, changeKnows, hideKnows, knowsModal } from './ids.ts';
import { ownExpertise, say as sayKnows, takeBack } from './rows.ts';
import { type KnowsRefusal, limitsOf, topicsIn, whyNotKnows } from './rules.ts';
import { knowsMessage, renderKnows } from './screens.ts';
import { topicsOf, type Writings } from './suggest.ts';

const forMembers = (it: Reading): Reply => say(messageOf(copy.for(it).mrkdwn('knows.members')));

/** Opens the form. Guests and people of other organisations are in no offer. */
export async function openKnows(others: Writings, it: Reading): Promise<Reply> {
  const { scope, person, now } = it;
  if (person.memberType !== 'member') return forMembers(it);
  const suggested = await topicsOf(others, scope, person.userId, { now, tz: person.tz });
  return open(renderKnows(copy.for(it), await ownExpertise(scope), suggested));
}

function refusal(it: Reading, code: KnowsRefusal): Plain {
  const t = copy.for(it);
  switch (code) {
    case 'manyTopics':
      return t.plain('field.manyTopics', { most: limitsOf.topics });
    case 'topicLong':
      return t.plain('field.topicLong', { most: limitsOf.topic });
    case 'none':
    case 'noWord':
      return t.plain(`knows.refused.${code}`);
  }
}

/** @param others what other practices have that people wrote */
export const knowing = (others: Writings): FeaturePart => ({
  actions: [
    onReading(changeKnows, (it) => openKnows(others, it)),
    onAction(hideKnows, async (it) => {
      await takeBack(it);
      await it.scope.refreshHome(it.person.userId);
      return say(knowsMessage(copy.for(it), []));
    }),
    onAction(askAgain, async (it) => {
      await goOn(it, it.person.userId);
      return say(knowsMessage(copy.for(it), await ownExpertise(it.scope)));
    }),
  ],
  views: [
    onSubmit(knowsModal, async (it, _metadata, fields): Promise<Reply> => {
      const { scope, person, now } = it;
      if (person.memberType !== 'member') return forMembers(it);
      const topics = topicsIn(fields.topics);
      const mayAsk = fields.asked.includes('mayAsk');
      const code = whyNotKnows(topics, mayAsk);
      if (code !== null) return errors({ topics: refusal(it, code) });
      await sayKnows(it, topics, mayAsk);
      // Who agrees once more has been asked as often as before.
      await rest(scope, person.userId, now);
      await scope.refreshHome(person.userId);
      return say(knowsMessage(copy.for(it), await ownExpertise(scope)));
    }),
  ],
});
