/** What the buttons of the house do. Each decides from the store whether this person may; a button proves nothing. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { TeamId, UserId } from '#core/ids.ts';
import { button, decode } from '#core/kit/action.ts';
import { actions, section } from '#core/kit/blocks.ts';
import { defineModal, drawModal, type ModalDrawing } from '#core/kit/modal.ts';
import { nothing, open, type Reply, update } from '#core/listener.ts';
import type { Result } from '#core/result.ts';
import type { Say } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { SurfacedPosts } from '../../jobs/delivery-issues.ts';
import type { OfRituals } from '../../schedules/screens/handlers.ts';
import { dataActions, type DataParts } from '../my-data/actions.ts';
import { type Actor, type SystemActions, sentence } from '../requests/system-forms.ts';
import { changeSettings, iAmBack } from '../settings/blocks.ts';
import type { OwnSettings } from '../settings/settings.ts';
import { changeWorkspace } from '../workspace/blocks.ts';
import type { OfWorkspace } from '../workspace/workspace.ts';
import { dismiss, isThere, postAgain, seenNotShown, showMore, turnMore } from './system-ids.ts';

export interface SystemParts extends DataParts {
  readonly surfaced: SurfacedPosts;
  readonly homePages: (team: TeamId, user: UserId) => Promise<readonly KnownBlock[][]>;
  readonly settings: Pick<OwnSettings, 'change' | 'back'>;
  readonly workspace: Pick<OfWorkspace, 'change'>;
  readonly rituals: Pick<OfRituals, 'act'>;
}

const moreModal = defineModal('lore.more', z.null(), {});

export function systemActions(parts: SystemParts): SystemActions {
  const settle = async ({ t }: Actor, done: Promise<Result<null, 'not_yours' | 'gone'>>): Promise<Reply> => {
    const result = await done;
    parts.wake();
    return result.ok ? nothing : sentence(t.mrkdwn('gone'));
  };
  const data = dataActions(parts);
  return async (actor, actionId, value) => {
    const { team, person, t } = actor;
    const user = person.userId;
    const stale = sentence(t.mrkdwn('stale'));
    const one = (action: typeof postAgain) => decode(action, value)?.id;
    const page = (action: typeof showMore) => decode(action, value)?.page;
    switch (actionId) {
      case postAgain.actionId: {
        const id = one(postAgain);
        return id === undefined ? stale : settle(actor, parts.surfaced.postAgain(team, user, id));
      }
      case isThere.actionId: {
        const id = one(isThere);
        return id === undefined ? stale : settle(actor, parts.surfaced.isThere(team, user, id));
      }
      case dismiss.actionId: {
        const id = one(dismiss);
        return id === undefined ? stale : settle(actor, parts.surfaced.dismiss(team, user, id));
      }
      case seenNotShown.actionId: {
        const id = one(seenNotShown);
        if (id === undefined) return stale;
        await parts.store.notShown.seen(team, user, id);
        return nothing;
      }
      case showMore.actionId:
      case turnMore.actionId: {
        const wanted = page(showMore);
        if (wanted === undefined) return stale;
        const modal = moreDrawing(t, await parts.homePages(team, user), wanted);
        return actionId === showMore.actionId ? open(modal) : update(modal);
      }
      case changeSettings.actionId:
        return parts.settings.change(actor);
      case iAmBack.actionId:
        return parts.settings.back(actor);
      case changeWorkspace.actionId:
        return parts.workspace.change(actor);
      default:
        return (await parts.rituals.act(actor, actionId, value)) ?? data(actor, actionId, value);
    }
  };
}

function moreDrawing(t: Say<LoreSentences>, pages: readonly KnownBlock[][], wanted: number): ModalDrawing {
  const page = Math.min(wanted, pages.length - 1);
  const blocks = pages[page] ?? [section(t.mrkdwn('homeEmpty'))];
  return drawModal(moreModal, null, { title: t.plain('messageTitle'), close: t.plain('close') }, [
    ...blocks,
    ...(page + 1 < pages.length
      ? [actions([button(turnMore, t.plain('homeNext'), { page: page + 1 })])]
      : []),
  ]);
}
