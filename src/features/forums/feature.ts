/** Forums: communities of practice. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { onReading, type Reply, say } from '#core/listener.ts';
import { messageOf } from '#core/kit/message.ts';
import { commandsWith, type Page } from './commands.ts';
import { copy } from './copy.ts';
import { coreGroup } from './core/handlers.ts';
import { homeSection } from './home.ts';
import { openPage } from './ids.ts';
import { forumHere, meetingsWith, type Others } from './meetings/handlers.ts';
import { items, itemsOf, meetings } from './meetings/rows.ts';
import { lessonSeeds, notesAmong, offerNotes } from './notes/handlers.ts';
import { notes } from './notes/rows.ts';
import { type AgendaOf, buttonsFor, forumBlocks, forumPage } from './page.ts';
import { presentingAmong } from './presenting/handlers.ts';
import { fill } from './presenting/operations.ts';
import { inviteAnswers, invites, presentedAt, talks } from './presenting/rows.ts';
import { talkPieces } from './presenting/screens.ts';
import { quarters } from './quarter/handlers.ts';
import { askHow, stop } from './quarter/operations.ts';
import { artefacts } from './quarter/rows.ts';
import { forumTable, people } from './rows.ts';
import { setup, tell } from './setup/handlers.ts';
import { answers, asks, plans, yeses } from './setup/rows.ts';
import { acts, dates, digestItems } from './week.ts';

const agendaOf: AgendaOf = async ({ scope }, { id }, coming, t) => {
  const meeting = coming?.id ?? null;
  return {
    items: await itemsOf(scope, id, meeting),
    talks: (await presentedAt(scope, id, meeting)).map((talk) => talkPieces(t, talk)),
  };
};

const page: Page = (it, channel) =>
  forumPage(it, channel, (reading, forum, there) =>
    forumBlocks(reading, forum, there, agendaOf, buttonsFor(copy.for(reading), reading, forum)),
  );

const opening = onReading(openPage, async (it, { forum: id }): Promise<Reply> => {
  const here = await forumHere(it, id);
  if (here === null) return tell(it, 'told.forumGone');
  const { forum, channel } = here;
  const t = copy.for(it);
  return say(messageOf(...(await forumBlocks(it, forum, channel, agendaOf, buttonsFor(t, it, forum)))));
});

/** @param all the practices of the workspace: what they have on a subject, and what is over; none is known here */
export function forumsAmong(all: () => readonly Feature[]): Feature {
  const others: Others = () => all().filter(({ name }) => name !== 'forums');
  const meeting = meetingsWith(
    others,
    async (read, { forum_id: forum, id }, t) =>
      (await presentedAt(read, forum, id)).map((talk) => talkPieces(t, talk)),
    {
      fill,
      ask: askHow,
      pause: async (work, forum) => {
        await stop(work, forum, 'paused', null);
      },
    },
    offerNotes,
  );
  const parts = [
    setup,
    meeting,
    coreGroup,
    quarters,
    presentingAmong(others),
    notesAmong(all),
    { actions: [opening] },
  ];
  return {
    name: 'forums',
    title: copy.named('practice.title'),
    startsOff: { does: copy.named('practice.does') },
    copy,
    tables: [
      ...[plans, asks, yeses, answers, forumTable, people, meetings, items],
      ...[invites, inviteAnswers, talks, notes, artefacts],
    ],
    ...joinParts(parts),
    commands: commandsWith(page),
    schedules: meeting.schedules,
    lessonSeeds,
    homeSection,
    digestItems,
    dates,
    acts,
  };
}
