/** Starting an experiment, and approving of one that touches something protected. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
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
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { nameOf } from '#core/sentence.ts';
import { about, drawCard } from '../card/posts.ts';
import { nameIn } from '../card/screens.ts';
import { readTouches, wrongApprover } from '../changing/handlers.ts';
import { copy, tell } from '../copy.ts';
import { becameLine } from '../ending/screens.ts';
import { type Here, orTell, ownedHere, overWhy, tellWhy, whileDraft } from '../here.ts';
import * as ids from '../ids.ts';
import { protectedNow } from '../protected/rows.ts';
import { experiments, loadExperiment, plannedOf } from '../rows.ts';
import { missingBefore } from '../rules.ts';
import { knownBefore, type Others } from './fitting.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** A draft that this person owns. */
const ownDraft = async (it: Interaction, id: RowId) => whileDraft(await ownedHere(it, id));

/** Whether it still has to be said what it touches, or who approves. */
const asks = ({ one: { row } }: Here): boolean =>
  row.touching === 'unasked' || (row.touching === 'some' && row.approver_id === null);

/** @param others the practices that may keep lessons */
export function startingAmong(others: Others): FeaturePart {
  return {
    posts: [
      about.post(
        ids.posts.approve,
        'title.approve',
        // One that was asked before is over, once it is asked again.
        (t, one, { version }, { viewer }) =>
          viewer.kind === 'person' &&
          viewer.userId === one.row.approver_id &&
          version === one.row.asked_version
            ? screens.approveMessage(t, one)
            : null,
        about.over((t, one) =>
          one.row.state === 'decided' || one.row.state === 'ended'
            ? becameLine(t, one)
            : t.mrkdwn('approve.over', { title: nameIn(t, one) }),
        ),
      ),
      about.post(ids.posts.approved, 'title.approved', screens.approvedMessage, undefined, { asks: true }),
    ],
    actions: [
      onAction(ids.start, async (it, { experiment }): Promise<Reply> =>
        orTell(it, await ownDraft(it, experiment), async (here) => {
          const { one } = here;
          const { row } = one;
          if (missingBefore(plannedOf(one)).length > 0) return tell(it, 'told.incomplete');
          if (row.due_at <= it.now) return tell(it, 'told.past');
          if (row.touching === 'some' && row.approval === 'declined') return tell(it, 'told.declined');
          const renderContext = { now: it.now, locale: it.locale, tz: it.person.tz };
          const known = await knownBefore(others, it.scope, one, renderContext);
          await it.scope.update(experiments, row.id, { looked_at: it.now });
          return open(
            screens.renderStart(copy.for(it), one, known, await protectedNow(it.scope), asks(here)),
          );
        }),
      ),
      onReading(ids.openAsked, async (it, { experiment }): Promise<Reply> => {
        const one = await loadExperiment(it.scope, experiment);
        const isAsked = one?.row.approver_id === it.person.userId;
        const modal = one === null || !isAsked ? null : screens.renderAsked(copy.for(it), one);
        if (modal !== null) return open(modal);
        return one === null
          ? tell(it, 'told.gone')
          : say(await drawCard(copy.for(it), one, it.scope, it.now));
      }),
      onAction(ids.approve, (it, of) => answer(it, of, 'given')),
      onAction(ids.disapprove, (it, of) => answer(it, of, 'declined')),
    ],
    views: [
      onSubmit(ids.askedModal, async () => clear),
      onSubmit(ids.startModal, async (it, { experiment, version }, fields): Promise<Reply> => {
        const t = copy.for(it);
        return orTell(it, await ownDraft(it, experiment), async (here) => {
          const { one, channel } = here;
          if (one.row.version !== version) return say(messageOf(t.mrkdwn('told.newer')));
          const all = await protectedNow(it.scope);
          const isAsked = asks(here) && (all.length > 0 || one.row.touching === 'some');
          const { names, wrong } = isAsked
            ? readTouches(t, all, fields.touches)
            : { names: undefined, wrong: {} };
          const touches = names === undefined ? one.row.touching === 'some' : names !== '';
          const approver = isAsked ? fields.approver : one.row.approver_id;
          const found = { ...wrong, ...(await wrongApprover(it, here, one.row.owner_id, approver, touches)) };
          if (Object.keys(found).length > 0)
            return isAsked ? errors(found) : say(messageOf(t.mrkdwn('told.start.noApprover')));
          const changes = {
            texts: {
              ...(names === undefined ? {} : { touches: names }),
              ...(fields.different === '' ? {} : { different: fields.different }),
            },
            ...(isAsked ? { approver } : {}),
            tz: channel.tz,
          };
          const how = await operations.start(it, one, it.person.userId, changes, all.length > 0);
          if (how === 'started') return clear;
          return say(messageOf(t.mrkdwn(`told.start.${how}`, { approver: nameOf(approver) })));
        });
      }),
    ],
  };
}

/** The approver may be in the channel or not: they read it, and are asked about it. */
async function answer(
  it: Interaction,
  { experiment, version, form }: ids.OfAsked,
  said: 'given' | 'declined',
): Promise<Reply> {
  const one = await loadExperiment(it.scope, experiment);
  if (one === null) return tell(it, 'told.gone');
  const over = overWhy(one);
  if (over !== null) return tellWhy(it, over);
  const { row } = one;
  if (row.approver_id !== it.person.userId || row.approval === 'none') return tell(it, 'told.notAsked');
  if (row.approval === said) return nothing;
  const isDone = await operations.answer(it.scope, one, it.person.userId, version, said);
  if (form === undefined) return isDone ? nothing : tell(it, 'told.readAgain');
  // A message is redrawn by itself, a form is not.
  const now = await loadExperiment(it.scope, experiment);
  const modal = now === null ? null : screens.renderAsked(copy.for(it), now, !isDone);
  return modal === null ? tell(it, 'told.notAsked') : update(modal);
}
