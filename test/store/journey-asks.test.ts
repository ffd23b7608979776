/** Being asked: chosen by oneself or after an invitation, at one's own recurrence, and never a nag. On each engine. */
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload, submissionPayload } from '../support/forged.ts';
import { ines, learning, mara, secretly, seun } from '../support/company.ts';
import { journeyOn, type JourneyHere } from '../support/journey-here.ts';

const at = (iso: string) => Date.parse(iso);
const asked = 'a question you asked me for';

describe.each(engines())('on $name, whoever keeps a journey', (engine) => {
  let it_: JourneyHere;
  beforeEach(async () => {
    // Tuesday, 10:00 in London and 11:00 in Berlin.
    it_ = await journeyOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const choose = async (who: string, recurrence: string) => {
    await it_.who(who).say(learning, '/journey rhythm');
    await it_.who(who).submit({ rhythm: recurrence });
    await it_.who(who).closeAll();
    await it_.settle();
  };
  const questions = (who: string) => it_.direct(who).filter(({ text }) => text.includes(asked));
  const whenAsked = (who: string) =>
    questions(who).map(({ ts }) => new Date(Math.floor(Number(ts) * 1000)).toISOString().slice(0, 16));
  const last = (who: string) => {
    const message = it_.direct(who).at(-1);
    if (message === undefined) throw new Error('nothing was written to them');
    return message;
  };

  it('is asked the four questions in turn, an hour into their own working day, every two weeks', async () => {
    await choose(seun, 'fortnight');
    for (const day of ['2026-11-25', '2026-12-09', '2026-12-23', '2027-01-06']) {
      await it_.playUntil(at(`${day}T12:00:00Z`));
      await it_.tell(seun, `Of ${day}`, [learning]);
    }
    await it_.playUntil(at('2027-01-20T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2027-01-20T10:00']);
    const all = it_.direct(seun).map(({ text }) => text.split('\n'));
    expect(all.map((lines) => lines.find((line) => line.startsWith('*')))).toEqual([
      '*What don’t I know, and who can help?*',
      '*Which feedback was hard to hear, and what am I doing with it?*',
      '*Which mistake did someone bring to me, and what did I ask?*',
      '*What am I reading or practising?*',
      '*What don’t I know, and who can help?*',
    ]);
    // Answered ones have no buttons any more.
    expect(
      all.filter((lines) => lines.includes('You’ve published an entry since then. Thank you.')),
    ).toHaveLength(4);
  });

  it('who leaves three questions is told so with the third, and asked no more', async () => {
    await choose(seun, 'week');
    await it_.playUntil(at('2027-02-01T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2026-11-25T10:00', '2026-12-02T10:00', '2026-12-09T10:00']);
    expect(questions(seun).map(({ text }) => text.includes('the third in a row'))).toEqual([
      false,
      false,
      true,
    ]);
    await choose(seun, 'week');
    await it_.playUntil(at('2027-02-03T12:00:00Z'));
    expect(whenAsked(seun).at(-1)).toBe('2027-02-02T10:00');
  });

  it('stops it at any time by a press, and the message says so', async () => {
    await choose(seun, 'week');
    await it_.playUntil(at('2026-11-25T12:00:00Z'));
    await it_.who(seun).press(last(seun), 'journey.stop');
    await it_.playUntil(at('2027-01-01T12:00:00Z'));
    expect(it_.direct(seun)).toHaveLength(1);
    expect(last(seun).text).toContain('I won’t ask you any more.');
    expect(JSON.stringify(last(seun).blocks)).not.toContain('button');
  });

  it('writes from the question itself, which the form then has', async () => {
    await choose(seun, 'week');
    await it_.playUntil(at('2026-12-02T12:00:00Z'));
    await it_.who(seun).press(last(seun), 'journey.write');
    await it_.modalWith(seun, 'A journey entry');
    const [, chosen = ''] = it_.modal(seun).split('"initial_option":');
    expect(chosen.slice(0, 150)).toContain('Which feedback was hard to hear');
  });

  /** As their status says it. */
  const isAway = async (until: string) => {
    await it_.sandbox.page('person', {
      as: seun,
      change: { kind: 'status', text: 'On holiday', emoji: ':palm_tree:', until: at(until) },
    });
    await it_.settle();
  };

  it('who is back earlier than they said is asked then', async () => {
    await choose(seun, 'week');
    await isAway('2026-12-07T09:00:00Z');
    await it_.playUntil(at('2026-12-01T14:00:00Z'));
    await isAway('2026-12-01T15:00:00Z');
    await it_.playUntil(at('2026-12-03T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2026-12-01T16:00']);
  });

  it('is not asked while they are away, and is asked again after', async () => {
    await choose(seun, 'week');
    await isAway('2026-12-07T09:00:00Z');
    await it_.playUntil(at('2026-12-10T12:00:00Z'));
    // On their first day back, and not again two days later.
    expect(whenAsked(seun)).toEqual(['2026-12-07T10:00']);
    await it_.playUntil(at('2026-12-16T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2026-12-07T10:00', '2026-12-16T10:00']);
  });

  it('is asked again although Lore was down when a question was due, which is not asked late', async () => {
    await choose(seun, 'week');
    it_.sandbox.core.clock.set(at('2026-11-25T20:00:00Z'));
    await it_.playUntil(at('2026-12-02T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2026-12-02T10:00']);
  });

  it('may have been invited by an admin, once and in private, and chooses; nobody is told what', async () => {
    await it_.who(mara).say(learning, '/journey invite');
    expect(it_.who(mara).told(learning).join()).toContain('Only admins of the workspace can invite.');
    await it_.who(ines).say(secretly, '/journey invite');
    await it_.who(ines).submit({ people: [seun, mara] });
    await it_.who(ines).closeAll();
    await it_.settle();
    await it_.who(ines).say(secretly, '/journey invite');
    await it_.who(ines).submit({ people: [seun] });
    await it_.who(ines).closeAll();
    await it_.playUntil(at('2026-11-24T15:00:00Z'));
    expect([seun, mara, ines].map((who) => it_.direct(who).length)).toEqual([1, 1, 0]);
    expect(last(seun).text).toContain('<@U0INES> invites you to keep a learning journey.');

    await it_.who(seun).press(last(seun), 'journey.rhythm');
    await it_.who(seun).submit({ rhythm: 'fortnight' });
    await it_.who(seun).closeAll();
    await it_.who(mara).press(last(mara), 'journey.decline');
    await it_.playUntil(at('2026-11-26T12:00:00Z'));
    expect(whenAsked(seun)).toEqual(['2026-11-25T10:00']);
    expect(it_.direct(mara).map(({ text }) => text)).toEqual([
      '<@U0INES> invites you to keep a learning journey.\nYou won’t be asked. If you change your mind, type `/journey`.',
    ]);
    expect(it_.direct(ines)).toEqual([]);
  });

  it('answers nobody who never invited them, no matter whom a press or a form names', async () => {
    await it_.who(ines).say(secretly, '/journey invite');
    await it_.who(ines).submit({ people: [seun] });
    await it_.who(ines).closeAll();
    await it_.playUntil(at('2026-11-24T15:00:00Z'));
    const forged = { action_id: 'journey.decline', value: JSON.stringify({ by: 'U0FORGED' }) };
    const press = pressPayload(it_.sandbox, seun, last(seun), forged);
    await sendPayload(it_.sandbox, {
      ...press,
      channel: { id: last(seun).channelId, name: 'directmessage' },
    });
    await it_.who(seun).press(last(seun), 'journey.rhythm');
    const view = it_.sandbox.world.modals.filter((one) => one.userId === seun).at(-1);
    if (view === undefined) throw new Error('no form is open');
    const metadata = submissionPayload(it_.sandbox, seun, view)['view'] as { private_metadata: string };
    const carried = metadata.private_metadata.replaceAll(ines, 'U0FORGED');
    expect(carried).toContain('U0FORGED');
    await sendPayload(
      it_.sandbox,
      submissionPayload(it_.sandbox, seun, view, {}, { private_metadata: carried }),
    );
    await it_.who(seun).closeAll();
    await it_.settle();
    expect(await it_.tables()).toContain(seun);
    expect(await it_.tables()).not.toContain('FORGED');
    await it_.who(seun).press(last(seun), 'journey.decline');
    await it_.settle();
    expect(await it_.tables()).toContain(`"invited_by":"${ines}"`);
  });

  it('sees in App Home how often they are asked, and what waits; nobody else does', async () => {
    await choose(seun, 'fourWeeks');
    await it_.who(seun).say(learning, '/journey write');
    await it_.type(seun, { text: 'Unfinished' });
    await it_.who(seun).openHome();
    await it_.who(mara).openHome();
    await it_.settle();
    expect(await it_.home(seun)).toContain('You’re asked every four weeks');
    expect(await it_.home(seun)).toContain('is waiting, for your eyes only');
    expect(await it_.home(mara)).not.toContain('learning journey');
  });
});
