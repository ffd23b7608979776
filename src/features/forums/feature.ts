/** Forums: communities of practice. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { onReading, type Reply, say } from '#core/listener.ts';
import { messageOf } from '#core/kit/message.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { coreGroup } from './core/handlers.ts';
import { homeSection } from './home.ts';
import { openPage } from './ids.ts';
import { toLearn } from './learn.ts';
import type { Others } from './meetings/agenda.ts';
import { forumHere, meetingAmong } from './meetings/handlers.ts';
import { items, meetings } from './meetings/rows.ts';
import { lessonSeeds, notesAmong } from './notes/handlers.ts';
import { notes } from './notes/rows.ts';
import { forumBlocks } from './page.ts';
import { presentingAmong } from './presenting/handlers.ts';
import { inviteAnswers, invites, talks } from './presenting/rows.ts';
import { quarters } from './quarter/handlers.ts';
import { artefacts } from './quarter/rows.ts';
import { forumTable, people } from './rows.ts';
import { setup, tell } from './setup/handlers.ts';
import { answers, asks, plans, yeses } from './setup/rows.ts';
import { acts, dates, digestItems } from './week.ts';

const opening = onReading(openPage, async (it, { forum: id }): Promise<Reply> => {
  const here = await forumHere(it, id);
  if (here === null) return tell(it, 'told.forumGone');
  return say(messageOf(...(await forumBlocks(it, here.forum, here.channel))));
});

/** @param all the practices of the workspace: what they have on a subject, and what is over; none is known here */
export function forumsAmong(all: () => readonly Feature[]): Feature {
  const others: Others = () => all().filter(({ name }) => name !== 'forums');
  const meeting = meetingAmong(others);
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
    commands,
    schedules: meeting.schedules,
    lessonSeeds,
    homeSection,
    digestItems,
    dates,
    acts,
    toLearn,
  };
}
