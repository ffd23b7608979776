/** The duty to answer: a leader says what they heard and one change, and whether it helped; otherwise the one above is asked. On both engines. */
import { day } from '../../src/core/clock.ts';
import { diego, ines, katrin, mara } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { askedInWebsite, pulseOn, type PulseHere } from '../support/pulse-here.ts';

const came = 'What came of the safety pulse';

describe.each(engines())('on $name, a leader', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
    await here.openPulse();
    for (const who of askedInWebsite) {
      await here.answer(who, '4');
      await here.who(who).closeAll();
    }
    await here.toTheEnd();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const results = (who: string) => here.direct(who).findLast(({ text }) => text.includes(came))?.text ?? '';
  const duty = async () =>
    (
      JSON.parse(await here.rows('pulse_duty')) as readonly (readonly Readonly<Record<string, unknown>>[])[]
    )[0]?.[0];
  const later = (days: number) => here.playUntil(here.sandbox.core.clock.now() + days * day);
  async function say(
    who: string,
    message: Parameters<ReturnType<PulseHere['who']>['press']>[0],
    fields = {},
  ) {
    await here.who(who).press(message, 'pulse.heard');
    await here.settle();
    const answer = JSON.stringify(
      await here.who(who).submit({
        ...{ heard: 'Hard things come up late.', is: 'change' },
        ...{ what: 'We begin with what worries us.', ...fields },
      }),
    );
    await here.settle();
    return answer;
  }

  it('says what they heard and one change; their team reads it, and at its date whether it helped', async () => {
    const text = here.asking(mara, came).text;
    expect(text).toContain('What in these numbers fits');
    expect(text).toContain('never who answered what');
    await say(mara, here.asking(mara, came));
    expect(results(diego)).toContain('Hard things come up late.');
    expect(results(diego)).toContain('We begin with what worries us.');
    // Mara is asked in another team, and reads what became of her words where she wrote them.
    expect(results(mara)).toContain('We begin with what worries us.');
    expect(await duty()).toMatchObject({ state: 'answered' });
    expect(results(mara)).not.toContain('You agreed to say by');
    await later(32);
    await here.who(mara).press(here.asking(mara, 'Did it help?'), 'pulse.helped-early');
    await here.settle();
    expect(results(diego)).toContain('It is too early to say whether it helped.');
    await later(31);
    await here.who(mara).press(here.asking(mara, 'Did it help?'), 'pulse.helped-yes');
    await here.settle();
    expect(results(diego)).toContain('It helped.');
  });

  it('says why nothing changes, and is asked no more', async () => {
    await say(mara, here.asking(mara, came), { is: 'none', what: 'We have just changed how we plan.' });
    expect(results(diego)).toContain('Nothing changes for now');
    await later(40);
    expect(here.direct(mara).filter(({ text }) => text.includes('Did it help?'))).toEqual([]);
  });

  it('is told what is missing where it was typed, with an example', async () => {
    const yesterday = new Date(here.sandbox.core.clock.now() - day).toISOString().slice(0, 10);
    expect(await say(mara, here.asking(mara, came), { on: yesterday })).toContain('a day after today');
    expect(await duty()).toMatchObject({ state: 'open' });
  });

  it('is reminded near the date; then the one above is asked instead, and nobody is told who was late', async () => {
    await later(11);
    expect(here.asking(mara, 'You agreed to say by').text).toContain('Website');
    await later(6);
    expect(await duty()).toMatchObject({ leader_id: katrin, state: 'open' });
    // By now Lore has read again that she reads German.
    const passed = here.asking(katrin, 'Website gehört');
    expect(passed.text).not.toContain('Mara');
    expect(results(mara)).not.toContain('You agreed to say by');
    await say(katrin, passed);
    expect(results(diego)).toContain('Hard things come up late.');
    // Nothing that they were sent asks for it any more.
    expect(here.direct(mara).filter(({ text }) => text.includes('You agreed to say by'))).toEqual([]);
    expect(await duty()).toMatchObject({ state: 'answered' });
  });

  it('who left is passed by: the one above is asked', async () => {
    await here.set(mara, { standing: 'deactivated' });
    await later(18);
    expect(await duty()).toMatchObject({ leader_id: katrin });
  });

  it('who erased their data is passed by, and their words go', async () => {
    await say(mara, here.asking(mara, came));
    await here.erase(mara);
    await here.settle();
    expect(await here.rows('pulse_answer')).not.toContain('Hard things');
    expect(results(diego)).not.toContain('Hard things');
  });

  it('is not answered by anybody else, whatever they press', async () => {
    const message = here.asking(mara, came);
    const value = JSON.stringify({
      window: (await duty())?.['window_id'],
      place: (await duty())?.['place_id'],
    });
    for (const action of ['pulse.heard', 'pulse.close-duty']) {
      const payload = pressPayload(here.sandbox, diego, message, { action_id: action, value });
      expect((await sendPayload(here.sandbox, payload)).status).toBe(200);
      await here.settle();
      expect(here.who(diego).modal()).toBeUndefined();
    }
    // The made payload names a direct message as if it were a channel.
    expect(new Set(here.wrong())).toEqual(new Set(['conversations.info: HTTP 200, missing_scope']));
    expect(await duty()).toMatchObject({ state: 'open', leader_id: mara });
  });

  it('who does not answer for twenty working days: an admin closes it, which the team reads; before that no pulse opens', async () => {
    await later(20);
    expect(await here.type(ines, '/pulse')).not.toContain('Close as not answered');
    const overdue = 'For twenty working days nobody has said what was heard from *Website*';
    expect(await here.home(ines)).not.toContain(overdue);
    await later(14);
    expect(await here.home(ines)).toContain(overdue);
    expect(await here.home(diego)).not.toContain(overdue);
    expect(await here.type(ines, '/pulse')).toContain('Close as not answered');
    await here.who(ines).pressInModal('pulse.close-duty');
    await here.settle();
    expect(await duty()).toMatchObject({ state: 'closed' });
    // The page goes on to be the page.
    expect(here.modal(ines)).toContain('Closed. Website reads that it was not answered.');
    expect(here.modal(ines)).toContain('"pulse.add"');
    expect(await here.home(ines)).not.toContain(overdue);
    expect(results(diego)).toContain(
      'Website: nobody said what they heard, and it was closed as not answered.',
    );
  });
});
