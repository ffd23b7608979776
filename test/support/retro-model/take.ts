/** Carries out one action through what Slack sends, whoever does it and whenever. */
import { sql } from 'kysely';
import { day } from '../../../src/core/clock.ts';
import { type RowId, rowId } from '../../../src/core/ids.ts';
import type { Reply } from '../../../src/core/listener.ts';
import { finishAction } from '../../../src/features/retro/action-items/ids.ts';
import {
  acceptAction,
  declineAction,
  giveUpModal,
  proposeModal,
} from '../../../src/features/retro/action-items/screens.ts';
import { cardsModal, deleteCard, nothingToAdd } from '../../../src/features/retro/collect/screens.ts';
import { nextTopic, outcomeModal, talkOn as talkOnId } from '../../../src/features/retro/discuss/screens.ts';
import { groupCards, joinGroup, joinModal, takeApart } from '../../../src/features/retro/group/screens.ts';
import { sendFile } from '../../../src/features/retro/export/screens.ts';
import { confirmModal, manage, ready } from '../../../src/features/retro/session/ids.ts';
import { isOpen } from '../../../src/features/retro/session/phases.ts';
import { handOverModal, reopen } from '../../../src/features/retro/session/screens.ts';
import { mostOnOne } from '../../../src/features/retro/vote/rules.ts';
import { voteModal } from '../../../src/features/retro/vote/handlers.ts';
import { become, move, stand } from '../leak/changes.ts';
import { teams } from '../leak/company.ts';
import { pressed, submitted } from '../leak/payloads.ts';
import { asked, type Deed } from './plan.ts';
import { type Played, type Stored, topicsNow } from './played.ts';

const [team] = teams;

const isTaken = (reply: Reply): boolean => reply.kind === 'nothing' || reply.kind === 'clear';

async function groupingsOf({ store }: Played['system']): Promise<readonly RowId[]> {
  const { rows } = await sql<{ id: string }>`select id from retro_grouping order by id`.execute(store.system);
  return rows.map(({ id }) => rowId(id));
}

/** @returns the ballot, if it is one and was taken */
export async function take(
  played: Played,
  deed: Deed,
  stored: Stored,
  at: number,
): Promise<ReadonlyMap<string, number> | null> {
  const { system, model, retro } = played;
  const key = `key-${at}`;
  const id = { retro };
  const act = async (payload: object, isTwice = false): Promise<boolean> => {
    const replies = await Promise.all(
      (isTwice ? [payload, payload] : [payload]).map((one) => system.act(team, one)),
    );
    // A card that came too late is asked about in the form, so it is not taken yet, though the same once more changes nothing.
    const taken = replies.every(({ reply }) => isTaken(reply));
    if (taken && 'by' in deed && !asked.some((user) => user === deed.by))
      played.intrusions.push(`${deed.by} was let ${deed.do}`);
    return taken;
  };
  const meant = 'phase' in deed ? deed.phase : null;
  const phase = meant ?? (isOpen(stored.phase) ? stored.phase : 'actions');
  switch (deed.do) {
    case 'cards': {
      const texts = Array.from({ length: deed.count }, (_, line) => `card${at}x${line}`);
      for (const text of texts) {
        played.typed.set(text, deed.by);
        played.typedIn.set(text, stored.phase);
      }
      const fields = { column0: { value: texts.join('\n') } };
      const metadata = { ...id, shown: [] };
      if (await act(submitted(team, deed.by, cardsModal, metadata, fields, key), deed.isTwice))
        for (const text of texts) played.cards.add(text);
      return null;
    }
    case 'delete': {
      const own = stored.cards.find(({ text }) => played.typed.get(text) === deed.by);
      const card = own ?? stored.cards[0];
      if (card === undefined) return null;
      // Somebody else's stays.
      if (own !== undefined) played.cards.delete(own.text);
      await act(pressed(team, deed.by, deleteCard, { card: rowId(card.id) }));
      return null;
    }
    case 'vote': {
      const shown = (await topicsNow(played)).slice(0, 5);
      const fields = Object.fromEntries(
        deed.votes.map((count, nth) => [`topic${nth}`, { selected_option: { value: String(count) } }]),
      );
      const metadata = { ...id, page: 0, shown };
      const payload = submitted(team, deed.by, voteModal, metadata, fields, key);
      if (!(await act(payload, deed.isTwice))) return null;
      // What is no choice of the form, and topics without a field, say nothing.
      return new Map(
        shown.flatMap((topic, nth): [string, number][] => {
          const count = deed.votes[nth];
          return count === undefined || count > mostOnOne ? [] : [[topic, count]];
        }),
      );
    }
    case 'propose': {
      const what = `deed${at}`;
      const due = new Date(system.clock.now() + 5 * day).toISOString().slice(0, 10);
      const fields = {
        what: { value: what },
        owner: { selected_user: deed.owner },
        due: { selected_date: due },
      };
      if (await act(submitted(team, deed.by, proposeModal, id, fields, key), deed.isTwice))
        played.actions.add(what);
      return null;
    }
    case 'accept':
    case 'decline':
    case 'done':
    case 'drop': {
      const found = stored.actions[deed.nth % Math.max(stored.actions.length, 1)];
      if (found === undefined) return null;
      const action = { action: rowId(found.id) };
      if (deed.do === 'drop') {
        const fields = { reason: { value: 'too big' } };
        await act(submitted(team, deed.by, giveUpModal, action, fields, key));
        return null;
      }
      const pressOf = { accept: acceptAction, decline: declineAction, done: finishAction }[deed.do];
      await act(pressed(team, deed.by, pressOf, action));
      return null;
    }
    case 'note':
    case 'next':
    case 'goOn': {
      const { rows } = await sql<{ id: string; ends_at: number | null }>`
        select id, ends_at from retro_discussion order by place, id`.execute(system.store.system);
      const one = rows[deed.nth % Math.max(rows.length, 1)];
      if (one === undefined) return null;
      const discussion = { discussion: rowId(one.id) };
      const talkOn = { ...discussion, asked: one.ends_at ?? 0 };
      const fields = { outcome: { value: `outcome${at}` } };
      await act(
        deed.do === 'note'
          ? submitted(team, deed.by, outcomeModal, discussion, fields, key)
          : deed.do === 'next'
            ? pressed(team, deed.by, nextTopic, discussion)
            : pressed(team, deed.by, talkOnId, talkOn),
      );
      return null;
    }
    case 'file':
      // Not an act of taking part: whoever is in the channel may ask for what they can read.
      await system.act(team, pressed(team, deed.by, sendFile, id));
      return null;
    case 'group':
      await act(pressed(team, deed.by, groupCards, id));
      for (const grouping of await groupingsOf(system))
        await act(pressed(team, deed.by, joinGroup, { grouping, page: 0 }));
      await act(
        submitted(
          team,
          deed.by,
          joinModal,
          id,
          { topics: { selected_options: stored.cards.slice(0, 2).map((card) => ({ value: card.id })) } },
          key,
        ),
      );
      return null;
    case 'apart': {
      for (const grouping of await groupingsOf(system))
        await act(pressed(team, deed.by, takeApart, { grouping, page: 0 }));
      return null;
    }
    case 'end':
    case 'cancel':
      await act(submitted(team, deed.by, confirmModal, { ...id, phase, what: deed.do }, {}, key));
      return null;
    case 'reopen':
      await act(pressed(team, deed.by, reopen, { ...id, phase }));
      return null;
    case 'ready':
      await act(pressed(team, deed.by, ready, { ...id, phase }));
      return null;
    case 'nothing':
      await act(pressed(team, deed.by, nothingToAdd, id));
      return null;
    case 'takeOver':
      await act(pressed(team, deed.by, manage, { r: retro, do: 'over' }));
      return null;
    case 'handOver': {
      const fields = { to: { selected_user: deed.to } };
      await act(submitted(team, deed.by, handOverModal, id, fields, key));
      return null;
    }
    case 'join':
    case 'leave':
      await move(system, model, 0, deed.do, deed.who);
      return null;
    case 'deactivate':
      await stand(system, model, deed.who, 'deactivated');
      return null;
    case 'become':
      played.wasChanged = true;
      await become(system, model, 0, deed.what);
      return null;
    case 'restart':
      system.restart();
      return null;
  }
}
