/** Carries a plan out through what Slack sends, and keeps beside it what was acknowledged to whom. */
import { day, hour } from '../../../src/core/clock.ts';
import { channelId, rowId, userId, type RowId } from '../../../src/core/ids.ts';
import type { Reply } from '../../../src/core/listener.ts';
import { retro as feature } from '../../../src/features/retro/feature.ts';
import { isOpen, type Phase } from '../../../src/features/retro/domain/flow.ts';
import { mostOnOne } from '../../../src/features/retro/domain/votes.ts';
import * as ids from '../../../src/features/retro/ids.ts';
import * as controlIds from '../../../src/features/retro/ids/control.ts';
import * as topicIds from '../../../src/features/retro/ids/group.ts';
import { topicsIn } from '../../../src/features/retro/repository/topics.ts';
import { sql } from 'kysely';
import { allGuards } from '../../../src/store/guards.ts';
import type { TestEngine } from '../databases.ts';
import { become, move, savePerson, stand } from '../leak/changes.ts';
import { openLeakHouse, teams, type LeakHouse } from '../leak/house.ts';
import type { ModelTeam } from '../leak/model.ts';
import { pressed, submitted } from '../leak/payloads.ts';
import { asked, gus, late, mara, people, type Deed, type Plan, type Round } from './plan.ts';

const [team] = teams;
const channel = channelId('CA');

export interface Played {
  readonly house: LeakHouse;
  readonly model: ModelTeam;
  readonly retro: RowId;
  readonly plan: Plan;
  /** Every text that was typed into a card, and by whom. */
  readonly typed: Map<string, string>;
  /** Texts of cards that Lore has taken, and that nobody has tried to delete. */
  readonly cards: Set<string>;
  readonly actions: Set<string>;
  /** The last ballots that were taken, by person, where no other of theirs was on its way: how many votes each topic got. */
  readonly ballots: Map<string, ReadonlyMap<string, number>>;
  /** Whether the channel, or Lore's place in it, was ever changed. */
  wasChanged: boolean;
  /** Whether the cards could be read once, other than by being cancelled. */
  wasOpened: boolean;
  deeds: number;
}

/** Holds one retrospective with hidden names. @param after awaited after each round */
export async function play(
  engine: TestEngine,
  plan: Plan,
  after: (played: Played) => Promise<void> = async () => undefined,
): Promise<Played> {
  const house = await openLeakHouse(engine, [feature], allGuards);
  const model = await settleIn(house);
  const option = (value: string) => ({ selected_option: { value } });
  const fields = {
    about: { value: 'Website relaunch' },
    kind: option(plan.kind),
    names: option('hidden'),
    cardsFor: option(plan.cardsFor),
    people: { selected_users: [...asked] },
    facilitator: { selected_user: mara },
  };
  await house.act(team, submitted(team, mara, ids.startModal, { channel }, fields, 'start'));
  const { rows } = await sql<{ id: string }>`select id from retro`.execute(house.store.house);
  const played: Played = {
    house,
    model,
    retro: rowId(rows[0]?.id ?? ''),
    plan,
    typed: new Map(),
    cards: new Set(),
    actions: new Set(),
    ballots: new Map(),
    wasChanged: false,
    wasOpened: false,
    deeds: 0,
  };
  await house.settle();
  for (const round of plan.rounds) {
    await playRound(played, round);
    await after(played);
  }
  return played;
}

async function settleIn(house: LeakHouse): Promise<ModelTeam> {
  const members = people.filter((user) => user !== late);
  const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true } as const;
  const model: ModelTeam = {
    id: team,
    people: new Map(people.map((user) => [user, user === gus ? 'guest' : 'member'])),
    channels: new Map([
      ['CA', { ...facts, members: new Set(members), knownAt: null, sharings: 0, sincePrivate: new Set() }],
    ]),
    seals: [],
    open: new Set(),
    tried: 0,
    rows: [],
    choices: [],
    audiences: [],
  };
  for (const [user, standing] of model.people) await savePerson(house, model, user, standing);
  const now = house.clock.now();
  await house.store.directory.saveChannel(team, { channelId: channel, name: 'website', ...facts }, now);
  await house.store.directory.setMembers(team, channel, members.map(userId), now);
  return model;
}

async function playRound(played: Played, { hours, deeds }: Round): Promise<void> {
  const { house, model } = played;
  house.clock.advance(hours * hour);
  // Lists of members grow old: Slack is asked anew, as it is before each deed.
  if (model.channels.get('CA')?.hasLore === true) await become(house, model, 0, 'recount');
  const voters = deeds.flatMap((deed) => (deed.do === 'vote' ? [deed.by] : []));
  const mayMoveVotes = deeds.some(({ do: what }) => ['group', 'apart', 'reopen', 'delete'].includes(what));
  const started = await storedIn(played);
  const doing = deeds.map(async (deed) => {
    const ballot = await take(played, deed, started, (played.deeds += 1));
    if (deed.do !== 'vote') return;
    const isAlone = voters.filter((by) => by === deed.by).length === 1;
    if (ballot !== null && isAlone && !mayMoveVotes) played.ballots.set(deed.by, ballot);
    else if (ballot !== null) played.ballots.delete(deed.by);
  });
  // What falls due meanwhile happens meanwhile.
  await Promise.all([...doing, house.runner().runDue()]);
  if (mayMoveVotes) played.ballots.clear();
  await house.settle();
  const { phase } = await storedIn(played);
  played.wasOpened ||= phase !== 'collect' && phase !== 'cancelled';
}

/** As Mara sees them, or anybody who sees any. */
async function topicsNow({ house, retro }: Played): Promise<readonly RowId[]> {
  for (const user of asked) {
    const topics = await house.store.read(team, { kind: 'person', userId: userId(user) }, (view) =>
      topicsIn(view, retro),
    );
    if (topics.length > 0) return topics.map(({ id }) => id);
  }
  return [];
}

export interface Stored {
  readonly phase: Phase;
  readonly cards: readonly { readonly id: string; readonly text: string }[];
  readonly actions: readonly { readonly id: string; readonly what: string; readonly state: string }[];
}

export async function storedIn({ house, retro }: Played): Promise<Stored> {
  const db = house.store.house;
  const [found] = (await sql<{ phase: Phase }>`select phase from retro where id = ${retro}`.execute(db)).rows;
  const cards = await sql<{ id: string; text: string }>`select id, text from retro_card order by id`.execute(
    db,
  );
  const actions = await sql<{ id: string; what: string; state: string }>`
    select id, what, state from retro_action order by id`.execute(db);
  return { phase: found?.phase ?? 'cancelled', cards: cards.rows, actions: actions.rows };
}

const isTaken = (reply: Reply): boolean => reply.kind === 'nothing' || reply.kind === 'clear';

/** @returns the ballot, if it is one and was taken */
async function take(
  played: Played,
  deed: Deed,
  stored: Stored,
  at: number,
): Promise<ReadonlyMap<string, number> | null> {
  const { house, model, retro } = played;
  const key = `key-${at}`;
  const id = { retro };
  const act = async (payload: object, isTwice = false): Promise<boolean> => {
    const replies = await Promise.all(
      (isTwice ? [payload, payload] : [payload]).map((one) => house.act(team, one)),
    );
    return replies.some(({ reply }) => isTaken(reply));
  };
  const meant = 'phase' in deed ? deed.phase : null;
  const phase = meant ?? (isOpen(stored.phase) ? stored.phase : 'actions');
  switch (deed.do) {
    case 'cards': {
      const texts = Array.from({ length: deed.count }, (_, line) => `card${at}x${line}`);
      for (const text of texts) played.typed.set(text, deed.by);
      const fields = { column0: { value: texts.join('\n') } };
      const metadata = { ...id, shown: [] };
      if (await act(submitted(team, deed.by, ids.cardsModal, metadata, fields, key), deed.isTwice))
        for (const text of texts) played.cards.add(text);
      return null;
    }
    case 'delete': {
      const own = stored.cards.find(({ text }) => played.typed.get(text) === deed.by);
      const card = own ?? stored.cards[0];
      if (card === undefined) return null;
      // Somebody else's stays.
      if (own !== undefined) played.cards.delete(own.text);
      await act(pressed(team, deed.by, ids.deleteCard, { card: rowId(card.id) }));
      return null;
    }
    case 'vote': {
      const shown = (await topicsNow(played)).slice(0, 5);
      const fields = Object.fromEntries(
        deed.votes.map((count, nth) => [`topic${nth}`, { selected_option: { value: String(count) } }]),
      );
      const metadata = { ...id, page: 0, shown };
      const payload = submitted(team, deed.by, topicIds.voteModal, metadata, fields, key);
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
      const due = new Date(house.clock.now() + 5 * day).toISOString().slice(0, 10);
      const fields = {
        what: { value: what },
        owner: { selected_user: deed.owner },
        due: { selected_date: due },
      };
      if (await act(submitted(team, deed.by, ids.proposeModal, id, fields, key), deed.isTwice))
        played.actions.add(what);
      return null;
    }
    case 'accept':
    case 'decline':
    case 'done':
    case 'drop': {
      const action = stored.actions[deed.nth % Math.max(stored.actions.length, 1)];
      const pressOf = {
        accept: ids.acceptAction,
        decline: ids.declineAction,
        done: ids.finishAction,
        drop: ids.dropAction,
      }[deed.do];
      if (action !== undefined) await act(pressed(team, deed.by, pressOf, { action: rowId(action.id) }));
      return null;
    }
    case 'group':
      await act(pressed(team, deed.by, topicIds.groupCards, id));
      await act(pressed(team, deed.by, topicIds.acceptAll, { ...id, page: 0 }));
      await act(
        submitted(
          team,
          deed.by,
          topicIds.joinModal,
          id,
          { topics: { selected_options: stored.cards.slice(0, 2).map((card) => ({ value: card.id })) } },
          key,
        ),
      );
      return null;
    case 'apart': {
      const { rows } = await sql<{ id: string }>`select id from retro_grouping`.execute(house.store.house);
      for (const grouping of rows)
        await act(pressed(team, deed.by, topicIds.takeApart, { grouping: rowId(grouping.id), page: 0 }));
      return null;
    }
    case 'end':
    case 'cancel':
      await act(submitted(team, deed.by, ids.confirmModal, { ...id, phase, what: deed.do }, {}, key));
      return null;
    case 'reopen':
      await act(pressed(team, deed.by, controlIds.reopen, { ...id, phase }));
      return null;
    case 'ready':
      await act(pressed(team, deed.by, ids.ready, { ...id, phase }));
      return null;
    case 'nothing':
      await act(pressed(team, deed.by, ids.nothingToAdd, id));
      return null;
    case 'takeOver':
      await act(pressed(team, deed.by, ids.manage, { r: retro, do: 'over' }));
      return null;
    case 'handOver': {
      const fields = { to: { selected_user: deed.to } };
      await act(submitted(team, deed.by, controlIds.handOverModal, id, fields, key));
      return null;
    }
    case 'join':
    case 'leave':
      await move(house, model, 0, deed.do, deed.who);
      return null;
    case 'deactivate':
      await stand(house, model, deed.who, 'deactivated');
      return null;
    case 'become':
      played.wasChanged = true;
      await become(house, model, 0, deed.what);
      return null;
    case 'restart':
      house.restart();
      return null;
  }
}
