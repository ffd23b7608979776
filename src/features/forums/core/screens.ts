/** What the core group can change. */
import { button } from '#core/kit/action.ts';
import { actions, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { ending } from '../quarter/screens.ts';
import type { ForumRow } from '../rows.ts';
import { subjectOf } from '../setup/screens.ts';

export function renderManage(t: T, forum: ForumRow): RenderedModal {
  const of = { forum: forum.id };
  return renderModal(ids.manageModal, of, t.modal('manage.title'), [
    section(t.mrkdwn('page.subject', { subject: subjectOf(t, forum) })),
    actions([
      button(ids.rename, t.plain('manage.rename'), of),
      forum.state === 'paused'
        ? button(ids.keepOn, t.plain('again.goOn'), of)
        : button(ids.pauseForum, t.plain('quarter.pause'), of),
      button(ids.endForum, t.plain('quarter.end'), of, { confirm: ending(t) }),
      button(ids.leaveCore, t.plain('manage.leave'), of),
    ]),
    section(t.mrkdwn('manage.means')),
  ]);
}

export const renderRename = (t: T, forum: ForumRow): RenderedModal =>
  renderModal(ids.renameModal, { forum: forum.id }, t.modal('manage.rename', 'move.submit'), [
    input(ids.renameModal, 'subject', t.labels('new.subject'), forum.subject),
    input(ids.renameModal, 'about', t.labels('new.about'), forum.about),
  ]);
