/** What the buttons of the house do. Each decides from the store whether this person may; a button proves nothing. */
import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { atMoment, type Say } from '../core/copy.ts';
import type { TeamId, UserId } from '../core/ids.ts';
import { button, decode } from '../core/kit/action.ts';
import { actions, context, section } from '../core/kit/blocks.ts';
import { drawModal, defineModal, type ModalDrawing } from '../core/kit/modal.ts';
import { nothing, open, update, type Reply } from '../core/listener.ts';
import type { Result } from '../core/result.ts';
import type { SurfacedPosts } from '../jobs/surfaced.ts';
import type { LeftBehind } from '../store/erase-house.ts';
import type { HouseKey } from './copy.ts';
import { sentence, type Actor, type HouseActions } from './decide.ts';
import {
  dismiss,
  eraseData,
  isThere,
  postAgain,
  showData,
  showMore,
  turnData,
  turnDataBack,
  turnMore,
} from './house-ids.ts';
import { inPages, readable } from './readable.ts';
import { changeSettings, iAmBack } from './settings/blocks.ts';
import type { OwnSettings } from './settings/settings.ts';
import type { Exported } from './subject-data.ts';

export interface HouseParts {
  readonly surfaced: SurfacedPosts;
  readonly homePages: (team: TeamId, user: UserId) => Promise<readonly KnownBlock[][]>;
  readonly exportOwn: (team: TeamId, user: UserId) => Promise<Exported>;
  /** Erases the person's data on their own word. @returns the messages that are still in Slack */
  readonly erase: (team: TeamId, user: UserId) => Promise<readonly LeftBehind[]>;
  /** Takes messages out of Slack, and shows an empty Home. */
  readonly afterErasing: (actor: Actor, messages: readonly LeftBehind[]) => Promise<void>;
  readonly settings: Pick<OwnSettings, 'change' | 'back'>;
  /** Something waits for the runner now. */
  readonly wake: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

const dataModal = defineModal('lore.data', z.null(), {});
const moreModal = defineModal('lore.more', z.null(), {});

export function houseActions(parts: HouseParts): HouseActions {
  const settle = async (
    { say }: Actor,
    done: Promise<Result<null, 'not_yours' | 'gone'>>,
  ): Promise<Reply> => {
    const result = await done;
    parts.wake();
    return result.ok ? nothing : sentence(say.mrkdwn('gone'));
  };
  return async (actor, actionId, value) => {
    const { team, person, say } = actor;
    const user = person.userId;
    const stale = sentence(say.mrkdwn('stale'));
    const one = (action: typeof postAgain) => decode(action, value)?.id;
    const page = (action: typeof showData) => decode(action, value)?.page;
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
      case showData.actionId:
      case turnData.actionId:
      case turnDataBack.actionId: {
        const wanted = page(showData);
        if (wanted === undefined) return stale;
        const modal = await dataDrawing(parts, actor, wanted);
        return actionId === showData.actionId ? open(modal) : update(modal);
      }
      case showMore.actionId:
      case turnMore.actionId: {
        const wanted = page(showMore);
        if (wanted === undefined) return stale;
        const modal = moreDrawing(say, await parts.homePages(team, user), wanted);
        return actionId === showMore.actionId ? open(modal) : update(modal);
      }
      case changeSettings.actionId:
        return parts.settings.change(actor);
      case iAmBack.actionId:
        return parts.settings.back(actor);
      case eraseData.actionId: {
        const left = await parts.erase(team, user);
        parts.log.info({ team, left: left.length }, 'somebody erased their data');
        await parts.afterErasing(actor, left);
        return nothing;
      }
      default:
        return stale;
    }
  };
}

async function dataDrawing(
  parts: HouseParts,
  { team, person, say }: Actor,
  wanted: number,
): Promise<ModalDrawing> {
  const exported = await parts.exportOwn(team, person.userId);
  const pages = inPages(readable(exported), 2_800, 8);
  const page = Math.min(wanted, pages.length - 1);
  const at = atMoment(parts.clock.now());
  return drawModal(dataModal, null, { title: say.plain('dataModal'), close: say.plain('close') }, [
    context(say.mrkdwn('dataPage', { page: page + 1, pages: pages.length, at })),
    ...(pages[page] ?? []).filter((text) => text !== '').map(plainSection),
    ...turning(say, page, pages.length),
  ]);
}

/** Text as it was written: Slack parses nothing in it. */
function plainSection(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function turning(say: Say<HouseKey>, page: number, pages: number): KnownBlock[] {
  const buttons = [
    ...(page > 0 ? [button(turnDataBack, say.plain('dataBack'), { page: page - 1 })] : []),
    ...(page + 1 < pages ? [button(turnData, say.plain('dataNext'), { page: page + 1 })] : []),
  ];
  return buttons.length === 0 ? [] : [actions(buttons)];
}

function moreDrawing(say: Say<HouseKey>, pages: readonly KnownBlock[][], wanted: number): ModalDrawing {
  const page = Math.min(wanted, pages.length - 1);
  const blocks = pages[page] ?? [section(say.mrkdwn('homeEmpty'))];
  return drawModal(moreModal, null, { title: say.plain('messageTitle'), close: say.plain('close') }, [
    ...blocks,
    ...(page + 1 < pages.length
      ? [actions([button(turnMore, say.plain('homeNext'), { page: page + 1 })])]
      : []),
  ]);
}
