/** What comes of a window: figures, the same for team and leader in the same minute, and for nobody else. On both engines. */
import { minute } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { publishWindow } from '../../src/features/pulse/results/part.ts';
import { windows } from '../../src/features/pulse/rows.ts';
import { diego, katrin, mara, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { asked, askedInLearning, askedInWebsite, pulseOn, type PulseHere } from '../support/pulse-here.ts';

const came = 'What came of the safety pulse';
const arjun = 'U0ARJUN';
const [, priya, hana, elliot, noor, jonas] = askedInWebsite;

describe.each(engines())('on $name', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
    await here.openPulse();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const results = (who: string) => here.direct(who).findLast(({ text }) => text.includes(came))?.text ?? '';
  const answer = async (who: readonly string[], point: string, but = {}) => {
    for (const one of who) {
      await here.answer(one, point, but);
      await here.who(one).closeAll();
    }
  };
  const rowsOf = async (table: string) =>
    (JSON.parse(await here.rows(table)) as readonly (readonly Readonly<Record<string, unknown>>[])[])[0] ??
    [];

  it('is read by team and leader in the same minute, by those above, and by nobody else', async () => {
    await answer(askedInWebsite, '5');
    await answer(askedInLearning, '3');
    await here.toTheEnd();
    expect(results(diego)).toContain('*Website*\n*Safety: 5* of 7. Views are close. 6 of 6 answered.');
    expect(results(arjun)).toContain('*Learning*\n*Safety: 3* of 7. Views are close. 5 of 5 answered.');
    expect(results(mara)).toContain('For the talk with Website');
    expect(results(mara)).toContain('*Safety: 5* of 7. Views are close. 6 of 6 answered.');
    for (const theirs of ['Website', 'Safety: 5']) expect(results(arjun)).not.toContain(theirs);
    for (const theirs of ['Learning*', 'Safety: 3']) expect(results(diego)).not.toContain(theirs);
    const published = (await rowsOf('delivery')).filter(({ post }) => post === 'pulse.results');
    const times = published.map(({ created_at: at }) => Number(at));
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(minute);
    expect(published).toHaveLength(new Set([...asked, katrin, mara, seun]).size);
    // What was cast is gone.
    expect(await rowsOf('ballot_cast')).toEqual([]);
  });

  it('is read in a form: each group by itself, and none of another team, whatever is pressed', async () => {
    await answer(asked, '4');
    await here.toTheEnd();
    const message = here.asking(diego, came);
    await here.who(diego).press(message, 'pulse.results');
    const all = await here.modalWith(diego, 'Lindgrove');
    expect(all).toContain('Website');
    // Of another team there is no number of its own; which teams stand together is said.
    expect(all).not.toContain('*Learning*');
    expect(all).toContain('*Several teams in Lindgrove* (Website, Learning)');
    await here.who(diego).pressInModal('pulse.group');
    expect(await here.modalWith(diego, 'Send me a picture')).toContain('11 of 11 answered');
    await here.who(diego).closeAll();
    const [window] = await rowsOf('pulse_window');
    const learning = (await rowsOf('pulse_window_place')).find(({ name }) => name === 'Learning');
    const value = JSON.stringify({ window: window?.['id'], place: learning?.['place_id'], kind: 'team' });
    const payload = pressPayload(here.sandbox, diego, message, { action_id: 'pulse.group', value });
    expect((await sendPayload(here.sandbox, payload)).status).toBe(200);
    await here.settle();
    // The made payload names a direct message as if it were a channel.
    expect(here.wrong()).toEqual(['conversations.info: HTTP 200, missing_scope']);
    expect(here.modal(diego)).not.toContain('Learning');
  });

  it('says of answers that are all equal “6 or more”, in words and in the picture', async () => {
    await answer(askedInWebsite, '7');
    await here.toTheEnd();
    expect(results(diego)).toContain('*Safety: 6 or more* of 7. Views are close.');
    expect(results(diego)).not.toContain('Safety: 7');
    const [figure] = (await rowsOf('pulse_figure')).filter(({ item }) => item === null);
    expect(figure).toMatchObject({ half_steps: 12, answered: 6 });
  });

  it('says nothing where everybody would rather not say, and tells nobody who that was', async () => {
    await answer(asked, 'none');
    await here.toTheEnd();
    expect(results(diego)).toContain('too few answered in Website to say');
    expect(results(seun)).toContain('There’s no number to show you');
    expect(await rowsOf('pulse_figure')).toEqual([]);
    expect(await rowsOf('pulse_duty')).toEqual([]);
  });

  it('says nothing where nobody answered, and owes nothing', async () => {
    await here.toTheEnd();
    expect(results(diego)).toContain('too few answered in Website to say');
    expect(await rowsOf('pulse_figure')).toEqual([]);
    expect(await rowsOf('pulse_duty')).toEqual([]);
  });

  it('shows two teams, too small alone, as others, each theme by itself', async () => {
    await answer([diego, priya, hana], '5');
    // Of the others nobody says anything about recognition.
    await answer(askedInLearning.slice(0, 4), '5', { RR1: 'none', RR2: 'none', RR3: 'none' });
    await here.toTheEnd();
    expect(results(diego)).toContain('*Several teams in Lindgrove* (Website, Learning)\n*Safety: 5* of 7.');
    expect(results(arjun)).toContain('*Several teams in Lindgrove* (Website, Learning)\n*Safety: 5* of 7.');
    expect(results(diego)).toContain('Recognition of learning: too few answered in Website');
    for (const who of [diego, arjun, mara]) expect(results(who)).not.toContain('3 of 6');
    // Seun leads one of them, and is asked nowhere.
    expect(results(seun)).toContain('*Several teams in Lindgrove*');
    expect(results(seun)).not.toContain('3 of 6');
  });

  it('counts who left meanwhile, and writes to them no more', async () => {
    await answer([diego, priya, hana, elliot, noor, jonas], '4');
    await here.set(jonas, { standing: 'deactivated' });
    await here.toTheEnd();
    expect(results(diego)).toContain('6 of 6 answered.');
    expect(results(jonas)).toBe('');
  });

  it('counts who was forgotten between its end and its figures, under no name', async () => {
    await answer(askedInWebsite, '5');
    const { store } = here.lore;
    const [window] = (await rowsOf('pulse_window')) as readonly { id: never; channel_id: never }[];
    if (window === undefined) throw new Error('there is no window');
    const as = { kind: 'channel', channelId: window.channel_id } as const;
    await store.transact(team, as, async (scope) => {
      await scope.ballots.close(window.id);
      await scope.update(windows, window.id, { state: 'closed' });
    });
    await store.erasing(team, userId(diego), { kind: 'person', userId: userId(diego) });
    await store.transact(team, as, (scope) =>
      publishWindow({ scope, now: here.sandbox.core.clock.now(), newId: here.newId }, window.id),
    );
    const [figure] = await rowsOf('pulse_figure');
    expect(figure).toMatchObject({ asked: 6, answered: 6 });
    await here.toTheEnd();
    expect(results(mara)).not.toBe('');
    expect(await here.rows('pulse_figure', 'pulse_duty', 'ballot')).not.toContain(diego);
  });

  it('is fixed once: published again, nothing changes', async () => {
    await answer(askedInWebsite, '4');
    await here.toTheEnd();
    const before = await here.rows('pulse_window', 'pulse_figure', 'pulse_duty', 'pulse_answer', 'ballot');
    const [window] = await rowsOf('pulse_window');
    await here.lore.store.transact(
      team,
      { kind: 'channel', channelId: window?.['channel_id'] as never },
      (scope) => publishWindow({ scope, now: 0, newId: here.newId }, window?.['id'] as never),
    );
    expect(await here.rows('pulse_window', 'pulse_figure', 'pulse_duty', 'pulse_answer', 'ballot')).toBe(
      before,
    );
  });

  it('stands in Home and in /pulse for who may read it', async () => {
    await answer(askedInWebsite, '4');
    await here.toTheEnd();
    expect(await here.home(diego)).toContain(String.raw`*Website*\n*Safety: 4* of 7.`);
    expect(await here.type(diego, '/pulse')).toContain(String.raw`*Website*\n*Safety: 4* of 7.`);
    expect(await here.home(arjun)).not.toContain('Safety: 4');
    expect(await here.type(arjun, '/pulse')).not.toContain('Safety: 4');
  });
});
