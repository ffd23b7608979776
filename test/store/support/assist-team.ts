/** A review before the work in one channel, and people in another who did something like it and agreed to be asked. */
import { channelId, rowId, type UserId, userId } from '../../../src/core/ids.ts';
import { button } from '../../../src/core/kit/action.ts';
import { actions } from '../../../src/core/kit/blocks.ts';
import type { MemberType } from '../../../src/core/people.ts';
import type { Reply } from '../../../src/core/listener.ts';
import { befores } from '../../../src/features/retro/before/rows.ts';
import { findPeers } from '../../../src/features/retro/peer-assist/ids.ts';
import { ann, here, team, type Team } from './retro-team.ts';

export const dan = userId('dan');
export const fay = userId('fay');
export const hal = userId('hal');
export const ivy = userId('ivy');
/** Ann is here, too. */
export const elsewhere = channelId('C2');
export const review = rowId('before-1');

export interface AssistTeam {
  /** The message in which the review stands, with its button. */
  readonly card: { readonly blocks: readonly unknown[] };
  readonly agrees: (who: UserId, ...to: readonly string[]) => Promise<Reply>;
  /** Ann asks a person whom the list suggests. @returns what the form answered */
  readonly asks: (who: UserId, words?: string, by?: UserId) => Promise<Reply>;
  /** The direct messages of a person that are about this, the oldest first. */
  readonly direct: (who: UserId) => readonly { readonly text: string; readonly blocks: readonly unknown[] }[];
  readonly becomes: (who: UserId, memberType: MemberType, awayUntil?: number) => Promise<void>;
}

/** Dan and Fay led something like it elsewhere; Hal and Ivy agreed as well. */
export async function assistTeam(it: Team): Promise<AssistTeam> {
  const { store, clock } = it;
  const becomes: AssistTeam['becomes'] = (who, memberType, awayUntil) =>
    store.directory.savePerson(
      team,
      {
        userId: who,
        memberType,
        isAdmin: false,
        tz: 'Europe/Berlin',
        locale: 'en',
        awayUntil: awayUntil ?? null,
        name: `${who.charAt(0).toUpperCase()}${who.slice(1)}`,
      },
      clock.now(),
    );
  for (const who of [dan, fay, hal, ivy]) await becomes(who, 'member');
  await store.directory.saveChannel(
    team,
    { channelId: elsewhere, kind: 'public', isShared: false, isArchived: false, hasLore: true, name: 'shop' },
    clock.now(),
    { tz: 'Europe/Berlin', locale: 'en' },
  );
  await store.directory.setMembers(team, elsewhere, [ann, dan, fay], clock.now());
  for (const who of [dan, fay]) {
    const form = await it.command(who, `Checkout relaunch of ${who}`, { channelId: elsewhere, name: 'shop' });
    const begun = await it.submit(who, form);
    if (begun.kind !== 'nothing') throw new Error(JSON.stringify(begun));
  }
  await it.settle();
  const held = { phase: 'closed', ended_at: clock.now(), ends_at: null };
  await store.system
    .updateTable('retro' as never)
    .set(held as never)
    .execute();
  await store.transact(team, { kind: 'person', userId: ann }, async (scope) => {
    const audience = await scope.audience({ kind: 'conversation', channel: here });
    const row = {
      id: review,
      name: 'Checkout relaunch',
      channel_id: here,
      conversation_id: audience,
      project_id: null,
      began_by: ann,
      began_at: clock.now(),
      intent: 'Checkout under two seconds.',
      measure: '',
      state: 'joined',
      until: clock.now(),
      round: 1,
      asked: 3,
      seal: await scope.embargo(),
      joined_at: clock.now(),
      decided_by: null,
      over_at: null,
      over_how: null,
      answered: 0,
      retro_id: null,
    } as const;
    await scope.insert(befores, row, { audience, by: [], names: 'shown' });
  });
  const card = { blocks: [actions([button(findPeers, 'Find', { before: review })])] };
  return {
    card,
    becomes,
    agrees: async (who, ...to) =>
      it.submit(who, await it.command(who, 'asked'), {
        to: { selected_options: to.map((value) => ({ value })) },
      }),
    asks: async (who, words, by = ann) => {
      const list = await it.press(by, card, 'Find');
      const form = await it.press(by, onlyAbout(list, who), 'Ask');
      return it.submit(by, form, words === undefined ? {} : { words: { value: words } });
    },
    direct: (who) => it.slack.messages.filter(({ channel }) => channel === `D-${who}`),
  };
}

/** The blocks of a list in which a person stands. */
export function onlyAbout(list: Reply, who: UserId): { readonly blocks: readonly unknown[] } {
  const all = 'modal' in list ? list.modal.view.blocks : [];
  return { blocks: all.filter((block) => JSON.stringify(block).includes(`\\"${who}\\"`)) };
}
