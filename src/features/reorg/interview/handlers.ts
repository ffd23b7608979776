/** A hand-over interview: its person’s presses and forms, and those of the successor. */
import { day } from '#core/clock.ts';
import type { EvidenceItem } from '#core/evidence.ts';
import type { Feature, FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
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
import type { RowId } from '#core/ids.ts';
import { nameOf } from '#core/sentence.ts';
import { tell } from '../brief/handlers.ts';
import { dayOf } from '../brief/screens.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { loadReorg } from '../rows.ts';
import * as operations from './operations.ts';
import { interviewOf, loadHandover } from './rows.ts';
import { hasEnded, type Part } from './rules.ts';
import * as screens from './screens.ts';

/** As far as their evidence pack looks back. */
const reach = 730 * day;

const choose = async (it: Reading, reorg: RowId, shows: typeof open): Promise<Reply> => {
  const row = await interviewOf(it.scope, reorg);
  return row === null ? tell(it, 'told.interviewGone') : shows(screens.renderSuccessor(copy.for(it), row));
};

export const interviewingAmong = (practices: () => readonly Feature[]): FeaturePart => {
  const didOf = async (it: Reading): Promise<readonly EvidenceItem[]> => {
    const found: EvidenceItem[] = [];
    const drawn = { now: it.now, locale: it.locale, tz: it.person.tz };
    for (const { evidence } of practices())
      found.push(...((await evidence?.(it.scope, it.now - reach, drawn)) ?? []));
    const used = found.filter(({ kind }) => kind === 'used' || kind === 'answered');
    return used.toSorted((a, b) => b.at - a.at);
  };
  const show = async (it: Reading, reorg: RowId): Promise<Reply> => {
    const row = await interviewOf(it.scope, reorg);
    if (row === null) return tell(it, 'told.interviewGone');
    const last = await operations.askedLast(it.scope, reorg, it.person.userId);
    return open(screens.renderInterview(copy.for(it), { row, ...last, did: await didOf(it) }));
  };
  return {
    actions: [
      onReading(ids.openInterview, (it, { reorg }) => show(it, reorg)),
      onAction(ids.notNow, async (it: Interaction, { reorg }): Promise<Reply> => {
        const row = await interviewOf(it.scope, reorg);
        if (row === null) return tell(it, 'told.interviewGone');
        if (row.state === 'offered') await operations.decline(it.scope, row, it.person.userId);
        return tell(it, 'told.interviewNo');
      }),
      onReading(ids.chooseSuccessor, (it, { reorg }) => choose(it, reorg, open)),
      onReading(ids.chooseOnTop, (it, { reorg }) => choose(it, reorg, push)),
      onAction(ids.handoverBack, async (it: Interaction, { handover: id }): Promise<Reply> => {
        const row = await loadHandover(it.scope, id);
        if (row === null || row.from_id !== it.person.userId) return tell(it, 'told.handoverGone');
        await operations.takeBack(it.scope, row);
        await it.scope.refreshHome(it.person.userId);
        return tell(it, 'told.handedBack');
      }),
      ...(['yes', 'no'] as const).map((said) =>
        onAction(
          said === 'yes' ? ids.takeOver : ids.takeOverNot,
          async (it: Interaction, { handover: id }) => {
            const row = await loadHandover(it.scope, id);
            if (row?.from_id == null || row.to_id !== it.person.userId || row.state === 'back')
              return tell(it, 'told.handoverGone');
            return (await operations.answer(it, row, it.person.userId, said))
              ? nothing
              : tell(it, 'told.saidBefore');
          },
        ),
      ),
    ],
    views: [
      onSubmit(
        ids.interviewModal,
        async (it, { reorg }, words) => {
          const row = await interviewOf(it.scope, reorg);
          if (row === null) return errors({ asked: copy.for(it).plain('told.interviewGone') });
          if (words.asked === '' && words.known === '')
            return errors({ asked: copy.for(it).plain('interview.empty') });
          await operations.save(it, row, it.person.userId, words);
          return nothing;
        },
        async (it, { reorg }, words) => {
          const row = await interviewOf(it.scope, reorg);
          if (row !== null) await operations.keepTyped(it.scope, row, it.person.userId, words);
          return nothing;
        },
      ),
      onSubmit(ids.successorModal, async (it, { reorg }, fields) => {
        const { scope, person } = it;
        const t = copy.for(it);
        const row = await interviewOf(scope, reorg);
        const to = fields.person;
        if (row === null) return errors({ person: t.plain('told.interviewGone') });
        if (to === null || to === person.userId) return errors({ person: t.plain('successor.self') });
        if ((await scope.person(to))?.memberType !== 'member')
          return errors({ person: t.plain('successor.member') });
        const gives = new Set<Part>(fields.parts.filter((part) => row[part] !== ''));
        if (gives.size === 0) return errors({ parts: t.plain('successor.nothing') });
        const from = await operations.keptWith(scope, reorg);
        if (from === null) return errors({ person: t.plain('successor.nowhere') });
        await operations.askSuccessor(it, row, person.userId, to, gives, from);
        return say(messageOf(t.mrkdwn('successor.sent', { who: nameOf(to) })));
      }),
    ],
    posts: [...interviewPosts()],
    jobs: [
      defineJob(ids.jobs.offer, 'transition', {
        title: copy.titled('title.interview'),
        run: operations.offer,
      }),
      defineJob(ids.jobs.changed, 'transition', {
        title: copy.titled('title.interview'),
        run: operations.changed,
      }),
      defineJob(ids.jobs.hand, 'transition', { title: copy.titled('title.interview'), run: operations.hand }),
    ],
  };
};

function interviewPosts() {
  const own = postsAbout(copy, (read, { reorg }: ids.OfReorg) => interviewOf(read, reorg));
  const between = postsAbout(copy, (read, { handover }: ids.OfHandover) => loadHandover(read, handover));
  return [
    own.post(
      ids.posts.interview,
      'title.interview',
      async (t, row, { round }, read, { now, tz }) => {
        const reorg = await loadReorg(read, row.reorg_id);
        const at = reorg === null ? 0 : dayOf(reorg.effect_on, tz);
        const isOpen = reorg?.ended_at === null && row.state !== 'no' && !hasEnded(row, at, now);
        const isHanded =
          read.viewer.kind === 'person' &&
          (await operations.standing(read, row.reorg_id, read.viewer.userId)) !== null;
        if (isOpen && round === 0 && operations.isReminded(row, now))
          return messageOf(t.mrkdwn('interview.moved'));
        return isOpen && !isHanded ? screens.interviewMessage(t, row, at, round, at <= now) : null;
      },
      own.over(async (t, row, read) => {
        const isTakenBack = (await loadReorg(read, row.reorg_id))?.ended_at !== null;
        if (row.asked === '' && row.known === '' && (isTakenBack || row.state !== 'no'))
          return t.mrkdwn(isTakenBack ? 'interview.takenBack' : 'interview.none');
        if (row.state === 'no') return t.mrkdwn('interview.declined');
        const isHanded =
          read.viewer.kind === 'person' &&
          (await operations.standing(read, row.reorg_id, read.viewer.userId)) !== null;
        return t.mrkdwn(isHanded ? 'interview.handed' : 'interview.over');
      }),
    ),
    between.post(
      ids.posts.successor,
      'title.successor',
      async (t, row, _params, read, { tz }) => {
        if (read.viewer.kind !== 'person' || row.to_id !== read.viewer.userId) return null;
        const reorg = await loadReorg(read, row.reorg_id);
        const day = reorg === null ? null : dayOf(reorg.effect_on, tz);
        const message = screens.successorMessage(t, row, day);
        return message === null ? null : { ...message, shows: [row.reorg_id] };
      },
      between.over((t, row) =>
        t.mrkdwn('handover.over', { who: nameOf(row.from_id), state: row.state === 'no' ? 'no' : 'back' }),
      ),
    ),
    between.post(
      ids.posts.answered,
      'title.successor',
      (t, row, _params, read) =>
        read.viewer.kind === 'person' && row.from_id === read.viewer.userId
          ? screens.answeredMessage(t, row)
          : null,
      between.over((t, row) => t.mrkdwn('answered.over', { who: nameOf(row.to_id) })),
    ),
  ];
}
