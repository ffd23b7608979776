/** A person's page: their sheet, the organisation's aims beside it, and whom they plan with. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { divider, header, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Reading, type Reply, say, update } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { PurposeKey } from '#locales/purpose.ts';
import { aimBlocks } from './aims/screens.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import {
  aimNow,
  aimsIn,
  allShares,
  datesOf,
  isOpenStep,
  isShared,
  otherIn,
  ownShare,
  ownSheet,
  type ShareRow,
  stepsOf,
} from './rows.ts';
import { unsealed } from './sheet/operations.ts';
import { ownSheetBlocks, type SeenSheet } from './sheet/screens.ts';
import { isAhead } from './together/rules.ts';

export const tell = (it: Reading, key: Extract<PurposeKey, `told.${string}`>): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

/** What somebody chosen reads goes to full members only, so only they have a page. */
export const isFor = ({ person }: Reading): boolean => person.memberType === 'member';

async function seenSheet(read: ReadScope): Promise<SeenSheet> {
  const row = await ownSheet(read);
  return {
    sheet: row === null ? 'none' : (unsealed(read, row) ?? 'lost'),
    writtenAt: row?.written_at ?? null,
    share: await ownShare(read),
  };
}

/** Two people, with what waits there for the one who reads. */
export interface PairLine {
  readonly row: ShareRow;
  readonly self: UserId;
  /** Whether the other proposes times. */
  readonly isAsked: boolean;
  /** When they talk; `null`: no talk is to come. */
  readonly talkAt: Instant | null;
  readonly openSteps: number;
}

/** Those with something to read or to do, the newest first. */
export async function pairLines(read: ReadScope, self: UserId, now: number): Promise<readonly PairLine[]> {
  const lines: PairLine[] = [];
  for (const row of await allShares(read)) {
    const openSteps = (await stepsOf(read, row)).filter(isOpenStep).length;
    if (!isShared(row) && openSteps === 0) continue;
    const dates = isShared(row) ? await datesOf(read, row, now) : [];
    const talkAt = isAhead(row.talk_at, now) ? row.talk_at : null;
    lines.push({ row, self, openSteps, talkAt, isAsked: dates.some(({ by_id: by }) => by !== self) });
  }
  return lines;
}

/** One block: who it is, what waits, and a button. */
export function pairBlock(t: T, { row, self, isAsked, talkAt, openSteps }: PairLine): KnownBlock {
  const other = nameOf(otherIn(row, self));
  const key = !isShared(row) ? 'over' : row.person_id === self ? 'person' : 'chosen';
  return section(
    join(
      [
        t.mrkdwn(`line.${key}`, { other }),
        ...(isAsked ? [t.mrkdwn('line.asked', { other })] : []),
        ...(talkAt === null ? [] : [t.mrkdwn('line.talk', { at: atMoment(talkAt) })]),
        ...(openSteps === 0 ? [] : [t.mrkdwn('line.steps', { count: openSteps })]),
      ],
      ' ',
    ),
    button(
      ids.openPair,
      t.plain('pair.open'),
      { share: row.id },
      { label: t.plain('pair.openWith', { other }) },
    ),
  );
}

/** Of many people who share theirs, the newest stand there. */
const mostPairs = 30;

async function renderPage(it: Reading): Promise<RenderedModal> {
  const t = copy.for(it);
  const { scope, person, now } = it;
  const lines = await pairLines(scope, person.userId, now);
  const versions = await aimsIn(scope, 2);
  return renderModal(ids.pageModal, {}, t.modal('page.title'), [
    ...ownSheetBlocks(t, await seenSheet(scope)),
    divider(),
    ...aimBlocks(t, await aimNow(scope), { hasPast: versions.length > 1, mayWrite: isAdmin(person) }),
    ...(lines.length === 0
      ? []
      : [
          divider(),
          header(t.plain('page.pairs')),
          ...lines.slice(0, mostPairs).map((line) => pairBlock(t, line)),
        ]),
  ]);
}

/** Opens it, or draws it where the person is. */
export const showPage = async (it: Reading): Promise<Reply> =>
  isFor(it) ? update(await renderPage(it)) : tell(it, 'told.guest');
