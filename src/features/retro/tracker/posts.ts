/** What an owner is told of an action in a tracker, and asked once it was closed there. */
import type { RowId } from '#core/ids.ts';
import { gone } from '#core/kit/message.ts';
import { definePost, type Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { type ActionRow, loadAction } from '../action-items/operations.ts';
import { type Translator, wordsFor } from '../session/words.ts';
import { outcomes, trackerPosts } from './ids.ts';
import { notYetAt } from './rows.ts';
import { numberOf } from './rules.ts';
import { closedMessage, toldMessage, toolOf } from './screens.ts';
import { trackersOf, type TrackerView } from './view.ts';

interface Found {
  readonly row: ActionRow;
  readonly view: TrackerView;
}

const nothingThere: TrackerView = { issue: null, called: '', into: [] };

/** @returns `null`: it is gone, or the reader may not see it */
async function found(read: ReadScope, id: RowId): Promise<Found | null> {
  const row = await loadAction(read, id);
  if (row === null) return null;
  return { row, view: (await trackersOf(read, [id])).get(id) ?? nothingThere };
}

const isTheirs = (read: ReadScope, { row }: Found): boolean =>
  read.viewer.kind === 'person' && row.owner_id === read.viewer.userId;

const titled: Title<{ readonly action: RowId }> = async (read, { action }, renderContext) => {
  const t = wordsFor(renderContext);
  const row = await loadAction(read, action);
  return row === null ? t.plain('title.actionUnseen') : t.plain('title.action', { what: row.what });
};

const told = definePost(trackerPosts.told, {
  title: titled,
  build: async (read, { action, what, at }, renderContext) => {
    const of = await found(read, action);
    const outcome = outcomes[what];
    if (of === null || outcome === undefined) return null;
    // It was of one that is not there any more, and another was made.
    if (outcome === 'made' && of.view.issue !== null && numberOf(of.view.issue) !== at) return null;
    return toldMessage(wordsFor(renderContext), of.row, of.view, outcome);
  },
  over: async (read, params, renderContext) => {
    const of = await found(read, params.action);
    if (of === null) return gone(read, params, renderContext);
    return wordsFor(renderContext).mrkdwn('tracker.told.over', { what: of.row.what });
  },
});

/** Whether its owner is asked: it stands open here, and closed there, and they have not said yet that it is not done. */
async function isAsked(read: ReadScope, of: Found, at: number): Promise<boolean> {
  if (!isTheirs(read, of) || of.row.state !== 'open' || of.view.issue?.state !== 'closed') return false;
  const said = await notYetAt(read, of.row.id);
  return said === null || said < at;
}

/** What was decided, here or there. */
async function decided(t: Translator, read: ReadScope, of: Found, at: number) {
  const { what, state } = of.row;
  if (state === 'dropped') return t.mrkdwn('follow.dropped', { what });
  if (state === 'done') return t.mrkdwn('follow.done', { what });
  if (!isTheirs(read, of))
    return t.mrkdwn(of.row.owner_id === null ? 'follow.free' : 'follow.given', { what });
  const said = await notYetAt(read, of.row.id);
  if (said !== null && said >= at) return t.mrkdwn('tracker.saidNotYet', { what });
  if (of.view.issue?.state === 'made')
    return t.mrkdwn('tracker.reopened', { what, tool: toolOf(t, of.view) });
  return t.mrkdwn('tracker.told.over', { what });
}

const closed = definePost(trackerPosts.closed, {
  title: titled,
  build: async (read, { action, at }, renderContext) => {
    const of = await found(read, action);
    if (of === null || !(await isAsked(read, of, at))) return null;
    return closedMessage(wordsFor(renderContext), of.row, of.view);
  },
  over: async (read, params, renderContext) => {
    const of = await found(read, params.action);
    if (of === null) return gone(read, params, renderContext);
    return decided(wordsFor(renderContext), read, of, params.at);
  },
});

export const posts = [told, closed];
