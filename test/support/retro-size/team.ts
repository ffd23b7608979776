/** A retrospective of as many people as one likes, on SQLite, through what Slack sends. */
import { sql } from 'kysely';
import { channelId, rowId, type RowId, userId } from '../../../src/core/ids.ts';
import type { Reply } from '../../../src/core/listener.ts';
import { addCards, cardsModal, seePages } from '../../../src/features/retro/collect/screens.ts';
import { retro as feature } from '../../../src/features/retro/feature.ts';
import { confirmModal } from '../../../src/features/retro/session/ids.ts';
import { startModal } from '../../../src/features/retro/start/screens.ts';
import { allGuards } from '../../../src/store/access/guards.ts';
import { engines } from '../databases.ts';
import { channels } from '../leak/generate.ts';
import { type LeakCompany, openLeakCompany, teams } from '../leak/company.ts';
import { pressed, submitted } from '../leak/payloads.ts';

const [team] = teams;
const channel = channelId(channels[0]);

export interface SizedTeam {
  readonly system: LeakCompany;
  readonly people: readonly string[];
  readonly retro: RowId;
  readonly open: (by: string) => Promise<Reply>;
  /** @param lines a card each */
  readonly save: (by: string, lines: readonly string[]) => Promise<Reply>;
  /** Whoever facilitates ends collecting. */
  readonly endCollecting: () => Promise<void>;
  /** Everything that somebody reads who pages through all cards. */
  readonly readAll: (by: string) => Promise<{ readonly texts: readonly string[]; readonly pages: number }>;
}

export async function sizedTeam(count: number): Promise<SizedTeam> {
  const engine = engines().find(({ name }) => name === 'sqlite');
  if (engine === undefined) throw new Error('there is no SQLite');
  const system = await openLeakCompany(engine, [feature], allGuards);
  const people = Array.from({ length: count }, (_, index) => `UP${String(index + 1).padStart(3, '0')}`);
  const [first = ''] = people;
  const { directory } = system.store;
  const now = system.clock.now();
  for (const user of people)
    await directory.savePerson(
      team,
      {
        userId: userId(user),
        memberType: 'member',
        isAdmin: false,
        tz: 'UTC',
        locale: 'en',
        awayUntil: null,
      },
      now,
    );
  const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true } as const;
  await directory.saveChannel(team, { channelId: channel, name: 'website', ...facts }, now);
  await directory.setMembers(team, channel, people.map(userId), now);
  const option = (value: string) => ({ selected_option: { value } });
  const wishes = {
    about: { value: 'Website relaunch' },
    kind: option('project'),
    names: option('hidden'),
    cardsFor: option('participants'),
    facilitator: { selected_user: first },
  };
  let keys = 0;
  const key = () => `key-${(keys += 1)}`;
  await system.act(team, submitted(team, first, startModal, { channel }, wishes, key()));
  const { rows } = await sql<{ id: string }>`select id from retro`.execute(system.store.system);
  const retro = rowId(rows[0]?.id ?? '');
  await system.settle();

  return {
    system,
    people,
    retro,
    open: async (by) => (await system.act(team, pressed(team, by, addCards, { retro }))).reply,
    save: async (by, lines) => {
      const fields = { column0: { value: lines.join('\n') } };
      return (await system.act(team, submitted(team, by, cardsModal, { retro, shown: [] }, fields, key())))
        .reply;
    },
    endCollecting: async () => {
      const metadata = { retro, phase: 'collect', what: 'end' } as const;
      await system.act(team, submitted(team, first, confirmModal, metadata, {}, key()));
      await system.settle();
    },
    readAll: async (by) => {
      const texts: string[] = [];
      for (let page = 0; ; page += 1) {
        const payload = pressed(team, by, seePages.on, { retro, page });
        const { reply } = await system.act(team, payload);
        if (reply.kind !== 'update') throw new Error(`page ${page} is not shown`);
        const { blocks } = reply.modal.view;
        const shown = JSON.stringify(blocks);
        if (blocks.length > 100 || shown.length > 250_000)
          throw new Error(`page ${page} is too large for Slack`);
        texts.push(...textsIn(blocks));
        if (!shown.includes('"retro.see-on"')) return { texts, pages: page + 1 };
      }
    },
  };
}

/** Every text that stands anywhere in some blocks. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]: [string, unknown]) =>
    name === 'text' && typeof entry === 'string' ? [entry] : textsIn(entry),
  );
}

/** So many letters of any script, different for each number. */
export function longCard(index: number, length: number): string {
  const scripts = [
    'Wörter und Sätze ',
    '言葉と文章',
    'كلمات وجمل ',
    'слова и фразы ',
    '👩🏽‍🚀🧪',
    '<&> *x* `y` ',
  ];
  const begins = `Card ${index}: `;
  const one = scripts[index % scripts.length] ?? '';
  const filled = begins + one.repeat(Math.ceil(length / one.length));
  // Never half of a character.
  const cut = filled.slice(0, length - 1);
  const isHalf = /[\uD800-\uDBFF]$/.test(cut);
  return `${isHalf ? cut.slice(0, -1) : cut}.`;
}
