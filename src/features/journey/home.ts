/** App Home's part on the person's own journey. Empty without one. */
import { journeyCopy } from './copy.ts';
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { recurrenceLine } from './entries/timeline.ts';
import { chooseRecurrence, seeJourney, write } from './ids.ts';
import { keepingOf, newDraft, timelineOf } from './rows.ts';
import { sponsored, type Sponsoring } from './sponsored.ts';

/** @param practices those that name who stands for learning in a channel */
export const homeAmong = (practices: Sponsoring): HomeSection => ({
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const { userId: person } = read.viewer;
    const keeping = await keepingOf(read);
    const draft = await newDraft(read);
    const told = await timelineOf(read, person);
    const isAsked = keeping !== null && keeping.rhythm !== 'never';
    const [latest] = told;
    const t = journeyCopy.for(renderContext);
    const first = await sponsored(practices, read, person, renderContext.now);
    const theirs =
      first === null
        ? []
        : [
            section(
              t.mrkdwn('home.sponsor', {
                who: nameOf(first.teller_id),
                channel: channelLink(first.channel_id),
              }),
              button(seeJourney, t.plain('home.sponsorRead'), { person: first.teller_id }),
            ),
          ];
    if (!isAsked && draft === null && latest === undefined)
      return theirs.length === 0 ? [] : [header(t.plain('home.journeys')), ...theirs];
    const line =
      latest === undefined
        ? t.mrkdwn('home.none')
        : t.mrkdwn('home.entries', { count: told.length, day: onDay(latest.rows[0].told_at) });
    return [
      header(t.plain('home.title')),
      ...theirs,
      section(line),
      ...(draft === null ? [] : [section(t.mrkdwn('home.draft', { day: onDay(draft.typedAt) }))]),
      context(recurrenceLine(t, keeping)),
      actions([
        button(write, t.plain(draft === null ? 'mine.write' : 'mine.goOn'), {}),
        button(seeJourney, t.plain('home.all'), { person }),
        button(chooseRecurrence, t.plain('mine.rhythm'), {}),
      ]),
    ];
  },
});
