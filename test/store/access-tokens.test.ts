/** Access tokens in App Home: shown once, one person’s, a few at a time, and gone with who left. On both engines. */
import { pino } from 'pino';
import { inputsOf } from '../../sandbox/company/elements.ts';
import { listAt } from '../../sandbox/json.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { journeyAmong } from '../../src/features/journey/feature.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { diego, ines, priya, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { makeToken, mcpAddress as address, openTokens, programOf } from '../support/mcp-here.ts';

const journey = journeyAmong(() => []);

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  let lines: string[];
  const start = async (over: { readonly address?: string }) => {
    lines = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    here = await startLoreHere({ engine, ...over, lore: { features: [journey], log } });
  };
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    expect(lines.join('')).not.toMatch(/"level":[56]0/);
    await here.close();
  });
  const tokensOf = (who: string) => here.lore.store.accessTokens.of(team, userId(who));

  describe('where there is an address', () => {
    beforeEach(() => start({ address }));

    it('a token stands in nothing that Lore keeps, logs or exports, and is shown no second time', async () => {
      const token = await makeToken(here, priya, 'My  laptop\n');
      expect(token).toMatch(/^lore_[\w-]{43}$/);
      const program = await programOf(here, token);
      await program.call('search');
      await program.close();
      expect(await openTokens(here, priya)).not.toContain(token);
      expect(here.modal(priya)).toContain('*My laptop*, made on');
      expect(await here.home(priya)).not.toContain(token);
      const kept = await here.rows(
        ...['access_token', 'delivery', 'job', 'inbox', 'submission', 'audit', 'home'],
      );
      expect(kept).toContain(priya);
      expect(kept).not.toContain(token.slice(5));
      const exported = JSON.stringify(await exportOwn(here.lore.store, [journey], team, userId(priya)));
      expect(exported).toContain('"accessTokens":[{"name":"My laptop"');
      expect(exported).not.toContain(token.slice(5));
      expect(lines.join('')).not.toContain(token.slice(5, 25));
    });

    it('the list says what one is for and on which day it was last used, and no other person has it', async () => {
      const token = await makeToken(here, priya, 'Assistant *one*');
      expect(await openTokens(here, priya)).toContain('not used yet');
      const program = await programOf(here, token);
      await program.call('search');
      await program.close();
      expect(await openTokens(here, priya)).toMatch(
        /made on Tue 24 November 2026, last used on Tue 24 November 2026/,
      );
      expect((await tokensOf(priya))[0]?.usedOn).toBe('2026-11-24');
      expect(await openTokens(here, diego)).not.toContain('∗one∗');
      expect(here.modal(diego)).toContain('You have no token.');
    });

    it('what was used today is written once', async () => {
      const token = await makeToken(here, priya);
      const of = await here.lore.store.accessTokens.behind(token);
      if (of === null) throw new Error('it opens nothing');
      const before = await here.rows('access_token');
      await here.lore.store.accessTokens.used(of, '2026-11-25');
      const once = await here.rows('access_token');
      expect(once).not.toBe(before);
      await here.lore.store.accessTokens.used(of, '2026-11-25');
      expect(await here.rows('access_token')).toBe(once);
    });

    it('a name in which there is nothing to read is asked for again', async () => {
      await openTokens(here, priya);
      const answer = JSON.stringify(await here.who(priya).submit({ name: ' \u202E ' }));
      expect(answer).toContain('Say what it’s for');
      expect(await tokensOf(priya)).toEqual([]);
    });

    it('five are the most, also for two presses at once and one from a form that is old', async () => {
      await openTokens(here, priya);
      for (let nth = 0; nth < 4; nth += 1)
        await here.lore.store.accessTokens.make(
          { team, user: userId(priya), id: rowId(here.newId()) },
          ...([`Token ${nth}`, here.newId()] as const),
        );
      const made = await Promise.all(
        ['One', 'Other'].map((name) =>
          here.lore.store.accessTokens.make(
            { team, user: userId(priya), id: rowId(here.newId()) },
            ...([name, here.newId()] as const),
          ),
        ),
      );
      expect(made.toSorted()).toEqual([false, true]);
      await here.who(priya).submit({ name: 'One too many' });
      expect(await here.modalWith(priya, 'You have 5 tokens')).not.toContain('lore_');
      expect(await tokensOf(priya)).toHaveLength(5);
      expect(await openTokens(here, priya)).not.toContain('"type":"input"');
    });

    it('a press that is repeated makes one token', async () => {
      await openTokens(here, priya);
      const view = here.sandbox.world.modals.find(({ userId: of }) => of === priya);
      const inputs = inputsOf(listAt(view?.view ?? {}, 'blocks'), { name: 'Twice' });
      const submit = () => here.sandbox.page('submit', { as: priya, viewId: view?.id, inputs });
      await Promise.all([submit(), submit()]);
      await here.settle();
      expect((await tokensOf(priya)).map(({ name }) => name)).toEqual(['Twice']);
    });

    it('revoking ends one’s own alone: of somebody else’s nothing changes', async () => {
      const theirs = await makeToken(here, diego);
      const own = await makeToken(here, priya);
      const [id] = (await tokensOf(diego)).map((one) => one.id);
      if (id === undefined) throw new Error('there is none');
      await here.lore.store.accessTokens.revoke({ team, user: userId(priya), id });
      expect(await here.lore.store.accessTokens.behind(theirs)).not.toBeNull();
      expect(await here.lore.store.accessTokens.behind(own)).not.toBeNull();
      await openTokens(here, priya);
      await here.who(priya).pressInModal('lore.token_revoke');
      expect(await here.modalWith(priya, 'You have no token.')).toContain('Make a token');
      expect(await here.lore.store.accessTokens.behind(own)).toBeNull();
      expect(await here.lore.store.accessTokens.behind(theirs)).not.toBeNull();
    });

    it('who was deactivated has none any more, so none comes back with them', async () => {
      const token = await makeToken(here, priya);
      await here.sandbox.page('person', { as: ines, userId: priya, change: { kind: 'deactivate' } });
      await here.settle();
      expect(await here.rows('access_token')).toBe('[[]]');
      expect(await here.lore.store.accessTokens.behind(token)).toBeNull();
    });
  });

  it('without an address only admins have the line, which says how it is read on the machine itself', async () => {
    await start({});
    expect(await here.home(priya)).not.toContain('lore.tokens');
    expect(await openTokens(here, ines)).toContain('npx lore mcp');
    expect(here.modal(ines)).toContain('LORE_ADDRESS');
  });
});
