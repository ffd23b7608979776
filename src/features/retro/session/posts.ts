/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import type { RowId } from '#core/ids.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { definePost, type Over } from '#core/post.ts';
import { atMoment, mention } from '#core/sentence.ts';
import { themesOf } from '../group/operations.ts';
import { ratingOf } from '../rating/rows.ts';
import type { RetroKey } from '#locales/retro.ts';
import { order, postNames } from './ids.ts';
import { hasAnswered, loadRetro } from './load.ts';
import { mainMessage } from './message.ts';
import { isOpen } from './phases.ts';
import { facilitatorNotice, phaseMessage, reminderMessage } from './thread.ts';
import { titled, wordsOf } from './words.ts';

/** That it is over, where the reader may still see the retrospective. */
const past =
  (key: Extract<RetroKey, 'thread.past' | 'reminder.past'>): Over<{ readonly retro: RowId }> =>
  async (view, { retro }, drawing) =>
    (await loadRetro(view, retro)) === null ? gone(view, {}, drawing) : wordsOf(drawing).t.mrkdwn(key);

const main = definePost(postNames.main, {
  title: titled('title.main'),
  build: async (view, { retro }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded === null) return null;
    return mainMessage(wordsOf(drawing), loaded, {
      rating: ratingOf(loaded, drawing.now),
      themes: loaded.row.phase === 'closed' ? await themesOf(view, loaded.row) : [],
    });
  },
  over: gone,
});

/** `at`: when it began, since it can begin again; missing in old ones. */
const thread = definePost(postNames.thread, {
  title: titled('title.phase'),
  build: async (view, params, drawing) => {
    const loaded = await loadRetro(view, params.retro);
    const phase = order[params.phase];
    return loaded === null || phase === undefined ? null : phaseMessage(wordsOf(drawing), loaded, phase);
  },
  over: past('thread.past'),
});

/** `from`: who decided it; `at`: so that whoever facilitates a second time is said to. Both are missing in old ones. */
const takenOver = definePost(postNames.takenOver, {
  title: titled('title.takenOver'),
  build: async (view, { retro, person, from = person }, drawing) => {
    const loaded = await loadRetro(view, retro);
    // Somebody else has taken over meanwhile, or it is over: nothing to say any more.
    if (loaded?.retro.facilitator !== person || !isOpen(loaded.retro.phase)) return null;
    const { t } = wordsOf(drawing);
    const facilitator = mention(person);
    return messageOf(
      from === person
        ? t.mrkdwn('thread.takenOver', { facilitator })
        : t.mrkdwn('decided.handedOver', { by: mention(from), facilitator }),
    );
  },
  over: past('thread.past'),
});

/** Somebody set the end of the phase that is on. */
const decidedUntil = definePost(postNames.decided, {
  title: titled('title.decided'),
  build: async (view, { retro, by, until }, drawing) => {
    const loaded = await loadRetro(view, retro);
    // Another end was set meanwhile, or it has come.
    if (loaded?.retro.endsAt !== until) return null;
    return messageOf(wordsOf(drawing).t.mrkdwn('decided.until', { by: mention(by), until: atMoment(until) }));
  },
  over: past('thread.past'),
});

/** `phase` is missing in old ones, of collecting. */
const reminder = definePost(postNames.reminder, {
  title: titled('title.reminder'),
  build: async (view, params, drawing) => {
    const loaded = await loadRetro(view, params.retro);
    const phase = order[params.phase ?? 0];
    if (loaded === null || phase === undefined || !isOpen(phase) || loaded.retro.phase !== phase) return null;
    return (await hasAnswered(view, loaded.row, phase)) ? null : reminderMessage(wordsOf(drawing), loaded);
  },
  over: past('reminder.past'),
});

/** What the thread would say, to whoever facilitates, where the channel is shown nothing any more. */
const aside = definePost(postNames.aside, {
  title: titled('title.aside'),
  build: async (view, { retro, phase }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded === null || loaded.retro.isShown || loaded.retro.phase !== order[phase]) return null;
    return facilitatorNotice(wordsOf(drawing), loaded);
  },
  over: past('reminder.past'),
});

export const posts = [main, thread, takenOver, decidedUntil, reminder, aside];
