/** Export, erasure and `lore doctor` where there is or was a ballot: what they reach, and what nobody can find, with the reason. On both engines. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ballots } from '../../src/core/ballots.ts';
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { exportData, forget, pulsesLeftOut } from '../../src/operator/data.ts';
import { lookAtPulseKeys } from '../../src/operator/doctor-pulse.ts';
import { team as teamText } from '../support/company.ts';
import { lastingEngines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const team = teamId(teamText);
const [mara, jonas] = ['U0MARA', 'U0JONAS'];
const ballot = rowId('b1');

describe.each(lastingEngines())('on $name', (engine) => {
  let here: LoreHere;
  let environment: Record<string, string>;
  beforeEach(async () => {
    here = await startLoreHere({ engine, lore: { features: [] } });
    environment = { ...here.environment };
  });
  afterEach(() => here.close());

  const as = <T>(who: string, run: (ballots: Ballots) => Promise<T>) =>
    here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, ({ ballots }) => run(ballots));
  const asJob = <T>(run: (ballots: Ballots) => Promise<T>) =>
    here.lore.store.transact(team, { kind: 'channel', channelId: channelId('C0WEBSITE') }, ({ ballots }) =>
      run(ballots),
    );
  const open = async () => {
    await as(mara, (ballots) =>
      ballots.open(ballot, new Map([mara, jonas].map((who) => [userId(who), rowId('place')]))),
    );
    for (const who of [mara, jonas]) await as(who, (ballots) => ballots.cast(ballot, { score: 7 }));
  };
  const close = async () => {
    await asJob((ballots) => ballots.close(ballot));
    await asJob((ballots) => ballots.destroyKey(ballot));
  };
  const answers = async () => {
    const rows = await here.lore.store.system.selectFrom('ballot_cast').select('id').execute();
    return rows.length;
  };
  const forgetJonas = () => forget(environment, { person: jonas });

  it('says nothing of pulses in a workspace that never had one', async () => {
    expect(await pulsesLeftOut(environment, { person: mara })).toBeNull();
    expect(await forgetJonas()).toMatchObject({ pulses: null, isKeyMissing: false });
    expect(await here.home(mara)).not.toContain('pulse');
    expect(await exportData(environment, { person: mara })).toMatchObject({ lore: { pulses: [] } });
  });

  it('an export during a pulse and after it says that somebody was asked, never what they answered or whether, and why', async () => {
    await open();
    const during = await exportData(environment, { person: mara });
    expect(during).toMatchObject({ lore: { pulses: [{ closedAt: null, answer: { choice: 'open' } }] } });
    expect(await pulsesLeftOut(environment, { person: mara })).toContain('stored without names');
    await close();
    const after = await exportData(environment, { person: mara });
    expect(after).toMatchObject({ lore: { pulses: [{ answer: { choice: 'closed' } }] } });
    expect(JSON.stringify([during, after, await exportData(environment, { workspace: true })])).not.toMatch(
      /score|"mark"|"place"/,
    );
  });

  it('the person reads in App Home and in their data what cannot be found, and why', async () => {
    await open();
    await close();
    expect(await here.home(mara)).toContain('Once it’s over, nobody can find it any more');
    await here.who(mara).pressInHome('lore.show_data');
    expect(await here.modalWith(mara, 'Pulses in which you were asked')).toContain(
      'What could have found it is destroyed, so it can’t be shown or erased',
    );
  });

  it('forgetting somebody while a pulse is open takes their answer along, in App Home as by the operator', async () => {
    await open();
    expect(await answers()).toBe(2);
    expect(await forgetJonas()).toMatchObject({ isKeyMissing: false });
    expect(await answers()).toBe(1);
    await here.home(mara);
    await here.erase(mara);
    expect(await answers()).toBe(0);
    expect(JSON.stringify(here.who(mara).home())).toContain(
      'nobody can find it, since it was stored without',
    );
  });

  it('forgetting somebody after a pulse says that their answer cannot be found, and why', async () => {
    await open();
    await close();
    const { pulses, isKeyMissing } = await forgetJonas();
    expect(pulses).toContain('the key that could find them is destroyed when a pulse closes');
    expect([isKeyMissing, await answers()]).toEqual([false, 2]);
  });

  it('forgetting somebody where the key of an open pulse is not says so, and finds the answer once it is run where the key is', async () => {
    await open();
    const elsewhere = mkdtempSync(join(tmpdir(), 'lore-ballots-'));
    const keys = environment['LORE_PULSE_KEYS'] ?? '';
    environment['LORE_PULSE_KEYS'] = elsewhere;
    expect(await forgetJonas()).toMatchObject({ isKeyMissing: true });
    expect(await answers()).toBe(2);
    environment['LORE_PULSE_KEYS'] = keys;
    // Slack still says who is in the channel.
    await here.lore.store.directory.savePerson(
      team,
      {
        userId: userId(jonas),
        memberType: 'member',
        isAdmin: false,
        tz: 'UTC',
        locale: 'en',
        awayUntil: null,
      },
      here.sandbox.core.clock.now(),
    );
    expect(await forgetJonas()).toMatchObject({ isKeyMissing: false });
    expect(await answers()).toBe(1);
    rmSync(elsewhere, { recursive: true });
  });

  it('lore doctor says whether keys can be written, whether others can read them, and that a key is missing', async () => {
    const said = async () =>
      (await lookAtPulseKeys(environment)).map(({ isFine, line }) => `${isFine} ${line}`);
    const keys = environment['LORE_PULSE_KEYS'] ?? '';
    expect(await said()).toEqual([`true pulse keys: ${keys}`]);
    await open();
    expect(await said()).toEqual([`true pulse keys: ${keys}`]);
    renameSync(keys, `${keys}-away`);
    expect(await said()).toEqual([expect.stringMatching(/^false .+a pulse is open, and its key is not in/)]);
    renameSync(`${keys}-away`, keys);
    environment['LORE_PULSE_KEYS'] = '/dev/null/keys';
    expect((await said()).at(-1)).toMatch(/^false pulse keys: Lore can’t write to \/dev\/null\/keys/);
    environment['LORE_PULSE_KEYS'] = '';
    // Beside the file of the database, where nothing has to be set; with PostgreSQL there is none.
    expect(await said()).toEqual(
      engine.name === 'sqlite' ? [] : [expect.stringContaining('LORE_PULSE_KEYS names no folder')],
    );
  });
});
