/** A core member asks who finished something to present it; they accept with a title, or decline in silence. */
import { day } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
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
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { nameOf } from '#core/sentence.ts';
import type { Finished } from '#core/subject.ts';
import { oneLine } from '#core/text.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Others } from '../meetings/agenda.ts';
import { asCore } from '../meetings/handlers.ts';
import { tell } from '../setup/handlers.ts';
import * as operations from './operations.ts';
import { inviteAnswer, type InviteRow, loadInvite, ownInvites } from './rows.ts';
import * as screens from './screens.ts';

/** What was over before that is old news. */
const recent = 180 * day;

/** What the person knows to be over and who can be asked about it, the newest first. */
async function works(others: Others, { scope, now }: Reading): Promise<readonly Finished[]> {
  const found: Finished[] = [];
  for (const one of others()) found.push(...((await one.finished?.(scope, now - recent)) ?? []));
  const here: Finished[] = [];
  for (const one of found) if ((await scope.person(one.who))?.memberType === 'member') here.push(one);
  return here.toSorted((a, b) => b.at - a.at);
}

/** A question that is theirs to answer, also once who asked it has left. */
async function withInvite<Access extends Reading>(
  it: Access,
  id: RowId,
  run: (row: InviteRow) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadInvite(it.scope, id);
  return row === null || row.person_id !== it.person.userId ? tell(it, 'told.askGone') : run(row);
}

const decline = (it: Interaction, id: RowId) =>
  withInvite(it, id, async (row) => {
    if ((await inviteAnswer(it.scope, row)) !== null) return tell(it, 'told.saidBefore');
    await operations.answer(it, row, it.person.userId, 'no');
    return nothing;
  });

const backOut = (it: Interaction, id: RowId) =>
  withInvite(it, id, async (row) => {
    await operations.takeBack(it.scope, row);
    await operations.answer(it, row, it.person.userId, 'no');
    return nothing;
  });

const submitAccept = onSubmit(ids.acceptModal, async (it, { invite }, fields): Promise<Reply> => {
  const t = copy.for(it);
  const row = await loadInvite(it.scope, invite);
  const user = it.person.userId;
  if (row === null || row.person_id !== user || row.reach_id === null)
    return errors({ title: t.plain('told.askGone') });
  if ((await inviteAnswer(it.scope, row))?.answer === 'yes')
    return errors({ title: t.plain('told.saidBefore') });
  const title = oneLine(fields.title);
  if (title === '') return errors({ title: t.plain('accept.empty') });
  await operations.accept(it, row, { user, reach: row.reach_id }, title);
  return clear;
});

export function presentingAmong(others: Others): FeaturePart {
  const about = postsAbout(copy, (read, { invite }: ids.OfInvite) => loadInvite(read, invite));
  return {
    actions: [
      onReading(ids.inviteTeam, async (it, { forum }): Promise<Reply> => {
        const core = await asCore(it, forum);
        if ('why' in core) return tell(it, core.why);
        const found = await works(others, it);
        return found.length === 0
          ? tell(it, 'told.nothingOver')
          : open(screens.renderInvite(copy.for(it), core.forum, found));
      }),
      onReading(ids.wouldPresent, (it, { invite }) =>
        withInvite(it, invite, async (row) =>
          (await inviteAnswer(it.scope, row))?.answer === 'yes'
            ? tell(it, 'told.saidBefore')
            : open(screens.renderAccept(copy.for(it), row)),
        ),
      ),
      onAction(ids.wouldNot, (it, { invite }) => decline(it, invite)),
      onAction(ids.backOut, (it, { invite }) => backOut(it, invite)),
    ],
    views: [
      onSubmit(ids.inviteModal, async (it, { forum }, fields): Promise<Reply> => {
        const t = copy.for(it);
        const core = await asCore(it, forum);
        if ('why' in core) return errors({ work: t.plain(core.why) });
        const work = (await works(others, it)).find(({ id }) => id === fields.work);
        if (work === undefined) return errors({ work: t.plain('invite.gone') });
        if (!(await operations.invite(it, core.forum, it.person.userId, work)))
          return errors({ work: t.plain('invite.before') });
        return say(messageOf(t.mrkdwn('invite.sent', { who: nameOf(work.who) })));
      }),
      submitAccept,
    ],
    posts: [
      about.post(
        ids.posts.invite,
        'title.invite',
        async (t, row, _params, read) => {
          // Asked the same by two of the core group, they read it once.
          const own = row.person_id === null ? [] : await ownInvites(read, row.person_id);
          if (!own.some(({ id }) => id === row.id)) return null;
          return screens.inviteMessage(t, row, (await inviteAnswer(read, row))?.answer ?? null);
        },
        copy.says('ask.over'),
      ),
    ],
    jobs: [
      defineJob(ids.jobs.presents, 'transition', {
        title: copy.titled('title.invite'),
        run: (context, { invite }) => operations.present(context, invite),
      }),
    ],
  };
}
