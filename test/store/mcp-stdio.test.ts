/** `lore mcp`: a program on Lore's machine reads as it does over HTTP, beside a running Lore, for as long as its token holds. On both engines. */
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { join } from 'node:path';
import process from 'node:process';
import { userId } from '../../src/core/ids.ts';
import { diego, ines, katrin, mara, priya, secretly, team, website } from '../support/company.ts';
import { compiled } from '../support/compiled.ts';
import { lastingEngines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { connected, makeToken, mcpAddress as address, type Program } from '../support/mcp-here.ts';
import { runScript } from '../support/run-script.ts';

const root = join(import.meta.dirname, '..', '..');

describe.each(lastingEngines())('on $name', (engine) => {
  let here: LoreHere;
  let open: Program[];
  beforeEach(async () => {
    open = [];
    here = await startLoreHere({ engine, address });
    // The program's clock is this machine's.
    here.sandbox.core.clock.set(Date.now());
    await add(priya, website, 'Vacuum before a load', 'workspace');
    await add(ines, secretly, 'Explain the salary bands', 'conversation');
  }, 60_000);
  afterEach(async () => {
    for (const program of open) await program.close();
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  async function add(who: string, channel: string, title: string, reach: string): Promise<void> {
    const person = here.who(who);
    await person.say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    const words = { title, happened: `${title} happened.`, useWhen: `Before ${title}`, topics: 'Postgres' };
    expect(JSON.stringify(await person.submit({ ...words, ...offered }))).not.toContain('errors');
    await here.settle();
    await person.closeAll();
  }
  const environment = (token: string) => ({
    DATABASE_URL: here.config.databaseUrl,
    LORE_MCP_TOKEN: token,
    NODE_COMPILE_CACHE: compiled,
  });
  const start = async (token: string, era: 'modern' | 'legacy'): Promise<Program> => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['--no-warnings', 'src/cli.ts', 'mcp'],
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', ...environment(token) },
      stderr: 'pipe',
    });
    const program = await connected(transport, era);
    open.push(program);
    return program;
  };

  it.each(['modern', 'legacy'] as const)(
    'it reads what its person may read, as stored, and nothing else: the %s protocol',
    async (era) => {
      const program = await start(await makeToken(here, ines), era);
      const { text, content } = await program.call('search');
      expect(content['count']).toBe(2);
      expect(text).toContain('| - Explain the salary bands [lesson ');
      const [, id = ''] = /salary bands \[lesson (\w+)\]/.exec(text) ?? [];
      const other = await start(await makeToken(here, diego), era);
      expect((await other.call('search')).content['count']).toBe(1);
      expect(await other.call('read_lesson', { id })).toMatchObject({ isError: true });
      expect((await program.call('read_lesson', { id })).isError).toBe(false);
    },
    60_000,
  );

  it('of a channel whose members Lore has not asked for in a while it reads nothing, since Slack is not asked here', async () => {
    const program = await start(await makeToken(here, katrin), 'modern');
    expect((await program.call('search')).content['count']).toBe(2);
    await here.lore.store.write((db) => db.updateTable('channel').set({ members_at: 0 }).execute());
    expect((await program.call('search', { query: 'salary' })).content['count']).toBe(0);
  }, 60_000);

  it('revoked while the program runs, the token opens nothing any more', async () => {
    const program = await start(await makeToken(here, mara), 'modern');
    expect((await program.call('search')).isError).toBe(false);
    const [token] = await here.lore.store.accessTokens.of(team, userId(mara));
    if (token === undefined) throw new Error('there is none');
    expect(token.usedOn).not.toBeNull();
    await here.lore.store.accessTokens.revoke({ team, user: userId(mara), id: token.id });
    const told = await program.call('search');
    expect(told).toEqual({
      isError: true,
      text: 'This token opens nothing, or not any more.',
      content: {},
    });
  }, 60_000);

  it.each([
    ['without a token', '', 'LORE_MCP_TOKEN is missing.'],
    ['with a token that was guessed', 'lore_guessed', 'LORE_MCP_TOKEN opens nothing'],
  ])(
    '%s it says so at once, and where one is made',
    async (_how, token, says) => {
      const { code, said } = await runScript(['src/cli.ts', 'mcp'], environment(token)).ended;
      expect(code).toBe(1);
      expect(said).toContain(says);
      expect(said).toContain('Access tokens');
    },
    60_000,
  );
});
