/** A retrospective in a house with every practice, whose phases are ended and opened again by what people press. */
import { sql } from 'kysely';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, rowId, type RowId, teamId, userId } from '../../src/core/ids.ts';
import type { Action } from '../../src/core/kit/action.ts';
import type { RawInput } from '../../src/core/kit/modal.ts';
import type { Reply } from '../../src/core/listener.ts';
import type { ReadScope } from '../../src/core/scope.ts';
import { features } from '../../src/features.ts';
import { cardsModal } from '../../src/features/retro/collect/screens.ts';
import { confirmModal } from '../../src/features/retro/session/ids.ts';
import type { Phase } from '../../src/features/retro/session/phases.ts';
import { reopen } from '../../src/features/retro/session/screens.ts';
import { startModal } from '../../src/features/retro/start/screens.ts';
import { voteModal } from '../../src/features/retro/vote/handlers.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import type { TestEngine } from './databases.ts';
import { everyWay, pressed as pressEverything, type Shown } from './every-way.ts';
import { type LeakCompany, openLeakCompany } from './leak/company.ts';
import { pressed, submitted } from './leak/payloads.ts';

export const team = teamId('T1');
export const channel = channelId('CA');
/** Mara facilitates; Gus is a guest, and was not asked. */
export const mara = 'UMARA';
export const asked = [mara, 'UBEN', 'UCAT', 'UDAN', 'UEVA', 'UFAY', 'UHAL'] as const;
export const gus = 'UGUS';

export interface Again {
  readonly system: LeakCompany;
  readonly features: readonly Feature[];
  readonly retro: RowId;
  readonly phase: () => Promise<Phase>;
  readonly writes: (who: string, ...texts: readonly string[]) => Promise<void>;
  /** Votes by topic, in the order in which the topics are shown; what is chosen is the person's whole ballot. */
  readonly votes: (who: string, ballot: readonly number[]) => Promise<void>;
  readonly ends: () => Promise<void>;
  readonly opensAgain: () => Promise<void>;
  readonly cancels: () => Promise<void>;
  readonly topics: () => Promise<readonly RowId[]>;
  /** The ids of all rows of the retrospective. */
  readonly rows: (...tables: readonly string[]) => Promise<readonly string[]>;
  readonly press: <Value>(who: string, action: Action<Value>, value: Value) => Promise<Reply>;
  /** Presses everything there is as one person, and undoes it. */
  readonly pressEverything: (
    who: string,
    ids: readonly string[],
    after: (scope: ReadScope) => Promise<unknown>,
  ) => Promise<Shown[]>;
  readonly everyWay: (people: readonly string[], also?: readonly string[]) => Promise<Shown[]>;
}

/** @param fields of the form that starts one, beside the usual */
export async function holdAgain(
  engine: TestEngine,
  fields: Readonly<Record<string, RawInput>> = {},
): Promise<Again> {
  const system = await openLeakCompany(engine, features, allGuards);
  const now = () => system.clock.now();
  for (const user of [...asked, gus])
    await system.store.directory.savePerson(
      team,
      {
        userId: userId(user),
        memberType: user === gus ? 'guest' : 'member',
        isAdmin: user === mara,
        tz: 'Europe/Berlin',
        locale: 'en',
        awayUntil: null,
      },
      now(),
    );
  const facts = {
    kind: 'public',
    isShared: false,
    isArchived: false,
    hasLore: true,
    name: 'website',
  } as const;
  await system.store.directory.saveChannel(team, { channelId: channel, ...facts }, now());
  await system.store.directory.setMembers(
    team,
    channel,
    [...asked, gus].map((user) => userId(user)),
    now(),
  );
  let key = 0;
  const submit: typeof submitted = (...[of, user, modal, metadata, inputs]) =>
    submitted(of, user, modal, metadata, inputs, `key-${(key += 1)}`);
  const act = async (payload: object): Promise<void> => {
    const { reply } = await system.act(team, payload);
    if (!['nothing', 'clear', 'message'].includes(reply.kind)) throw new Error(JSON.stringify(reply));
    await system.settle();
  };
  const option = (value: string): RawInput => ({ selected_option: { value } });
  await act(
    submit(
      team,
      mara,
      startModal,
      { channel },
      {
        about: { value: 'Website relaunch' },
        kind: option('project'),
        names: option('hidden'),
        people: { selected_users: [...asked] },
        facilitator: { selected_user: mara },
        ...fields,
      },
      '',
    ),
  );
  const db = system.store.system;
  const { rows: started } = await sql<{ id: string }>`select id from retro`.execute(db);
  const retro = rowId(started[0]?.id ?? '');
  const phase = async () =>
    (await sql<{ phase: Phase }>`select phase from retro where id = ${retro}`.execute(db)).rows[0]?.phase ??
    'cancelled';
  const confirm = async (what: 'end' | 'cancel') => {
    const on = await phase();
    if (on === 'closed' || on === 'cancelled') throw new Error(`it is ${on}`);
    await act(submit(team, mara, confirmModal, { retro, phase: on, what }, {}, ''));
  };
  const rows: Again['rows'] = async (...tables) => {
    const found: string[] = [];
    for (const table of tables) {
      const { rows: some } = await sql<{
        id: string;
      }>`select id from ${sql.table(table)} order by id`.execute(db);
      found.push(...some.map(({ id }) => id));
    }
    return found;
  };
  const topics = async () => {
    const { rows: some } = await sql<{ id: string }>`select id from retro_card order by id`.execute(db);
    return some.map(({ id }) => rowId(id));
  };
  return {
    system,
    features,
    retro,
    phase,
    rows,
    topics,
    writes: (who, ...texts) =>
      act(submit(team, who, cardsModal, { retro, shown: [] }, { column0: { value: texts.join('\n') } }, '')),
    votes: async (who, ballot) => {
      const shown = (await topics()).slice(0, 5);
      const inputs = Object.fromEntries(
        shown.map((_, at) => [`topic${at}`, option(String(ballot[at] ?? 0))]),
      );
      await act(submit(team, who, voteModal, { retro, page: 0, shown }, inputs, ''));
    },
    ends: () => confirm('end'),
    cancels: () => confirm('cancel'),
    opensAgain: async () => {
      const on = await phase();
      if (on === 'closed' || on === 'cancelled') throw new Error(`it is ${on}`);
      await act(pressed(team, mara, reopen, { retro, phase: on }));
    },
    press: async (who, action, value) => (await system.act(team, pressed(team, who, action, value))).reply,
    pressEverything: (who, also, after) =>
      pressEverything({ system, features, team, people: [who], channel, ids: [retro, ...also], after }, who),
    everyWay: (people, also = []) =>
      everyWay({ system, features, team, people, channel, ids: [retro, ...also] }),
  };
}
